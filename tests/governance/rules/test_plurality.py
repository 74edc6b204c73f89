"""Plurality, with one seat and with more, on elections worked out by hand and a real one."""

import pytest

from governance.rules import plurality, preflib
from governance.rules.election import Action, Election, Purpose, Resolution, Stage, Tie
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile
from tests.shared_data import shared


def count(candidates: str, ballots: dict[Ballot, int], seats: int = 1, order: str = "") -> Election:
    return plurality.count(Profile(tuple(candidates), ballots), seats=seats, tie_order=order)


def test_plurality_counts_first_preferences_only() -> None:
    result = count("ABC", {(0, 1): 4, (1, 0, 2): 3, (2, 1): 2})
    assert result.stages == (Stage(Action.COUNT, (), ("A",), (4, 3, 2)),)
    assert (result.winners, result.ties, result.losers) == (("A",), (), ("B", "C"))
    assert (result.rule, result.version, result.options) == ("plurality", "1", ())
    assert (result.valid, result.distinct, result.scale) == (9, 3, 1)
    assert not result.majority_of_valid("A")


def test_plurality_with_more_seats_elects_those_with_most_votes_in_order() -> None:
    result = count("ABCD", {(0,): 3, (1,): 5, (2,): 1, (3,): 4}, seats=3)
    assert (result.winners, result.ties) == (("B", "D", "A"), ())


def test_plurality_gives_a_ballot_with_equals_on_top_to_nobody() -> None:
    result = count("ABC", {(0,): 2, (1, (0, 2)): 1, ((0, 1), 2): 6, ((1, 2),): 3})
    assert result.stages[0].totals == (2, 1, 0)
    assert result.stages[0].nontransferable == 9
    assert result.winners == ("A",)
    assert result.majority_of_continuing("A")
    assert not result.majority_of_valid("A")


def test_plurality_breaks_a_tie_at_the_edge_by_the_tie_order() -> None:
    votes: dict[Ballot, int] = {(0,): 2, (1,): 2, (2,): 5, (3,): 2}
    result = count("ABCD", votes, seats=2, order="DBAC")
    assert result.winners == ("C", "D")
    assert result.ties == (Tie(1, Purpose.SEAT, ("D", "B", "A"), ("D",), Resolution.TIE_ORDER),)
    assert count("ABCD", votes, seats=2).winners == ("C", "A")


def test_plurality_tells_ties_between_the_elected_and_none_between_the_others() -> None:
    result = count("ABCD", {(0,): 4, (1,): 4, (2,): 1, (3,): 1}, seats=2, order="DCBA")
    assert result.winners == ("B", "A")
    assert result.ties == (Tie(1, Purpose.ORDER, ("B", "A"), ("B", "A"), Resolution.TIE_ORDER),)


def test_plurality_without_votes_is_all_tie_order() -> None:
    result = plurality.count(Profile(("A", "B"), {}, blank=3), tie_order="BA")
    assert (result.winners, result.valid, result.blank) == (("B",), 0, 3)
    assert [tie.purpose for tie in result.ties] == [Purpose.SEAT]


@pytest.mark.parametrize(("seats", "order"), [(0, ""), (4, ""), (1, "AB"), (1, "AAB"), (1, "ABX")])
def test_plurality_refuses_seats_and_tie_orders_that_mean_nothing(seats: int, order: str) -> None:
    with pytest.raises(CountError):
        count("ABC", {(0,): 1}, seats=seats, order=order)


def test_plurality_of_burlington_2009() -> None:
    file = preflib.read(shared("ranked/burlington-00000002.toi"))
    result = plurality.count(file.profile)
    votes = dict(zip(result.candidates, result.stages[0].totals, strict=True))
    assert result.winners == ("Kurt Wright",)
    assert (votes["Kurt Wright"], votes["Bob Kiss"], votes["Andy Montroll"]) == (2951, 2585, 2063)
    assert result.valid == 8980
