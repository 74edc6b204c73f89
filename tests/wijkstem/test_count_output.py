"""What `manage.py count` writes, and that it runs as a process without a database."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.core.management import execute_from_command_line

from tests.wijkstem.counting import BOARD, MATRIX, RANKED_TOWN, ROOT, TOWN, count, data, process

# No test here asks for the database, so pytest-django would stop one that reaches for it.
pytestmark = pytest.mark.any_database


def test_json_is_the_same_every_time_and_as_the_standard_library_writes_it():
    for content, name in [(BOARD, "board.blt"), (MATRIX, "vote.json"), (RANKED_TOWN, "town.pb")]:
        points = ("--points", "2,1") if name == "town.pb" else ()
        out = count(content, name, "--json", *points)[1]
        assert count(content, name, "--json", *points)[1] == out
        assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2) + "\n"


def row(out, name):
    """The cells of the first line of a table that begins with this name, or a number and it."""
    found = re.search(rf"^ *(?:[0-9]+\.? +)?{re.escape(name)} .*$", out, re.MULTILINE)
    return found[0].split()


def test_table_of_stages_shows_changes_totals_and_who_is_elected():
    content = BOARD.replace("4 1 2 0", "7 1 2 0")
    # quota 14 // 3 + 1 = 5: Anna passes on 2 votes, 7 papers at 0.28571; then Bert nears it
    out = count(content, "board.blt")[1]
    assert row(out, "Anna")[:4] == ["Anna", "7.00000*", "-2.00000", "5.00000*"]
    assert row(out, "Bert")[:4] == ["Bert", "3.00000", "+1.99997", "4.99997"]
    assert row(out, "of")[:4] == ["of", "which", "rounding", "0.00000"]
    assert "7 papers that counted for 1.00000 now count for 0.28571." in out
    assert "The quota is 5 votes: 14 / (2 + 1), without decimals, plus 1." in out


def test_table_of_first_preferences_is_in_the_order_of_votes():
    out = count(BOARD, "board.blt", "--rule", "plurality")[1]
    assert row(out, "Anna") == ["Anna", "4", "36.4%", "elected"]
    assert row(out, "Dörte") == ["Dörte", "2", "18.2%"]
    assert out.index("\nAnna ") < out.index("\nBert ") < out.index("\nCees ")


def test_table_of_duels_marks_who_wins():
    out = count(MATRIX, "vote.json")[1]
    assert row(out, "Anna") == ["1", "Anna", "-", "6*", "5"]
    assert row(out, "Bert") == ["2", "Bert", "4", "-", "5"]
    assert "1. Anna (shared)\n   1. Cees (shared)\n   3. Bert\n" in out


def test_tables_of_projects_tell_prices_and_why_not():
    out = count(TOWN, "town.pb", "--completion", "none")[1]
    assert row(out, "a") == ["1.", "a", "Bankje", "400.00", "2", "200.00"]
    assert row(out, "d") == ["2.", "d", "Vlag", "90.50", "1", "90.50"]
    assert row(out, "c") == ["c", "Zandbak", "600.00", "1", "supporters", "350.00", "short"]
    assert "Every voter has a share of 250.00 of the budget. The share is not raised." in out
    assert "2 projects for 490.50 of 1,000; 509.50 unspent." in out


def test_share_that_was_raised_is_told():
    out = count(TOWN, "town.pb", "--completion", "add1", "--step", "50")[1]
    # from a share of 500 the supporters of b can pay it: a, d and b are 990.50
    # from 600 the supporter of c can pay as well, which is too much
    assert "in run 7, which stands, it is 550.00." in " ".join(out.split())
    assert "Run 8 would cost more than the budget." in out


def keys(value):
    """All keys in it, but not the names under `totals`."""
    if isinstance(value, dict):
        inner = [keys(part) for key, part in value.items() if key != "totals"]
        return set(value).union(*inner)
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_every_key_of_the_json_is_in_the_contract():
    contract = (ROOT / "docs" / "count.md").read_text(encoding="utf-8")
    asked = [
        (BOARD, "board.blt", ()),
        (BOARD, "board.blt", ("--rule", "schulze")),
        (TOWN, "town.pb", ()),
        (TOWN, "town.pb", ("--rule", "greedy", "--ties", "listed")),
        (RANKED_TOWN, "town.pb", ("--points", "2,1")),
    ]
    found = set().union(*(keys(data(*question[:2], *question[2])) for question in asked))
    assert {"parcels", "matrix", "price", "points", "step", "misfit", "ranking"} <= found
    assert not {key for key in found if f"`{key}`" not in contract}


@pytest.mark.parametrize(
    ("content", "name", "arguments"),
    [
        (BOARD, "board.blt", ()),
        (BOARD, "board.blt", ("--rule", "meek")),
        (BOARD, "board.blt", ("--rule", "schulze")),
        (BOARD, "board.blt", ("--rule", "plurality")),
        (MATRIX, "vote.json", ()),
        (TOWN, "town.pb", ()),
        (TOWN, "town.pb", ("--rule", "greedy")),
        (RANKED_TOWN, "town.pb", ("--points", "2,1")),
    ],
)
def test_tables_name_everybody_and_fit_a_screen(content, name, arguments):
    code, out, err = count(content, name, *arguments)
    assert (code, err) == (0, "")
    assert all(len(line) <= 100 for line in out.splitlines())
    known = {"board.blt": ["Anna", "Bert", "Cees"], "vote.json": ["Anna", "Bert", "Cees"]}
    ids = ["Bankje", "Zandbak"] if content == TOWN else ["a", "b"]
    for choice in known.get(name, ids):
        assert re.search(rf"^.*\b{choice}\b", out, re.MULTILINE)
    assert "TIES" in out


def test_tables_of_stages_are_split_in_blocks_with_every_stage_once():
    names = [f"Candidate number {n}" for n in range(12)]
    ballots = "".join(f"{n + 3} {n + 1} {(n + 1) % 12 + 1} 0\n" for n in range(12))
    content = f"12 1\n{ballots}0\n" + "".join(f'"{name}"\n' for name in names)
    out = count(content, "many.blt", "--rule", "irv")[1]
    heads = re.findall(r"^ {10,}Stage .*$", out, re.MULTILINE)
    stages = [int(number) for number in " ".join(heads).split() if number != "Stage"]
    assert stages == list(range(1, len(stages) + 1))
    assert len(heads) > 1
    assert f"\n{len(stages)}. Fewest votes" in out
    for head in heads:
        block = out[out.index(head) :].split("\n\n")[0]
        assert max(map(len, block.splitlines())) <= 100
        assert all(name in block for name in names)


def test_wide_letters_count_for_two_columns():
    out = count(BOARD.replace('"Bert"', f'"{"王" * 40}"'), "board.blt")[1]
    table = out[out.index("Stage 1") :].splitlines()
    anna = next(line for line in table if line.startswith("Anna "))
    wide = next(line for line in table if line.startswith("王"))
    assert wide.startswith("王" * 13 + "…  ")
    assert anna.index("4.00000") == wide.index("3.00000") + 13


def test_names_cannot_steer_the_terminal():
    content = BOARD.replace('"Bert"', '"Be\x1b[31mrt"')
    code, out, _ = count(content, "board.blt")
    assert code == 0
    assert "\x1b" not in out
    assert "Be\N{REPLACEMENT CHARACTER}[31mrt" in out


def test_name_of_a_file_that_is_no_text_cannot_break_the_tables():
    untitled = BOARD.replace('"Board"\n', "")
    for name, content in (("bo\udcff\nard.blt", untitled), ("to\udcff\nwn.pb", RANKED_TOWN)):
        code, out, _ = count(content, name, *(("--points", "2,1") if "pb" in name else ()))
        assert code == 0
        assert out.encode("utf-8").startswith(name[:2].encode())
        assert out.splitlines()[0].endswith(("ard", "wn"))


# --- as a process


def test_process_needs_no_database_and_no_utf8_terminal(tmp_path):
    database = tmp_path / "nowhere" / "none.sqlite3"
    path = tmp_path / "board.blt"
    path.write_text(BOARD, encoding="utf-8")
    done = process(
        path, "--json", DATABASE_URL=f"sqlite:///{database}", PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Dörte" in json.loads(done.stdout)["stages"][0]["totals"]
    assert not database.parent.exists()


@pytest.mark.parametrize(
    "arguments",
    [("--nonsense",), ("--seats", "9" * 40)],
    ids=["option", "seats"],
)
def test_command_line_refuses_in_one_line(tmp_path, capfd, arguments):
    """Called as `manage.py` calls it, which saves a process."""
    path = tmp_path / "board.blt"
    path.write_text(BOARD, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        execute_from_command_line(["manage.py", "count", str(path), *arguments])
    said = capfd.readouterr()
    assert (stop.value.code, said.out) == (2, "")
    assert said.err.endswith(".\n")
    assert said.err.count("\n") == 1


def test_reader_who_walks_away_sees_no_complaint(tmp_path):
    path = tmp_path / "board.blt"
    path.write_text(BOARD, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "site/manage.py", "count", str(path)],
        cwd=ROOT,
        env={**os.environ, "WIJKSTEM_MODE": "test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    running.stdout.close()
    complaint = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), complaint) == (0, b"")
