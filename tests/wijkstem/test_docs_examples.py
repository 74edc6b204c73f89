"""The Python examples in the documentation give what stands behind them."""

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database

RULES = Path(__file__).parents[2] / "docs/rules.md"


def blocks(text):
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def checks(block):
    """Runs a block; per line with a comment, what it gives and what the comment says."""
    names = {}
    lines = block.splitlines()
    for statement in ast.parse(block).body:
        source = ast.get_source_segment(block, statement)
        if isinstance(statement, ast.Expr):
            said = lines[statement.end_lineno - 1].partition("  # ")[2]
            yield source, repr(eval(source, names)), said  # noqa: S307
        else:
            exec(source, names)  # noqa: S102


def test_every_example_of_the_rules_gives_what_it_says():
    found = [check for block in blocks(RULES.read_text()) for check in checks(block)]
    assert len(found) >= 9
    for source, given, said in found:
        assert re.match(re.escape(given) + r"($|\W)", said), source


def test_a_wrong_example_would_be_found():
    ((_, given, said),) = checks("1 + 1  # 3")
    assert (given, said) == ("2", "3")
