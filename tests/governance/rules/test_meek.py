"""Meek's method on small elections, a published count to the last decimal, and a real ward."""

import pytest

from governance.rules import blt, meek, stv
from governance.rules.election import Action, Election, Purpose, Resolution, Stage, Tie
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile
from tests.shared_data import shared

VOTE = 1_000_000_000


def count(candidates: str, ballots: dict[str, int], seats: int, order: str = "") -> Election:
    """Strict rankings such as {"ABC": 4, "B": 2}, one letter a candidate."""
    cast = [ballot for ballot, times in ballots.items() for _ in range(times)]
    return meek.count(Profile.from_ballots(candidates, cast), seats=seats, tie_order=order)


def actions(result: Election) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(stage.action.value, stage.candidates, stage.elected) for stage in result.stages]


def test_meek_lets_the_elected_keep_the_quota_and_passes_the_rest_on() -> None:
    # The quota is 3.000000001. A keeps 3/5 of each of five votes, rounded up: 0.600000001 of each.
    result = count("ABC", {"AB": 5, "B": 1, "C": 3}, seats=2, order="BCA")
    quota = 3 * VOTE + 1
    assert result.stages[:2] == (
        Stage(Action.COUNT, (), ("A",), (5 * VOTE, VOTE, 3 * VOTE), quota=quota),
        Stage(Action.SURPLUS, ("A",), (), (3 * VOTE + 5, 3 * VOTE - 5, 3 * VOTE), quota=quota),
    )
    # B has less by five units only, and the surplus left is four: no tie. Then C is elected.
    assert actions(result)[2:] == [("exclude", ("B",), ("C",))]
    assert result.stages[2].totals == (3 * VOTE + 5, 0, 3 * VOTE)
    assert result.stages[2].nontransferable == 3 * VOTE - 5
    assert (result.winners, result.ties) == (("A", "C"), ())
    assert (result.rule, result.version, result.scale) == ("meek", "1", VOTE)


def test_meek_gives_the_published_decimals() -> None:
    """The example of Voting matters 12, "The computational accuracy using the Meek algorithm".

    Figures of the reference implementation of the PR Foundation; X, who is last in the tie order
    here, was excluded there too.
    """
    ballots = {"AX": 333, "AY": 333, "AZ": 333, "BX": 333, "BY": 333, "BZ": 333}
    ballots |= {"X": 667, "Y": 667, "Z": 667, "ABX": 1, "ABY": 1, "BAX": 2}
    result = count("ABXYZ", ballots, seats=3, order="ABZYX")
    assert actions(result) == [
        ("count", (), ("A", "B")),
        ("surplus", ("A", "B"), ()),
        ("exclude", ("X",), ("Y",)),
    ]
    passed, last = result.stages[1:]
    elected = 1_000_750_000_126
    assert passed.totals == (elected, elected, 667_166_666_686, 667_166_666_562, 667_166_666_500)
    assert (passed.quota, last.quota) == (1_000_750_000_001, 800_580_647_027)
    assert last.totals == (800_584_418_564, 800_584_418_564, 0, 800_596_982_770, 800_556_768_208)
    assert last.nontransferable == 800_677_411_894
    # The three differ by less than the surplus left, 0.000000250, and by nothing that counts.
    assert result.ties == (
        Tie(1, Purpose.ORDER, ("A", "B"), ("A", "B"), Resolution.TIE_ORDER),
        Tie(3, Purpose.EXCLUSION, ("Z", "Y", "X"), ("X",), Resolution.TIE_ORDER),
    )


def test_meek_lets_votes_for_the_elected_pass_through_their_hands() -> None:
    # A keeps 5/6. B goes and two votes more reach A, who now keeps 5/8: C gets 3/8 of all eight.
    result = count("ABCD", {"AC": 6, "BAC": 2, "C": 3, "D": 4}, seats=2)
    assert actions(result) == [
        ("count", (), ("A",)),
        ("surplus", ("A",), ()),
        ("exclude", ("B",), ("C",)),
    ]
    held = [stage.totals[0] for stage in result.stages]
    assert held == [6 * VOTE, 5 * VOTE + 4, 5 * VOTE + 8]
    assert [stage.totals[2] for stage in result.stages] == [3 * VOTE, 4 * VOTE - 4, 6 * VOTE - 8]


