"""What goes into an evidence file needs Python and nothing else, for every kind there is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from governance.ballots import kinds
from governance.ballots.verification.standalone import compare
from tests.governance.ballots.standalone.polls import cast, frozen_election
from tests.recounting import Case, imported, source_of

pytestmark = pytest.mark.any_database

KINDS = kinds.names()
COUNT = """
import json, runpy, sys
recount = runpy.run_path("recount.py")["recount"]
polls = json.load(sys.stdin)
json.dump([recount(frozen, ballots) for frozen, ballots in polls], sys.stdout)
"""

ASKED = {
    "rule": ["majority", 1],
    "majority": {"numerator": 2, "denominator": 3, "strict": False},
    "quorum": {"numerator": 1, "denominator": 3},
    "turnout": {
        "entitled": {"heads": 9, "votes": 11},
        "present": {"heads": 4, "votes": 6},
    },
}
PLANS = {
    "rule": ["equal-shares", 1],
    "choices": [["bench", "Bench"], ["path", "Path"], ["lamp", "Lamp"]],
    "projects": [["bench", 30_000], ["path", 48_000], ["lamp", 24_000]],
    "budget": 90_000,
    "currency": "EUR",
    "ballot": "approve",
    "tie_order": ["path", "lamp", "bench"],
    "count": {
        "utility": "cost",
        "completion": "add1u",
        "step": 3_000,
        "minimum_support": 0,
        "misfit": "skip",
        "limit": False,
        "minimum": 0,
    },
}
KEYS = ["anna", "bram", "carla"]
POLLS = {
    "resolution": cast("resolution", ASKED, [({"vote": "yes"}, 4), ({"vote": "no"}, 2)]),
    "election": cast(
        "election",
        frozen_election("stv", KEYS, 2, KEYS),
        [({"rank": ["anna", "bram"]}, 5), ({"rank": ["carla"]}, 2), ({"rank": []}, 1)],
    ),
    "budget": cast(
        "budget",
        PLANS,
        [({"approve": named.split()}, 1) for named in ("bench lamp", "bench path", "path", "")],
    ),
}


def alone(folder: Path, source: str, polls: list[Case]) -> list:
    """What the file finds in an empty folder, without site-packages or settings of the user."""
    (folder / "recount.py").write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", COUNT],
        cwd=folder,
        env={},
        input=json.dumps([[case.frozen, case.ballots] for case in polls]),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_names_a_recount_of_the_standard_library_alone(kind: str) -> None:
    assert "def recount(" in source_of(kind)
    assert imported(source_of(kind)) - sys.stdlib_module_names == set()


@pytest.mark.parametrize("kind", KINDS)
def test_recount_runs_in_an_empty_folder(kind: str, tmp_path: Path) -> None:
    polls = [POLLS[kind]] if kind in POLLS else []
    found = alone(tmp_path, source_of(kind), polls)
    assert found == [case.stored() for case in polls]


def test_control_a_file_that_leans_on_us_does_not_run_there(tmp_path: Path) -> None:
    leaning = "import governance.rules.stv\n" + source_of("election")
    assert imported(leaning) - sys.stdlib_module_names == {"governance"}
    with pytest.raises(subprocess.CalledProcessError) as failed:
        alone(tmp_path, leaning, [])
    assert "No module named 'governance'" in failed.value.stderr


def test_control_a_neighbour_is_no_standard_library() -> None:
    assert imported("from . import stv\nfrom .stv import count\nimport json") == {".", "json"}


def test_comparing_needs_the_standard_library_alone() -> None:
    source = Path(compare.__file__).read_text(encoding="utf-8")
    assert imported(source) - sys.stdlib_module_names == set()
