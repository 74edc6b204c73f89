"""Budget rounds, counted again by a file that needs nothing of the application."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules import equal_shares
from budgets.rules.allocation import to_data
from budgets.rules.profile import Ballots, PointsProfile, Profile, Project
from governance.ballots.verification.standalone.compare import contains
from tests.budgets.rounds.standalone.rounds import BALLOTS, rounds
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


@pytest.mark.parametrize("ballot", BALLOTS)
@given(data=st.data())
def test_every_ballot_is_counted_by_the_rules_and_again(ballot: str, data: st.DataObject) -> None:
    case = data.draw(rounds(ballot=ballot))
    stored = case.stored()
    assert case.recounted() == stored
    assert stored["equal_shares"] == ruled(case)


def ruled(case: Case) -> dict[str, Any]:
    """What the rules say of a profile that is made here, one voter at a time."""
    frozen, given = case.frozen, []
    for text, number in case.ballots.items():
        ((_key, said),) = json.loads(text).items()
        if frozen["ballot"] == "rank":
            said = dict(zip(said, frozen["ranks"], strict=False))
        given += [said] * number
    projects = [Project(key, cost) for key, cost in frozen["projects"]]
    if frozen["ballot"] == "approve":
        profile: Ballots = Profile.from_ballots(projects, given)
    else:
        profile = PointsProfile.from_counts(projects, ((one, 1) for one in given))
    names = ("utility", "completion", "step", "minimum_support")
    options = {name: frozen["count"][name] for name in names}
    order = frozen["tie_order"]
    found = equal_shares.count(profile, frozen["budget"], tie_order=order, **options)
    return json.loads(json.dumps(to_data(found)))


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
    "ballot": "approve",
    "tie_order": ["path", "bench"],
    "count": {"utility": "cost", "completion": "none", "step": 100, "misfit": "skip"},
}


@pytest.mark.parametrize("approved", [["bench", "bench"], ["lamp"]])
def test_ballot_of_another_round_is_refused(approved: list[str]) -> None:
    with pytest.raises(ValueError, match="not a ballot of this round"):
        recount_of("budget")(FROZEN, {json.dumps({"approve": approved}): 1})


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        ("points", {"points": {"lamp": 1}}),
        ("points", {"points": {"bench": 0}}),
        ("score", {"points": {"bench": 1.5}}),
        ("rank", {"rank": ["bench", "bench"]}),
        ("rank", {"rank": ["bench", "path"]}),
    ],
)
def test_points_and_places_of_another_round_are_refused(ballot: str, said: dict) -> None:
    frozen = {**FROZEN, "ballot": ballot, "ranks": [1]}
    with pytest.raises(ValueError, match="not a ballot of this round"):
        recount_of("budget")(frozen, {json.dumps(said): 1})


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": ["equal-shares", 2]},
        {"ballot": "dice"},
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
        ("score[project] >= least", "score[project] > least"),
        ("cost[project] > 0 and", "cost[project] > -1 and"),
        ("if run.round_.cost[key] <= room:", "if run.round_.cost[key] < room:"),
        ("            room -= run.round_.cost[key]\n", ""),
        ("if due <= purse * asked:", "if due < purse * asked:"),
        ("due -= purse * points", "pass"),
        ("first = Fraction(round_.budget,", "first = Fraction(round_.budget - 1,"),
        ("if higher.spent > round_.budget:", "if higher.spent >= round_.budget:"),
        ("== min(cost[q] for q in tied)", "== max(cost[q] for q in tied)"),
        ("chosen = min(most, key=place)", "chosen = max(most, key=place)"),
        ("asked[project] > min(now.values())", "asked[project] >= min(now.values())"),
        ('options["utility"] == "cost"', 'options["utility"] != "cost"'),
        ("(-self.score[p], self.cost[p],", "(-self.score[p], -self.cost[p],"),
        ('stopped = misfit == "stop"', "stopped = False"),
        ('stopped = misfit == "stop"', "stopped = True"),
        ("if cost <= left and not stopped:", "if cost < left and not stopped:"),
        ("self.money[one] >= asked", "self.money[one] > asked"),
    ],
)
def test_mistake_in_the_recount_of_a_round_shows(old: str, new: str) -> None:
    assert_noticed("budget", old, new, rounds(ballot="approve"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("* (finest // points)", "* finest"),
        ("self.round_.times[one] * points", "self.round_.times[one]"),
        ("int(price * self.parts) * points", "int(price * self.parts)"),
        ("self.score[project] >= least", "self.votes[project] >= least"),
        ("(-self.score[p], self.cost[p],", "(-self.votes[p], self.cost[p],"),
        ('row |= {"score": round_.score[key]}', 'row |= {"score": votes}'),
    ],
)
def test_mistake_with_points_shows(old: str, new: str) -> None:
    assert_noticed("budget", old, new, rounds(ballot="points"))


def test_mistake_with_places_shows() -> None:
    assert_noticed("budget", "zip(said, ranks,", "zip(said, ranks[::-1],", rounds(ballot="rank"))


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
    old, new = "== max(score[q] for q in cheapest)", "== min(score[q] for q in cheapest)"
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


def test_example_with_points_of_the_documents_comes_out() -> None:
    count = {"utility": "cardinality", "completion": "none", "step": 100, "misfit": "skip"}
    frozen = {
        **FROZEN,
        "projects": [["pond", 4_000], ["swing", 3_000]],
        "budget": 6_000,
        "tie_order": ["pond", "swing"],
        "count": count,
        "ballot": "points",
    }
    ballots = {'{"points":{"pond":3}}': 1, '{"points":{"pond":1,"swing":2}}': 1}
    found = recount_of("budget")(frozen, ballots)["equal_shares"]
    pond, swing = found["outcomes"]
    assert (found["selected"], pond["price"], pond["score"]) == (["pond"], "1000/1", 4)
    assert (swing["left"], swing["short"]) == ("2000/1", "1000/1")
