"""Ballots that give points, and ranked ballots that earn them, worked by hand."""

from fractions import Fraction

import pytest

from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import Reason
from budgets.rules.profile import PointsProfile, ProfileError, Project
from tests.budgets.rules.by_hand import approvals, listed, points, reasons


def test_supporters_pay_the_price_for_each_point() -> None:
    # Share 20. a: 30 for 2 + 1 points is 10 a point; who gave 2 pays 20, who gave 1 pays 10.
    votes = points({"a": 30, "z": 60}, ({"a": 2}, 1), ({"a": 1}, 1), ({"z": 5}, 1))
    result = equal_shares.count(votes, 60, completion="none")
    a = result.outcome("a")
    assert (result.selected, a.price, a.payers, a.paying_full) == (("a",), 10, 2, 2)
    assert (a.votes, a.score, a.left) == (2, 3, 10)


def test_who_cannot_pay_for_all_their_points_pays_all_they_have() -> None:
    # Share 20. For 3 + 1 points the price would be 7.50, and 22.50 for 3. So that voter pays 20,
    # and the other the 10 that is missing.
    votes = points({"a": 30, "z": 60}, ({"a": 3}, 1), ({"a": 1}, 1), ({"z": 5}, 1))
    a = equal_shares.count(votes, 60, completion="none").outcome("a")
    assert (a.price, a.payers, a.paying_full, a.left) == (10, 2, 1, 10)


def test_a_price_need_not_be_whole() -> None:
    votes = points({"a": 30, "z": 60}, ({"a": 3}, 1), ({"a": 4}, 1), ({"z": 5}, 1))
    a = equal_shares.count(votes, 60, completion="none").outcome("a")
    assert (a.price, a.paying_full, a.left) == (Fraction(30, 7), 2, 10)


def test_more_points_go_first_where_votes_are_equal() -> None:
    # Share 30, both projects by the same two voters. b: 30 for 4 points, 7.50; a: 30 for 2, 15.
    # They keep 15 each, which is exactly what a costs them.
    costs = {"a": 30, "b": 30, "z": 90}
    votes = points(costs, ({"a": 1, "b": 2}, 2), ({"z": 1}, 1))
    result = equal_shares.count(votes, 90, completion="none")
    assert result.selected == ("b", "a")
    prices = [(result.outcome(name).price, result.outcome(name).left) for name in "ba"]
    assert prices == [(Fraction(15, 2), 0), (15, 0)]


def test_utility_of_points_is_with_or_without_the_cost() -> None:
    # Share 20, three voters for both. a: 60 for 6 points, 10 a point: 1/6 of its cost. b: 12 for
    # 3 points, 4 a point: 1/3 of its cost. What goes first leaves too little for the other.
    costs = {"a": 60, "b": 12, "z": 60}
    votes = points(costs, ({"a": 2, "b": 1}, 3), ({"z": 1}, 1))
    for utility, selected in (("cost", ("a",)), ("cardinality", ("b",))):
        result = equal_shares.count(votes, 80, utility=utility, completion="none")
        assert result.selected == selected


def test_one_point_each_is_an_approval() -> None:
    costs = {"a": 60, "b": 45, "c": 30}
    ballots = (("a", 5), ("ab", 1), ("b", 3), ("bc", 1), ("", 2))
    given = points(costs, *((dict.fromkeys(names, 1), times) for names, times in ballots))
    for completion in ("none", "add1u"):
        result = equal_shares.count(given, 100, completion=completion)
        assert result == equal_shares.count(approvals(costs, *ballots), 100, completion=completion)
    assert greedy.count(given, 100) == greedy.count(approvals(costs, *ballots), 100)


def test_no_points_is_no_support_and_no_points_at_all_is_blank() -> None:
    votes = points({"a": 5, "b": 5}, ({"a": 0, "b": 3}, 2), ({"a": 0, "b": 0}, 1), ({}, 1))
    assert (votes.voters, votes.blank) == (2, 2)
    assert (votes.votes(), votes.scores()) == ((0, 2), (0, 6))
    assert reasons(equal_shares.count(votes, 10)) == {"a": "no_support", "b": "everything_fits"}


def test_greedy_goes_by_points_not_by_voters() -> None:
    # a: two voters, 2 points. b: one voter, 5 points.
    votes = points({"a": 50, "b": 60}, ({"a": 1}, 2), ({"b": 5}, 1))
    result = greedy.count(votes, 100)
    assert result.selected == ("b",)
    assert [(o.votes, o.score) for o in result.outcomes] == [(2, 2), (1, 5)]