def test_meek_lowers_the_quota_by_the_votes_that_nobody_keeps() -> None:
    result = count("ABC", {"A": 4, "B": 3, "C": 2}, seats=1)
    assert [stage.quota for stage in result.stages] == [4_500_000_001, 3_500_000_001]
    assert (result.winners, result.stages[1].nontransferable) == (("A",), 2 * VOTE)
    assert result.majority_of_continuing("A")
    assert not result.majority_of_valid("A")


def test_meek_with_as_many_seats_as_candidates_elects_everybody() -> None:
    result = count("ABC", {"AB": 4, "C": 1}, seats=3, order="BAC")
    assert actions(result) == [
        ("count", (), ("A",)),
        ("fill", ("C", "B"), ("C", "B")),
    ]
    assert result.winners == ("A", "C", "B")


def test_meek_excludes_by_the_tie_order_and_fills_the_last_seat() -> None:
    result = count("ABC", {"A": 2, "B": 2, "C": 2}, seats=1, order="BCA")
    assert actions(result) == [
        ("count", (), ()),
        ("exclude", ("A",), ()),
        ("exclude", ("C",), ("B",)),
    ]
    assert [(tie.stage, tie.tied, tie.chosen) for tie in result.ties] == [
        (2, ("B", "C", "A"), ("A",)),
        (3, ("B", "C"), ("C",)),
    ]


def test_meek_without_votes_fills_the_seats_by_the_tie_order() -> None:
    result = meek.count(Profile(("A", "B", "C"), {}, blank=2), seats=2, tie_order="CBA")
    assert actions(result) == [
        ("count", (), ()),
        ("exclude", ("A",), ()),
        ("fill", ("C", "B"), ("C", "B")),
    ]
    assert [tie.purpose for tie in result.ties] == [Purpose.EXCLUSION, Purpose.ORDER]


@pytest.mark.parametrize(
    ("ballots", "totals", "rest"),
    [
        ({(2, (0, 1)): 3}, (5, 4), 3),  # C goes, and two are left of the equals: nobody's vote
        ({(2, (1, 3), 0): 3}, (5, 7), 0),  # D went, C goes: B is the only one left of two
        ({(2, (3, 4), 1): 2}, (5, 6), 0),  # D and E went, C goes: the rank is passed over
        ({(2,): 1, ((1, 2), 0): 3}, (5, 4), 4),  # ended at B and C, though C goes later
    ],
)
def test_meek_counts_an_equal_rank_for_its_only_member_left(
    ballots: dict[Ballot, int], totals: tuple[int, ...], rest: int
) -> None:
    votes: dict[Ballot, int] = {(0,): 5, (1,): 4, **ballots}
    result = meek.count(Profile(tuple("ABCDE"), votes))
    assert [stage.candidates for stage in result.stages] == [(), ("E",), ("D",), ("C",)]
    last = result.stages[-1]
    assert last.totals == (totals[0] * VOTE, totals[1] * VOTE, 0, 0, 0)
    assert last.nontransferable == rest * VOTE


def test_meek_refuses_more_seats_than_candidates() -> None:
    with pytest.raises(CountError):
        count("AB", {"A": 1}, seats=3)


def test_meek_elects_another_than_scottish_stv_in_craigton_2007() -> None:
    file = blt.read(shared("ranked/Craigton-2007.blt"))
    assert file.seats == 4
    by_meek = meek.count(file.profile, seats=4)
    scottish = stv.count(file.profile, seats=4)
    assert {*by_meek.winners} - {*scottish.winners} == {"Gordon Macdiarmid"}
    assert {*scottish.winners} - {*by_meek.winners} == {"Ruth Black"}
