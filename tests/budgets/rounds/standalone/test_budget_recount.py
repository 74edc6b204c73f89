"""Budget rounds, counted again by a file that needs nothing of the application."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.ballots.verification.standalone.compare import contains
from tests.budgets.rounds.standalone.rounds import rounds
from tests.recounting import Case, assert_noticed, forgeries, mistaken, recount_of

pytestmark = pytest.mark.any_database

UTILITIES = ("cost", "cardinality")
COMPLETIONS = ("none", "add1", "add1e", "utilitarian", "add1u")


@pytest.mark.parametrize("completion", COMPLETIONS)
@pytest.mark.parametrize("utility", UTILITIES)
@given(data=st.data())
def test_round_is_counted_the_same_to_the_last_tie(
    utility: str, completion: str, data: st.DataObject
) -> None:
    case = data.draw(rounds(utility=utility, completion=completion))
    assert case.recounted() == case.stored()


@given(rounds(most_projects=12, most_voters=40))
def test_larger_round_is_counted_the_same(case: Case) -> None:
    assert case.recounted() == case.stored()


@given(rounds())
def test_recount_is_plain_data(case: Case) -> None:
    assert json.loads(json.dumps(case.recounted())) == case.recounted()


@given(rounds())
def test_no_figure_of_a_stored_result_can_be_changed_unnoticed(case: Case) -> None:
    recounted = case.recounted()
    assert contains(case.stored(), recounted)
    assert not any(contains(forged, recounted) for forged in forgeries(case.stored()))


FROZEN = {
    "rule": ["equal-shares", 1],
    "projects": [["bench", 300], ["path", 480]],
    "budget": 500,
    "currency": "EUR",
    "tie_order": ["path", "bench"],
    "count": {"utility": "cost", "completion": "none", "step": 100, "misfit": "skip"},
}


@pytest.mark.parametrize("approved", [["bench", "bench"], ["lamp"]])
def test_ballot_of_another_round_is_refused(approved: list[str]) -> None:
    with pytest.raises(ValueError, match="not a ballot of this round"):
        recount_of("budget")(FROZEN, {json.dumps({"approve": approved}): 1})


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": ["equal-shares", 2]},
        {"tie_order": ["path"]},
        {"count": {**FROZEN["count"], "completion": "add2"}},
        {"count": {**FROZEN["count"], "utility": "votes"}},
        {"count": {**FROZEN["count"], "misfit": "jump"}},
    ],
    ids=str,
)
def test_round_by_other_rules_is_refused(changed: dict) -> None:
    with pytest.raises(ValueError, match=r"this file|the order for ties"):
        recount_of("budget")({**FROZEN, **changed}, {'{"approve":[]}': 1})


# --- controls: a recount with a mistake does not agree


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('(completion == "add1e" and exhausted', '("add1" in completion and exhausted'),
        ('(completion == "add1e" and exhausted', "(False and exhausted"),
        ("number, run = number + 1, higher", "number, run = number + 1, run"),
        ("for key in projects) <= round_.budget", "for key in projects) < round_.budget"),
        ("votes[project] >= least", "votes[project] > least"),
        ("cost[project] > 0 and", "cost[project] > -1 and"),
        ("if run.round_.cost[key] <= room:", "if run.round_.cost[key] < room:"),
        ("            room -= run.round_.cost[key]\n", ""),
        ("if due <= money * payers:", "if due < money * payers:"),
        ("due -= money * number", "pass"),
        ("first = Fraction(round_.budget,", "first = Fraction(round_.budget - 1,"),
        ("if higher.spent > round_.budget:", "if higher.spent >= round_.budget:"),
        ("== min(cost[q] for q in tied)", "== max(cost[q] for q in tied)"),
        ("chosen = min(most, key=place)", "chosen = max(most, key=place)"),
        ("asked[project] > min(now.values())", "asked[project] >= min(now.values())"),
        ('options["utility"] == "cost"', 'options["utility"] != "cost"'),
        ("(-self.votes[p], self.cost[p],", "(-self.votes[p], -self.cost[p],"),
        ('stopped = misfit == "stop"', "stopped = False"),
        ('stopped = misfit == "stop"', "stopped = True"),
        ("if cost <= left and not stopped:", "if cost < left and not stopped:"),
        ("self.money[one] >= each", "self.money[one] > each"),
    ],
)
def test_mistake_in_the_recount_of_a_round_shows(old: str, new: str) -> None:
    assert_noticed("budget", old, new, rounds())


def test_mistake_about_more_votes_shows_where_price_and_cost_are_equal() -> None:
    """Too rare to wait for: it takes supporters who have run out of money."""
    frozen = {
        **FROZEN,
        "projects": [[key, 6] for key in "abcdef"],
        "budget": 16,
        "tie_order": list("fcaedb"),
    }
    named = {"bdf": 1, "ade": 2, "bcef": 2, "af": 1, "bce": 2}
    ballots = {
        json.dumps({"approve": list(keys)}, separators=(",", ":")): number
        for keys, number in named.items()
    }
    case = Case("budget", frozen, ballots)
    old, new = "== max(votes[q] for q in cheapest)", "== min(votes[q] for q in cheapest)"
    assert case.recounted() == case.stored()
    assert mistaken("budget", old, new)(frozen, ballots) != case.stored()


# --- by hand, from the page about the rules


def test_example_of_the_documents_comes_out() -> None:
    count = {"utility": "cost", "completion": "add1u", "step": 3_000, "misfit": "skip"}
    projects = [["bench", 30_000], ["path", 48_000], ["lamp", 24_000]]
    frozen = {
        **FROZEN,
        "projects": projects,
        "budget": 90_000,
        "tie_order": ["lamp", "path", "bench"],
        "count": count,
    }
    ballots = {'{"approve":["bench","lamp"]}': 1, '{"approve":["bench","path"]}': 1}
    found = recount_of("budget")(frozen, {**ballots, '{"approve":["path"]}': 1})["equal_shares"]
    assert (found["selected"], found["spent"]) == (["bench", "path"], 78_000)
    assert (found["shares"]["runs"], found["shares"]["final_run"]) == (4, 3)
    assert found["outcomes"][1]["price"] == "27000/1"
    assert found["outcomes"][2]["short"] == "3000/1"
