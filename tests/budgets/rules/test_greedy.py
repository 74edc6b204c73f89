"""Greedy by votes, with both answers to a project that does not fit."""

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules import greedy
from budgets.rules.allocation import Reason, Resolution
from budgets.rules.profile import Profile, Project
from tests.budgets.rules.elections import Election, elections


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


@given(elections(), st.sampled_from(["skip", "stop"]))
def test_no_unfunded_project_both_fits_and_comes_first(election: Election, misfit: str) -> None:
    result = greedy.count(election.profile, election.budget, misfit=misfit)
    tally = Counter(chain.from_iterable(election.ballots))
    cost = {project.id: project.cost for project in election.projects}
    assert [tally[p] for p in result.selected] == sorted(
        (tally[p] for p in result.selected), reverse=True
    )
    assert sum(cost[project] for project in result.selected) == result.spent <= election.budget
    for outcome in result.outcomes:
        if outcome.reason is Reason.DOES_NOT_FIT:
            before = [p for p in result.selected if tally[p] >= outcome.votes]
            assert sum(cost[p] for p in before) + outcome.cost > election.budget


@given(elections())
def test_stop_is_a_beginning_of_skip(election: Election) -> None:
    skip = greedy.count(election.profile, election.budget, misfit="skip").selected
    stop = greedy.count(election.profile, election.budget, misfit="stop").selected
    assert skip[: len(stop)] == stop


def test_unknown_misfit_is_refused() -> None:
    with pytest.raises(ValueError, match="shrug"):
        greedy.count(votes(COSTS, a=1), 100, misfit="shrug")
