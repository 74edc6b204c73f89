"""Points: by hand, what is refused, and what is promised."""

import pytest
from hypothesis import given

from governance.rules import points
from governance.rules.election import Action, Purpose, Resolution, Stage, Tie
from governance.rules.errors import CountError
from governance.rules.points import PointsBallot, PointsProfile
from tests.governance.rules import points_properties as the
from tests.governance.rules.points_properties import PointsElection, points_elections

PROMISED = (
    the.every_point_is_counted_once,
    the.valid_and_blank_are_the_voters,
    the.most_points_win,
    the.batches_add_up,
    the.ties_are_told_in_full,
    the.another_point_never_harms,
    the.survives_json,
)


def test_points_are_added_up_and_the_voters_behind_them() -> None:
    ballots: dict[PointsBallot, int] = {((0, 6), (1, 4)): 2, ((1, 10),): 1, ((2, 1),): 3}
    result = points.count(PointsProfile(("A", "B", "C"), ballots, blank=2), points=10)
    assert result.winners == ("B",)
    assert result.stages == (Stage(Action.COUNT, (), ("B",), (12, 18, 3)),)
    assert result.supporters == (2, 3, 3)
    assert (result.valid, result.blank, result.distinct) == (6, 2, 3)
    assert (result.rule, result.version, result.options) == ("points", "1", (("points", 10),))


def test_equals_go_by_the_tie_order_and_are_told() -> None:
    ballots: dict[PointsBallot, int] = {((0, 2), (1, 2), (2, 2)): 1, ((3, 5),): 1}
    profile = PointsProfile(tuple("ABCD"), ballots)
    result = points.count(profile, points=6, most=5, seats=2, tie_order="CBAD")
    assert result.winners == ("D", "C")
    assert result.ties == (Tie(1, Purpose.SEAT, ("C", "B", "A"), ("C",), Resolution.TIE_ORDER),)
    assert result.options == (("most", 5), ("points", 6))


@pytest.mark.parametrize(
    ("ballot", "number", "why"),
    [
        ((), 1, "blank ballot belongs in `blank`"),
        (((0, 0),), 1, "points are whole numbers, at least 1"),
        (((0, -1),), 1, "points are whole numbers, at least 1"),
        (((0, True),), 1, "points are whole numbers, at least 1"),
        (((0, 1.5),), 1, "points are whole numbers, at least 1"),
        (((3, 1),), 1, "unknown candidate"),
        (((-1, 1),), 1, "unknown candidate"),
        (((0, 1), (0, 1)), 1, "each once"),
        (((1, 1), (0, 1)), 1, "each once"),
        (((0, 1),), 0, "was cast 0 times"),
        (((0, 1),), True, "was cast True times"),
    ],
)
def test_ballot_that_gives_no_points_or_gives_them_twice_is_refused(ballot, number, why) -> None:
    with pytest.raises(CountError, match=why):
        PointsProfile(("A", "B", "C"), {ballot: number})


@pytest.mark.parametrize("blank", [-1, 1.0, True])
def test_blank_ballots_are_a_number(blank) -> None:
    with pytest.raises(CountError, match="blank"):
        PointsProfile(("A",), {}, blank)


def test_ballot_that_gives_too_much_is_refused() -> None:
    profile = PointsProfile(("A", "B"), {((0, 4), (1, 3)): 1})
    with pytest.raises(CountError, match="gives more than 6 points"):
        points.count(profile, points=6)
    with pytest.raises(CountError, match="gives more than 3 points to one candidate"):
        points.count(profile, points=7, most=3)
    assert points.count(profile, points=7, most=4).winners == ("A",)


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({"points": 0}, "number of points"),
        ({"points": True}, "number of points"),
        ({"points": 2.0}, "number of points"),
        ({"points": "10"}, "number of points"),
        ({"points": 3, "most": 0}, "from 1 to 3"),
        ({"points": 3, "most": 4}, "from 1 to 3"),
        ({"points": 3, "most": "2"}, "from 1 to 3"),
        ({"points": 3, "seats": 3}, "3 seats and only 2"),
        ({"points": 3, "tie_order": "A"}, "tie order"),
    ],
)
def test_limits_that_cannot_be_are_refused(limits, why) -> None:
    with pytest.raises(CountError, match=why):
        points.count(PointsProfile(("A", "B"), {((0, 1),): 1}), **limits)


@given(points_elections())
def test_points_keep_their_promises(election: PointsElection) -> None:
    for holds in PROMISED:
        holds(points.count, election)
