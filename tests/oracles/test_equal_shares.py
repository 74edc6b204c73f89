"""Equal shares here and in pabutools: the same projects in the same order, exactly."""

from collections.abc import Callable

from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st
from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat

from budgets.rules import equal_shares
from budgets.rules.profile import PointsProfile, Profile
from tests.oracles import pabu
from tests.oracles.strategies import Contest, contests

UTILITIES = {"cost": Cost_Sat, "cardinality": Cardinality_Sat}
POINTS = {"cost": pabu.CostPointsSat, "cardinality": Additive_Cardinal_Sat}
utilities = st.sampled_from(sorted(UTILITIES))

# The same example each time, and not made smaller: one is enough.
QUIETLY = settings(derandomize=True, database=None, phases=[Phase.generate])


def count(contest: Contest, utility: str, **options: object) -> list[str]:
    profile = Profile.from_ballots(contest.projects, contest.ballots)
    options = {"ties": "order", "tie_order": contest.order, "completion": "none", **options}
    return list(equal_shares.count(profile, contest.budget, utility=utility, **options).selected)


def oracle(contest: Contest) -> pabu.Pabu:
    return pabu.approvals(contest.projects, contest.ballots, contest.budget, contest.order)


def is_contested(contest: Contest) -> bool:
    return sum(project.cost for project in contest.projects) > contest.budget


@given(contests(), utilities)
def test_plain_equal_shares_elects_the_same(contest: Contest, utility: str) -> None:
    assume(is_contested(contest))
    assert count(contest, utility) == oracle(contest).equal_shares(UTILITIES[utility])


@given(contests(), utilities)
def test_ties_to_the_cheaper_elect_the_same(contest: Contest, utility: str) -> None:
    assume(is_contested(contest))
    theirs = pabu.Pabu(
        oracle(contest).instance, oracle(contest).profile, pabu.cheaper_first(contest.order)
    )
    assert count(contest, utility, ties="cheaper") == theirs.equal_shares(UTILITIES[utility])


@given(contests(most_points=5), utilities)
def test_points_elect_the_same(contest: Contest, utility: str) -> None:
    assume(is_contested(contest))
    profile = PointsProfile.from_counts(contest.projects, [(b, 1) for b in contest.ballots])
    theirs = pabu.points(contest.projects, contest.ballots, contest.budget, contest.order)
    ours = equal_shares.count(
        profile,
        contest.budget,
        utility=utility,
        completion="none",
        ties="order",
        tie_order=contest.order,
    )
    assert list(ours.selected) == theirs.equal_shares(POINTS[utility])


@given(contests(), utilities, st.integers(3, 12))
def test_add1_elects_the_same_where_pabutools_does_not_stop_at_exhaustive(
    contest: Contest, utility: str, parts: int
) -> None:
    assume(is_contested(contest))
    step = max(1, contest.budget // parts)
    ours = count(contest, utility, completion="add1", step=step)
    assert ours == oracle(contest).add_one(UTILITIES[utility], step)


@given(contests(), utilities, st.integers(3, 12))
def test_add1e_elects_the_same_as_the_increment_of_pabutools(
    contest: Contest, utility: str, parts: int
) -> None:
    assume(is_contested(contest))
    step = max(1, contest.budget // parts)
    ours = count(contest, utility, completion="add1e", step=step)
    theirs = oracle(contest).equal_shares(UTILITIES[utility], voter_budget_increment=step)
    assert ours == theirs


@given(contests(), utilities)
def test_completion_by_votes_elects_the_same(contest: Contest, utility: str) -> None:
    assume(is_contested(contest))
    ours = count(contest, utility, completion="utilitarian")
    assert ours == oracle(contest).completed(UTILITIES[utility], Cost_Sat)


@given(contests(), st.integers(2, 9))
def test_every_ballot_several_times_elects_the_same(contest: Contest, times: int) -> None:
    """Weights here, that many ballots there."""
    assume(is_contested(contest))
    profile = Profile.from_counts(contest.projects, [(list(b), times) for b in contest.ballots])
    ours = equal_shares.count(
        profile, contest.budget, completion="none", ties="order", tie_order=contest.order
    )
    copies = [ballot for ballot in contest.ballots for _ in range(times)]
    theirs = pabu.approvals(contest.projects, copies, contest.budget, contest.order)
    assert list(ours.selected) == theirs.equal_shares(Cost_Sat)


def differs_in(change: Callable[[Contest], Contest]) -> bool:
    """Whether some election goes otherwise when it is changed for one side only."""

    def differs(contest: Contest) -> bool:
        return count(change(contest), "cost") != oracle(contest).equal_shares(Cost_Sat)

    found = find(contests().filter(is_contested), differs, settings=QUIETLY)
    return differs(found)


def test_the_comparison_sees_one_cent_and_a_reversed_tie_order() -> None:
    """The controls: with a cent more, or the ties the other way, the outcomes part."""
    assert differs_in(lambda c: Contest(c.projects, c.ballots, c.budget + 1, c.order))
    assert differs_in(lambda c: Contest(c.projects, c.ballots, c.budget, c.order[::-1]))
