"""Small elections for the tests of `manage.py count`, and ways to call it."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from decimal import Decimal
from io import StringIO
from pathlib import Path

from django.core.management import call_command

ROOT = Path(__file__).parents[2]
BOARD = """4 2
4 1 2 0
3 2 1 0
2 3 0
2 4 3 0
1 0
0
"Anna"
"Bert"
"Cees"
"Dörte"
"Board"
"""
MATRIX = '{"options": ["Anna", "Bert", "Cees"], "matrix": [[0, 6, 5], [4, 0, 5], [5, 5, 0]]}'
TOWN = """META
key;value
description;Kleine ronde
budget;1000
vote_type;approval
PROJECTS
project_id;name;cost
a;Bankje;400
b;Boom;500
c;Zandbak;600
d;Vlag;90.50
VOTES
voter_id;vote
1;a,b
2;a
3;c
4;
5;d
"""
RANKED_TOWN = """META
key;value
budget;1000
vote_type;ordinal
PROJECTS
project_id;cost
a;700
b;600
VOTES
voter_id;vote
1;a,b
2;b,a
3;b
"""
TIED = '2 1\n3 1 0\n3 2 0\n0\n"Anna"\n"Bert"\n'


def run(*arguments):
    """Exit code, output and complaint."""
    out, err = StringIO(), StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            call_command("count", *arguments)
        code = 0
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


def count(content, name, *arguments):
    """As `run`, of a file with this content and name."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path(name).write_bytes(content.encode())
        return run(name, *arguments)


def data(content, name, *arguments):
    """The JSON of a count that succeeds; numbers with decimals stay exact."""
    code, out, err = count(content, name, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out, parse_float=Decimal)


def process(*arguments, **environment):
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "site/manage.py", "count", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "WIJKSTEM_MODE": "test", **environment},
        capture_output=True,
        check=False,
    )
