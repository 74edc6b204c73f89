"""Approval: which ballots are approvals, and what they give."""

import pytest

from governance.rules import approval
from governance.rules.election import Action, Election, Purpose, Resolution, Stage, Tie
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile


def count(candidates: str, ballots: dict[Ballot, int], seats: int = 1, order: str = "") -> Election:
    return approval.count(Profile(tuple(candidates), ballots), seats=seats, tie_order=order)


def test_approval_gives_every_approved_candidate_a_vote() -> None:
    result = count("ABC", {(0,): 3, ((0, 1),): 2, ((0, 1, 2),): 1, ((1, 2),): 4})
    assert result.stages == (Stage(Action.COUNT, (), ("B",), (6, 7, 5)),)
    assert (result.winners, result.ties) == (("B",), ())
    assert (result.rule, result.version, result.valid) == ("approval", "1", 10)
    assert sum(result.stages[0].totals) > result.valid
    assert result.majority_of_valid("B")
    assert not result.majority_of_valid("C")


def test_approval_counts_ballots_cast_equally_often_apart_from_others() -> None:
    result = count("AB", {(0,): 10, ((0, 1),): 10, (1,): 7})
    assert result.stages[0].totals == (20, 17)


def test_approval_elects_one_unless_told_otherwise() -> None:
    assert approval.count(Profile(("A", "B"), {(0,): 2, (1,): 1})).winners == ("A",)


@pytest.mark.parametrize(
    ("ballot", "totals"),
    [
        ((1,), (0, 1, 0)),
        (((0, 2),), (1, 0, 1)),
        (((0, 1, 2),), (1, 1, 1)),
        (((0, 2), 1), (1, 0, 1)),
        ((1, (0, 2)), (0, 1, 0)),
    ],
)
def test_approval_takes_one_rank_or_two_that_name_everybody(
    ballot: Ballot, totals: tuple[int, ...]
) -> None:
    assert count("ABC", {ballot: 1}).stages[0].totals == totals


def test_approval_takes_a_ranking_of_the_only_two() -> None:
    assert count("AB", {(1, 0): 3, (0,): 1}).stages[0].totals == (1, 3)


@pytest.mark.parametrize("ballot", [(0, 1), (0, 1, 2), ((0, 1), 2), (0, (1, 2)), ((0, 1), 2, 3)])
def test_approval_refuses_a_ranking_and_says_what_to_do(ballot: Ballot) -> None:
    with pytest.raises(CountError, match=r"ranks candidates.*write the approved.* as equals"):
        count("ABCD", {(0,): 5, ballot: 1})


def test_approval_names_the_ballot_that_it_refuses() -> None:
    with pytest.raises(CountError, match="The ballot B = C > A ranks"):
        count("ABCD", {((1, 2), 0): 1})


def test_approval_breaks_ties_by_the_tie_order() -> None:
    votes: dict[Ballot, int] = {((0, 1, 2, 3),): 2, ((2, 3),): 1}
    result = count("ABCD", votes, seats=3, order="DBCA")
    assert result.winners == ("D", "C", "B")
    assert result.ties == (
        Tie(1, Purpose.ORDER, ("D", "C"), ("D", "C"), Resolution.TIE_ORDER),
        Tie(1, Purpose.SEAT, ("B", "A"), ("B",), Resolution.TIE_ORDER),
    )


def test_approval_refuses_more_seats_than_candidates() -> None:
    with pytest.raises(CountError):
        count("AB", {(0,): 1}, seats=3)