def test_completion_goes_by_points() -> None:
    # Share 30. Nobody can pay 50 or 60 alone.
    votes = points({"a": 50, "b": 60, "z": 90}, ({"a": 4}, 1), ({"b": 5}, 1), ({"z": 1}, 1))
    result = equal_shares.count(votes, 90, completion="utilitarian")
    assert result.selected == ("b",)
    assert result.outcome("b").reason is Reason.COMPLETED


def test_ranks_earn_three_two_one() -> None:
    # a: 3 + 3 + 1 = 7.  b: 2 + 2 + 3 = 7.  c: 1 + 1 + 2 = 4.  d is ranked fourth and earns nothing.
    costs = {"a": 10, "b": 20, "c": 30, "d": 5}
    ranked = [("abcd", 2), ("bca", 1), ("", 1)]
    votes = PointsProfile.from_rankings(listed(costs), ranked, (3, 2, 1))
    assert votes.scores() == (7, 7, 4, 0)
    assert votes.votes() == (3, 3, 3, 0)
    assert (votes.voters, votes.blank) == (3, 1)
    result = greedy.count(votes, 30)
    assert result.selected == ("a", "b")
    assert result.outcome("d").reason is Reason.NO_SUPPORT


def test_a_short_ranking_earns_what_its_ranks_earn() -> None:
    votes = PointsProfile.from_rankings(listed({"a": 1, "b": 1}), [("b", 2), ("ba", 1)], (3, 2, 1))
    assert votes.ballots == {((1, 3),): 2, ((0, 2), (1, 3)): 1}


def test_rankings_that_differ_only_beyond_the_points_are_one_ballot() -> None:
    projects = listed(dict.fromkeys("abcd", 1))
    votes = PointsProfile.from_rankings(projects, [("abc", 1), ("abd", 2)], (2, 1))
    assert votes.ballots == {((0, 2), (1, 1)): 3}


def test_ranked_ballots_by_equal_shares() -> None:
    # Share 30; 5 points for a and 5 for b: both rates are 1/5 of a unit of cost, so the cheaper
    # goes first. b: 24 / 5 is 4.80 a point: 9.60 for second place, 14.40 for first. That leaves
    # 20.40 + 15.60 = 36 of the 40 for a.
    costs = {"a": 40, "b": 24, "z": 90}
    votes = PointsProfile.from_rankings(listed(costs), [("ab", 1), ("ba", 1), ("z", 1)], (3, 2, 1))
    result = equal_shares.count(votes, 90, completion="none")
    assert result.selected == ("b",)
    assert result.outcome("b").price == Fraction(24, 5)
    assert (result.outcome("a").left, result.outcome("a").short) == (36, 4)


@pytest.mark.parametrize(
    ("rankings", "earned"),
    [
        ([("ab", 1)], ()),
        ([("ab", 1)], (0, 0)),
        ([("ab", 1)], (1, 2)),
        ([("ab", 1)], (2, -1)),
        ([("ab", 1)], (2.0, 1)),
        ([("ab", 1)], (True, 1)),
        ([("aa", 1)], (2, 1)),
        ([("ax", 1)], (2, 1)),
        ([("aabx", 1)], (2,)),
        ([("ab", 0)], (2, 1)),
        ([("ab", 1.0)], (2, 1)),
    ],
)
def test_impossible_rankings_are_refused(
    rankings: list[tuple[str, int]], earned: tuple[int, ...]
) -> None:
    with pytest.raises(ProfileError):
        PointsProfile.from_rankings(listed({"a": 1, "b": 1}), rankings, earned)


@pytest.mark.parametrize(
    "given", [{"a": -1}, {"a": 1.5}, {"a": 2.0}, {"a": True}, {"a": "1"}, {"x": 1}, {"a": None}]
)
def test_impossible_points_are_refused(given: dict[str, int]) -> None:
    with pytest.raises(ProfileError):
        PointsProfile.from_counts(listed({"a": 1, "b": 1}), [(given, 1)])


@pytest.mark.parametrize(
    "ballots",
    [{(): 1}, {((1, 1), (0, 1)): 1}, {((0, 1), (0, 2)): 1}, {((2, 1),): 1}, {((0, 0),): 1}],
)
def test_impossible_aggregates_of_points_are_refused(
    ballots: dict[tuple[tuple[int, int], ...], int],
) -> None:
    with pytest.raises(ProfileError):
        PointsProfile((Project("a", 1), Project("b", 1)), ballots)


def test_points_and_approvals_do_not_merge() -> None:
    costs = {"a": 1}
    with pytest.raises(ProfileError):
        points(costs, ({"a": 1}, 1)).merged(approvals(costs, ("a", 1)))  # type: ignore[arg-type]
