"""`manage.py count` on budgets: options, money, points, ties."""

import re
import sys
from decimal import Decimal

import pytest

from tests.wijkstem.counting import RANKED_TOWN, TOWN, count, data

# No test here asks for the database, so pytest-django would stop one that reaches for it.
pytestmark = pytest.mark.any_database

PAIR = TOWN.replace("5;d\n", "5;b\n6;c\n7;a\n").replace("500", "400")  # a 3, b 2, c 2 votes


def test_ties_of_budgets_go_to_the_cheaper_or_the_order(tmp_path):
    ties = tmp_path / "lot.txt"
    ties.write_text("d\nc\nb\na\n")
    greedy = ("--rule", "greedy")
    assert data(PAIR, "town.pb", *greedy)["winners"] == ["a", "b"]
    assert data(PAIR, "town.pb", *greedy, "--ties", "listed")["winners"] == ["a", "b"]
    drawn = data(PAIR, "town.pb", *greedy, "--ties", str(ties))
    assert drawn["winners"] == ["a", "c"]
    assert drawn["options"]["tie_order"] == ["d", "c", "b", "a"]
    assert drawn["ties"][0]["resolved_by"] == "tie_order"


def test_budget_is_counted_by_equal_shares_add1u_with_a_step_of_one():
    result = data(TOWN, "town.pb")
    assert result["rule"] == "equal-shares"
    assert result["options"] == {
        "utility": "cost",
        "completion": "add1u",
        "step": 1,
        "ties": "cheaper",
    }
    assert result["ballots"] == {"cast": 5, "valid": 4, "blank": 1, "distinct": 4}
    assert result["budget"] == 1000


def test_money_is_in_units_of_the_file():
    result = data(TOWN, "town.pb", "--completion", "none")
    # everyone has 1000/4 = 250: a is paid by its two supporters, 200 each; d by its one
    assert result["winners"] == ["a", "d"]
    assert result["cost"] == Decimal("490.5")
    share, a, d, *passed = result["stages"]
    assert (share["first"], share["final"], share["runs"]) == ("250", "250", 1)
    assert (a["project"], a["cost"], a["price"], a["votes"]) == ("a", 400, "200", 2)
    assert (d["cost"], d["price"]) == (Decimal("90.5"), "181/2")
    assert [(row["project"], row["left"], row["short"]) for row in passed] == [
        ("b", "50", "450"),
        ("c", "250", "350"),
    ]
    assert {row["reason"] for row in passed} == {"supporters_short"}


def test_money_is_exact_beyond_what_a_float_holds():
    content = TOWN.replace("budget;1000", "budget;98765432109876543210.123456789")
    code, out, _ = count(content, "town.pb", "--json")
    assert code == 0
    assert '"budget": 98765432109876543210.123456789,' in out


def test_step_is_money_of_the_file():
    coarse = data(TOWN, "town.pb", "--completion", "add1", "--step", "50")
    fine = data(TOWN, "town.pb", "--completion", "add1", "--step", "0.50")
    assert (coarse["options"]["step"], fine["options"]["step"]) == (50, Decimal("0.5"))
    # shares 250, 300, ... 600: then c can be paid as well, with a and d too much together
    assert fine["stages"][0]["runs"] > coarse["stages"][0]["runs"] > 1
    assert coarse["stages"][0]["stopped"] == "next_would_overspend"
    assert (coarse["stages"][0]["first"], coarse["stages"][0]["final"]) == ("250", "550")


