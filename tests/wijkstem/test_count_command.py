"""`manage.py count` on ranked ballots and matrices: rules, defaults, stages, ties."""

import json
import re
from decimal import Decimal

import pytest

from tests.wijkstem.counting import BOARD, MATRIX, TIED, count, data, run

# No test here asks for the database, so pytest-django would stop one that reaches for it.
pytestmark = pytest.mark.any_database


def test_blt_is_counted_by_stv_with_the_seats_of_the_file():
    result = data(BOARD, "board.blt")
    assert (result["rule"], result["options"]["seats"]) == ("stv", 2)
    assert result["ballots"] == {"cast": 12, "valid": 11, "blank": 1, "distinct": 4}
    # quota 11 // 3 + 1 = 4; Dörte, listed after Cees, is excluded and makes Cees reach it
    assert result["winners"] == ["Anna", "Cees"]


def test_stages_tell_every_vote():
    first, *others = data(BOARD, "board.blt", "--ties", "listed")["stages"]
    assert (first["action"], first["elected"], first["quota"]) == ("count", ["Anna"], "4.00000")
    assert list(first["totals"].items()) == [
        ("Anna", "4.00000"),
        ("Bert", "3.00000"),
        ("Cees", "2.00000"),
        ("Dörte", "2.00000"),
    ]
    assert [stage["stage"] for stage in others] == list(range(2, len(others) + 2))
    for stage in [first, *others]:
        held = sum(map(Decimal, stage["totals"].values())) + Decimal(stage["nontransferable"])
        assert held == 11


@pytest.mark.parametrize(
    ("rule", "places"), [("stv", 5), ("irv", 5), ("plurality", 5), ("meek", 9)]
)
def test_votes_have_the_decimals_of_the_rule_and_add_up(rule, places):
    seats = ("--seats", "1") if rule == "irv" else ()
    stages = data(BOARD, "board.blt", "--rule", rule, *seats)["stages"]
    for stage in stages:
        texts = [*stage["totals"].values(), stage["nontransferable"], stage["rounding"]]
        assert all(re.fullmatch(rf"[0-9]+\.[0-9]{{{places}}}", text) for text in texts)
        assert sum(map(Decimal, texts[:-1])) == 11


def test_parcels_tell_what_a_surplus_was_worth():
    stages = data(BOARD.replace("4 1 2 0", "7 1 2 0"), "board.blt")["stages"]
    # quota 14 // 3 + 1 = 5, surplus 2 on 7 papers: 2/7 cut off after five decimals
    assert stages[1]["parcels"] == [{"papers": 7, "old": "1.00000", "new": "0.28571"}]
    assert stages[1]["rounding"] == "0.00003"
    assert stages[1]["nontransferable"] == "0.00003"


def test_irv_takes_one_seat_and_tells_both_majorities():
    content = BOARD.replace("1 2 0", "1 0").replace("2 1 0", "2 0").replace("2 4 3 0\n", "")
    code, out, _ = count(content, "board.blt", "--rule", "irv", "--seats", "1")
    # Anna 4, Bert 3, Cees 2: Dörte and Cees go, and nobody else is on their ballots
    assert code == 0
    assert (
        "Anna has 4 of the 7 votes that count at the end (57.1%: a majority of these) and of all "
        "9 valid votes 44.4%: no majority."
    ) in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "rule"), [((), "irv"), (("--seats", "1"), "irv"), (("--seats", "2"), "stv")]
)
def test_preflib_is_counted_by_irv_or_for_more_seats_by_stv(arguments, rule):
    content = (
        "# DATA TYPE: soi\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n"
        "# NUMBER UNIQUE ORDERS: 2\n# ALTERNATIVE NAME 1: Anna\n# ALTERNATIVE NAME 2: Bert\n"
        "# ALTERNATIVE NAME 3: Cees\n3: 1,2\n2: 2,3\n"
    )
    result = data(content, "vote.SOI", *arguments)
    assert (result["rule"], result["winners"][0]) == (rule, "Anna")


