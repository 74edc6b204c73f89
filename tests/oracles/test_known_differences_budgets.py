"""Where pabutools answers otherwise, and why: docs/oracles.md."""

from pabutools.election import Cardinality_Sat, Cost_Sat
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

from budgets.rules import equal_shares, greedy
from budgets.rules.profile import Profile, Project
from tests.oracles import pabu

BENCH, PATH, LAMP = Project("bench", 3), Project("path", 3), Project("lamp", 2)


def test_blank_ballots_have_a_share_in_pabutools_and_none_here() -> None:
    """With 4 for two voters the bench is affordable; with 4 for three it is not."""
    projects, ballots = [BENCH, PATH], [["bench"], ["bench", "path"]]
    blank = [*ballots, []]
    ours = equal_shares.count(Profile.from_ballots(projects, blank), 4, completion="none")
    assert (ours.selected, ours.voters, ours.blank) == (("bench",), 2, 1)
    assert pabu.approvals(projects, ballots, 4).equal_shares(Cost_Sat) == ["bench"]
    assert pabu.approvals(projects, blank, 4).equal_shares(Cost_Sat) == []


def test_what_fits_altogether_is_funded_here_also_without_completion() -> None:
    projects, ballots = [BENCH, LAMP], [["bench"], ["lamp"]]
    ours = equal_shares.count(Profile.from_ballots(projects, ballots), 5, completion="none")
    assert set(ours.selected) == {"bench", "lamp"}
    assert pabu.approvals(projects, ballots, 5).equal_shares(Cost_Sat) == ["lamp"]


def test_a_project_that_costs_nothing_is_outside_the_vote_here() -> None:
    projects, ballots = [Project("free", 0), BENCH, PATH], [["free", "bench"], ["path", "bench"]]
    profile = Profile.from_ballots(projects, ballots)
    assert equal_shares.count(profile, 3, completion="none").selected == ("bench",)
    assert greedy.count(profile, 3).selected == ("bench",)
    theirs = pabu.approvals(projects, ballots, 3)
    assert theirs.equal_shares(Cardinality_Sat) == ["free", "bench"]
    assert "free" in theirs.greedy(Cost_Sat)


def test_greedy_of_pabutools_funds_what_nobody_wants() -> None:
    projects, ballots = [BENCH, LAMP], [["bench"]]
    assert greedy.count(Profile.from_ballots(projects, ballots), 5).selected == ("bench",)
    assert pabu.approvals(projects, ballots, 5).greedy(Cost_Sat) == ["bench", "lamp"]


def test_the_default_tie_order_is_by_name_there_and_as_listed_here() -> None:
    projects, ballots = [PATH, BENCH], [["bench", "path"]]
    profile = Profile.from_ballots(projects, ballots)
    theirs = pabu.approvals(projects, ballots, 3)
    assert equal_shares.count(profile, 3, completion="none").selected == ("path",)
    assert greedy.count(profile, 3).selected == ("path",)
    for rule in (method_of_equal_shares, greedy_utilitarian_welfare):
        assert [p.name for p in rule(theirs.instance, theirs.profile, Cost_Sat)] == ["bench"]


def test_the_increment_of_pabutools_stops_at_the_first_exhaustive_outcome() -> None:
    """So it is our add1e; our add1 goes on until the next step would overspend.

    With a share of 2 the lamp's supporters have the 4 it costs, the path's lack 1: the lamp, and
    the 2 that are left buy nothing. With 3 both are affordable at the same rate; the path is first
    in the order, and the lamp's supporters keep 3 1/2. With 4 both would cost 9 of 6.
    """
    projects = [Project("path", 5), Project("lamp", 4)]
    ballots = [["path"], ["path", "lamp"], ["lamp"]]
    profile = Profile.from_ballots(projects, ballots)
    theirs = pabu.approvals(projects, ballots, 6)
    options = {"step": 1, "ties": "order"}
    assert equal_shares.count(profile, 6, completion="add1", **options).selected == ("path",)
    assert equal_shares.count(profile, 6, completion="add1e", **options).selected == ("lamp",)
    assert theirs.equal_shares(Cost_Sat, voter_budget_increment=1) == ["lamp"]
    assert theirs.add_one(Cost_Sat, 1) == ["path"]
