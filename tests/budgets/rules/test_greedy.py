"""Greedy by votes, with both answers to a project that does not fit."""

from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given

from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import Reason, Resolution
from budgets.rules.pabulib import parse
from budgets.rules.profile import Profile, Project
from tests.budgets.rules.elections import Election, elections, random_election
from tests.budgets.rules.greedy_properties import OF_GREEDY, agrees_with_naive_greedy
from tests.budgets.rules.properties import Property


def votes(costs: dict[str, int], **cast: int) -> Profile:
    projects = [Project(name, cost) for name, cost in costs.items()]
    return Profile.from_counts(projects, [((name,), number) for name, number in cast.items()])


COSTS = {"a": 50, "b": 60, "c": 40, "d": 10, "e": 5}


def test_skip_passes_over_what_does_not_fit() -> None:
    result = greedy.count(votes(COSTS, a=9, b=8, c=7, d=6), 100, misfit="skip")
    assert result.selected == ("a", "c", "d")
    b = result.outcome("b")
    assert (b.reason, b.left, b.short, b.place) == (Reason.DOES_NOT_FIT, 50, 10, None)
    assert result.outcome("e").reason is Reason.NO_SUPPORT
    assert (result.spent, result.unspent, result.ties, result.shares) == (100, 0, (), None)


def test_what_is_not_declared_has_its_default() -> None:
    result = greedy.count(votes(COSTS, a=1), 100)
    assert (result.rule, result.version, result.tie_order) == ("greedy", "1", tuple("abcde"))
    assert result.options == (
        ("minimum_support", 0),
        ("misfit", "skip"),
        ("order", "votes"),
        ("ties", "cheaper"),
    )


def test_stop_ends_at_what_does_not_fit() -> None:
    result = greedy.count(votes(COSTS, a=9, b=8, c=7, d=6), 100, misfit="stop")
    assert result.selected == ("a",)
    assert result.outcome("b").reason is Reason.DOES_NOT_FIT
    c = result.outcome("c")
    assert (c.reason, c.left, c.short) == (Reason.AFTER_STOP, 50, None)


def test_ties_go_to_the_cheaper_then_to_the_tie_order() -> None:
    profile = votes({"a": 7, "b": 5, "c": 5}, a=2, b=2, c=2)
    result = greedy.count(profile, 100, tie_order=["c", "b", "a"])
    assert result.selected == ("c", "b", "a")
    first, second = result.ties
    assert (first.place, first.chosen, first.resolved_by) == (1, "c", Resolution.TIE_ORDER)
    assert (second.tied, second.chosen) == (("b", "a"), "b")
    assert second.resolved_by is Resolution.CHEAPER


def test_too_dear_and_free_projects() -> None:
    profile = votes({"free": 0, "dear": 101, "a": 100}, free=3, dear=2, a=1)
    skip, stop = greedy.count(profile, 100), greedy.count(profile, 100, misfit="stop")
    assert skip.selected == ("a",)
    assert stop.selected == ()
    assert skip.outcome("dear").reason is stop.outcome("dear").reason is Reason.ABOVE_BUDGET
    assert skip.outcome("free").reason is Reason.COSTS_NOTHING


def test_exactly_the_budget_fits_and_a_cent_more_does_not() -> None:
    profile = votes({"a": 60, "b": 40}, a=2, b=1)
    assert greedy.count(profile, 100).selected == ("a", "b")
    assert greedy.count(profile, 99).outcome("b").short == 1


def test_votes_per_euro_is_another_order() -> None:
    # Per unit of cost: b 3/20; a 6/60 and c 4/40 are equal, so the cheaper goes first.
    profile = votes({"a": 60, "b": 20, "c": 40}, a=6, b=3, c=4)
    assert greedy.count(profile, 80).selected == ("a", "b")
    result = greedy.count(profile, 80, order="votes-per-euro")
    assert result.selected == ("b", "c")
    (tie,) = result.ties
    assert (tie.place, tie.tied, tie.chosen) == (2, ("c", "a"), "c")
    assert tie.resolved_by is Resolution.CHEAPER
    assert (result.outcome("a").left, result.outcome("a").short) == (20, 40)


def test_tie_order_alone_decides_where_that_is_declared() -> None:
    profile = votes({"a": 60, "b": 20, "c": 40}, a=6, b=3, c=4)
    result = greedy.count(profile, 80, order="votes-per-euro", ties="order")
    assert result.selected == ("b", "a")
    (tie,) = result.ties
    assert (tie.tied, tie.chosen, tie.resolved_by) == (("a", "c"), "a", Resolution.TIE_ORDER)


def test_minimum_support_just_below_at_and_above() -> None:
    profile = votes({"a": 50, "b": 40}, a=3, b=2)
    for minimum, selected in ((1, ("a", "b")), (2, ("a", "b")), (3, ("a",)), (4, ())):
        result = greedy.count(profile, 100, minimum_support=minimum)
        assert result.selected == selected
        below = {o.project for o in result.outcomes if o.reason is Reason.BELOW_MINIMUM}
        assert below == {"a", "b"} - set(selected)
        assert dict(result.options)["minimum_support"] == minimum


KNAPSACK = """META
key;value
budget;100
vote_type;{kind}
PROJECTS
project_id;cost
a;50
b;60
c;40
VOTES
voter_id;vote
1;a,c
2;a
3;b,c
4;b,c
"""


@pytest.mark.parametrize("rule", [greedy, equal_shares])
def test_knapsack_ballots_are_approvals(rule: ModuleType) -> None:
    # Greedy: c has three votes; a is cheaper than b. Equal shares: c for 40/3 each; a when
    # the shares are 32, and b, which does not fit any more, not before they are 44.
    knapsack, approval = (parse(KNAPSACK.format(kind=kind)) for kind in ("knapsack", "approval"))
    result = rule.count(knapsack.profile(), knapsack.budget)
    assert result.selected == ("c", "a")
    assert result == rule.count(approval.profile(), approval.budget)


def test_greedy_agrees_with_the_definition_on_many_small_elections() -> None:
    random = Random(2021)  # noqa: S311
    for _ in range(1500):
        agrees_with_naive_greedy(greedy.count, random_election(random, rule="greedy"))


@pytest.mark.parametrize("holds", OF_GREEDY, ids=lambda holds: holds.__name__)
@given(election=elections(rule="greedy"))
def test_greedy_keeps_its_promise(holds: Property, election: Election) -> None:
    holds(greedy.count, election)


@pytest.mark.parametrize(
    "wrong",
    [
        {"misfit": "shrug"},
        {"order": "joy"},
        {"ties": "coin"},
        {"minimum_support": -1},
        {"minimum_support": True},
        {"minimum_support": 1.0},
        {"budget": -1},
        {"budget": True},
        {"budget": 10.0},
        {"tie_order": ["a"]},
        {"tie_order": ["a", "b", "c", "d", "e", "f"]},
    ],
)
def test_impossible_settings_are_refused(wrong: dict[str, Any]) -> None:
    settings = {"budget": 100, **wrong}
    with pytest.raises(ValueError):  # noqa: PT011
        greedy.count(votes(COSTS, a=1), **settings)