def test_approvals_are_written_as_equals():
    content = (
        BOARD.replace("4 1 2 0", "4 1=2 0").replace("3 2 1", "3 2=1").replace("4 3 0", "4=3 0")
    )
    result = data(content, "board.blt", "--rule", "approval")
    assert result["stages"][0]["totals"]["Anna"] == "7.00000"
    assert result["winners"] == ["Anna", "Bert"]


def test_matrix_is_counted_by_schulze_with_both_tables():
    result = data(MATRIX, "vote.json")
    assert result["rule"] == "schulze"
    assert result["ballots"] == {"cast": 10, "valid": 10, "blank": 0, "distinct": None}
    assert result["ranking"] == [["Anna", "Cees"], ["Bert"]]  # nobody wins from either
    assert (result["winners"], result["ties"][0]["tied"]) == (["Anna"], ["Anna", "Cees"])
    pairwise, paths = result["stages"]
    assert (pairwise["action"], paths["action"]) == ("pairwise", "strongest-paths")
    assert pairwise["candidates"] == paths["candidates"] == ["Anna", "Bert", "Cees"]
    assert pairwise["matrix"] == [[0, 6, 5], [4, 0, 5], [5, 5, 0]]
    assert paths["matrix"][0][1] == 6


def test_withdrawn_candidate_is_skipped_and_told():
    content = BOARD.replace("4 2\n", "4 2\n-1\n")
    result = data(content, "board.blt")
    assert result["options"]["withdrawn"] == ["Anna"]
    assert result["stages"][0]["totals"]["Bert"] == "7.00000"
    assert "Anna" not in result["stages"][0]["totals"]
    assert re.search(r"Withdrawn +Anna", count(content, "board.blt")[1])


# --- ties


@pytest.mark.parametrize(
    ("order", "winner"),
    [("Anna\nBert\n", "Anna"), ("Bert\nAnna\n", "Bert"), ("\ufeffBert\r\n\r\n Anna ", "Bert")],
)
def test_file_of_ties_decides(tmp_path, order, winner):
    ties = tmp_path / "lot.txt"
    ties.write_bytes(order.encode())
    result = data(TIED, "tied.blt", "--rule", "plurality", "--ties", str(ties))
    assert result["winners"] == [winner]
    assert result["options"]["ties"] == "file"
    assert result["options"]["tie_order"][0] == winner
    assert result["ties"][0]["chosen"] == [winner]


def test_ties_are_listed_unless_said_otherwise():
    result = data(TIED, "tied.blt", "--rule", "plurality")
    assert (result["winners"], result["options"]["ties"]) == (["Anna"], "listed")
    assert result["ties"] == [
        {
            "stage": 1,
            "purpose": "seat",
            "tied": ["Anna", "Bert"],
            "chosen": ["Anna"],
            "resolved_by": "tie_order",
            "earlier": None,
        }
    ]


def test_file_that_is_called_listed_can_be_given_with_its_folder(tmp_path, monkeypatch):
    (tmp_path / "listed").write_text("Bert\nAnna\n")
    (tmp_path / "tied.blt").write_text(TIED)
    monkeypatch.chdir(tmp_path)
    winner = {}
    for ties in ("listed", "./listed"):
        out = run("tied.blt", "--rule", "plurality", "--ties", ties, "--json")[1]
        winner[ties] = json.loads(out)["winners"]
    assert winner == {"listed": ["Anna"], "./listed": ["Bert"]}


def test_withdrawn_candidate_may_stand_in_the_tie_order(tmp_path):
    ties = tmp_path / "lot.txt"
    ties.write_text("Dörte\nCees\nBert\nAnna\n", encoding="utf-8")
    result = data(BOARD.replace("4 2\n", "4 2\n-4\n"), "board.blt", "--ties", str(ties))
    assert result["options"]["tie_order"] == ["Cees", "Bert", "Anna"]