@pytest.fixture
def few_digits():
    """Python writes integers of no more than 640 digits, its smallest limit, instead of 4300."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    yield 640
    sys.set_int_max_str_digits(before)


def test_exact_amounts_are_longer_than_python_writes_unless_told_to(few_digits):
    head = TOWN[: TOWN.index("a;Bankje")].replace("approval", "cumulative")
    ids = [f"p{number}" for number in range(150)]
    projects = "".join(f"{project};;1\n" for project in ids)
    votes = ""
    for voter in (1, 2):
        points = [10**17 + 7 ** (n + 21 * voter) % 10**17 for n in range(len(ids))]
        cells = ",".join(map(str, [*points, voter - 1]))
        votes += f"{voter};{','.join(ids)},dear;{cells}\n"
    content = f"{head}{projects}dear;;900\nVOTES\nvoter_id;vote;points\n{votes}"
    last = data(content, "town.pb", "--completion", "none")["stages"][-1]
    assert (last["project"], last["reason"]) == ("dear", "supporters_short")
    assert re.fullmatch("[0-9]+/[0-9]+", last["left"])
    assert all(len(part) > few_digits for part in last["left"].split("/"))
    assert sys.get_int_max_str_digits() == few_digits  # and everything is as before


def test_completion_by_votes_tells_what_it_funded():
    result = data(TOWN, "town.pb", "--completion", "utilitarian")
    assert result["winners"] == ["a", "d", "b"]
    reasons = {row["project"]: row["reason"] for row in result["stages"][1:]}
    assert reasons == {"a": "funded", "d": "funded", "b": "completed", "c": "supporters_short"}


def test_utility_decides_what_the_shares_buy():
    # 3 voters, 300 each. By cost: big asks 300 of each of two for 600, small 100 for 100.
    # By number big asks 300 and small 100; after small the supporters of big have 500 left.
    content = TOWN[: TOWN.index("a;Bankje")].replace("1000", "900") + (
        "big;Groot;600\nsmall;Klein;100\nother;Anders;400\n"
        "VOTES\nvoter_id;vote\n1;big,small\n2;big\n3;other\n"
    )
    plain = ("--completion", "none")
    assert data(content, "town.pb", *plain)["winners"] == ["big"]
    by_number = data(content, "town.pb", *plain, "--utility", "cardinality")
    assert by_number["winners"] == ["small"]
    assert by_number["options"]["utility"] == "cardinality"


def test_greedy_orders_by_votes_or_by_votes_for_the_money():
    greedy = ("--rule", "greedy")
    assert data(TOWN, "town.pb", *greedy)["winners"][0] == "a"
    assert data(TOWN, "town.pb", *greedy, "--utility", "cardinality")["winners"][0] == "d"


def test_greedy_skips_or_stops():
    content = TOWN.replace("5;d\n", "5;c\n6;c\n7;d\n")  # c 3, a 2, b 1, d 1: b does not fit
    content = content.replace("90.50", "600").replace("b;Boom;500", "b;Boom;100")
    content = content.replace("a;Bankje;400", "a;Bankje;450")
    skip = data(content, "town.pb", "--rule", "greedy")
    stop = data(content, "town.pb", "--rule", "greedy", "--misfit", "stop")
    assert (skip["winners"], stop["winners"]) == (["c", "b"], ["c"])
    assert [row["reason"] for row in stop["stages"]] == [
        "funded",
        "does_not_fit",
        "after_stop",
        "after_stop",
    ]


def test_points_per_rank_count_a_ranked_budget():
    greedy = ("--rule", "greedy", "--points")
    steep, flat = (data(RANKED_TOWN, "town.pb", *greedy, points) for points in ("5,1", "1,1"))
    assert {row["project"]: row["score"] for row in steep["stages"]} == {"a": 6, "b": 11}
    assert {row["project"]: row["votes"] for row in steep["stages"]} == {"a": 2, "b": 3}
    assert {row["project"]: row["score"] for row in flat["stages"]} == {"a": 2, "b": 3}
    assert steep["options"]["points"] == [5, 1]


def test_minimum_support_of_the_file_is_applied_and_told():
    content = TOWN.replace("budget;1000", "budget;1000\nmin_project_score_threshold;2")
    result = data(content, "town.pb", "--rule", "greedy")
    assert result["options"]["minimum_support"] == 2
    assert result["winners"] == ["a"]
    assert "minimum_support" not in data(TOWN, "town.pb")["options"]
