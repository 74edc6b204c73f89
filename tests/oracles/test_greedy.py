"""Greedy here and in pabutools: by votes with their cost utility, by votes per euro with one."""

import pytest
from hypothesis import Phase, find, given, settings
from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat

from budgets.rules import greedy
from budgets.rules.profile import PointsProfile, Profile
from tests.oracles import pabu
from tests.oracles.strategies import Contest, contests

# The same example each time, and not made smaller: one is enough.
QUIETLY = settings(derandomize=True, database=None, phases=[Phase.generate])


def count(contest: Contest, order: str, ties: str = "order") -> list[str]:
    profile = Profile.from_ballots(contest.projects, contest.ballots)
    return list(
        greedy.count(
            profile, contest.budget, order=order, ties=ties, tie_order=contest.order
        ).selected
    )


def oracle(contest: Contest) -> pabu.Pabu:
    return pabu.approvals(contest.projects, contest.ballots, contest.budget, contest.order)


@given(contests())
def test_by_votes_elects_the_same(contest: Contest) -> None:
    assert count(contest, "votes") == oracle(contest).greedy(Cost_Sat)


@given(contests())
def test_by_votes_per_euro_elects_the_same(contest: Contest) -> None:
    assert count(contest, "votes-per-euro") == oracle(contest).greedy(Cardinality_Sat)


@given(contests())
def test_ties_to_the_cheaper_elect_the_same(contest: Contest) -> None:
    there = oracle(contest)
    theirs = pabu.Pabu(there.instance, there.profile, pabu.cheaper_first(contest.order))
    assert count(contest, "votes", ties="cheaper") == theirs.greedy(Cost_Sat)


@pytest.mark.parametrize(
    ("order", "worth"),
    [("votes", pabu.CostPointsSat), ("votes-per-euro", Additive_Cardinal_Sat)],
)
@given(contest=contests(most_points=5))
def test_points_elect_the_same(contest: Contest, order: str, worth: type) -> None:
    profile = PointsProfile.from_counts(contest.projects, [(b, 1) for b in contest.ballots])
    ours = greedy.count(profile, contest.budget, order=order, ties="order", tie_order=contest.order)
    theirs = pabu.points(contest.projects, contest.ballots, contest.budget, contest.order)
    assert list(ours.selected) == theirs.greedy(worth)


def test_the_comparison_sees_a_reversed_tie_order() -> None:
    """The control: there is an election that goes otherwise."""

    def differs(contest: Contest) -> bool:
        backwards = Contest(contest.projects, contest.ballots, contest.budget, contest.order[::-1])
        return count(backwards, "votes") != oracle(contest).greedy(Cost_Sat)

    assert find(contests(), differs, settings=QUIETLY)
