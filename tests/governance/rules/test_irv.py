"""IRV on elections worked out by hand."""

import pytest

from governance.rules import irv
from governance.rules.election import Action, Election, Purpose, Resolution, Tie
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile


def count(candidates: str, ballots: dict[str, int], order: str = "") -> Election:
    """Strict rankings such as {"ABC": 4, "B": 2}, one letter a candidate."""
    cast = [ballot for ballot, times in ballots.items() for _ in range(times)]
    return irv.count(Profile.from_ballots(candidates, cast), tie_order=order)


def count_equal(candidates: str, ballots: dict[Ballot, int]) -> Election:
    return irv.count(Profile(tuple(candidates), ballots))


def test_irv_excludes_the_lowest_until_somebody_has_the_majority() -> None:
    result = count("ABCD", {"AB": 8, "BC": 5, "CB": 4, "DCA": 2})
    assert [stage.action for stage in result.stages] == ["count", "exclude", "exclude"]
    assert [stage.candidates for stage in result.stages] == [(), ("D",), ("B",)]
    assert [stage.totals for stage in result.stages] == [
        (8, 5, 4, 2),
        (8, 5, 6, 0),
        (8, 0, 11, 0),
    ]
    assert [stage.elected for stage in result.stages] == [(), (), ("C",)]
    assert result.winners == ("C",)
    assert result.losers == ("A", "B", "D")
    assert result.ties == ()
    assert (result.rule, result.version, result.scale, result.options) == ("irv", "1", 1, ())
    assert (result.valid, result.distinct, result.stages[0].quota) == (19, 4, None)


def test_irv_stops_at_the_count_when_somebody_has_the_majority() -> None:
    result = count("ABC", {"A": 5, "B": 4, "": 3})
    assert [(stage.action, stage.elected) for stage in result.stages] == [(Action.COUNT, ("A",))]
    assert (result.valid, result.blank) == (9, 3)


def test_irv_goes_on_when_somebody_has_exactly_half() -> None:
    result = count("ABC", {"A": 4, "B": 2, "CB": 2}, order="ABC")
    assert [stage.totals for stage in result.stages] == [(4, 2, 2), (4, 4, 0), (4, 0, 0)]
    assert result.winners == ("A",)


def test_irv_tells_the_majority_of_continuing_from_that_of_all_valid_votes() -> None:
    exhausted = count("ABC", {"A": 4, "B": 3, "C": 2})
    assert exhausted.stages[-1].totals == (4, 3, 0)
    assert exhausted.stages[-1].nontransferable == 2
    assert exhausted.majority_of_continuing("A")
    assert not exhausted.majority_of_valid("A")  # 4 of 9
    transferred = count("ABC", {"A": 4, "B": 3, "CA": 2})
    assert transferred.majority_of_valid("A")  # 6 of 9


def test_irv_decides_a_tie_by_the_most_recent_earlier_stage() -> None:
    # In the end A and B have 9 each. A had more at stage 1, B had more at stage 2.
    ballots = {"A": 6, "B": 5, "CA": 3, "CB": 2, "DB": 2, "D": 1}
    result = count("ABCD", ballots, order="ABCD")
    assert [stage.totals for stage in result.stages] == [
        (6, 5, 5, 3),
        (6, 7, 5, 0),
        (9, 9, 0, 0),
        (0, 9, 0, 0),
    ]
    assert result.winners == ("B",)
    decided = Tie(4, Purpose.EXCLUSION, ("A", "B"), ("A",), Resolution.EARLIER_STAGE, 2)
    assert result.ties == (decided,)


def test_irv_narrows_down_a_tie_of_three_stage_by_stage() -> None:
    # All three have 20 in the end; A and B had 14 and C 20 before, and A 13 and B 14 at first.
    ballots = {"A": 13, "B": 14, "C": 20, "DA": 1, "EA": 6, "EB": 6}
    result = count("ABCDE", ballots, order="ABCDE")
    assert [stage.totals for stage in result.stages[:3]] == [
        (13, 14, 20, 1, 12),
        (14, 14, 20, 0, 12),
        (20, 20, 20, 0, 0),
    ]
    first, second = result.ties
    assert first == Tie(4, Purpose.EXCLUSION, ("A", "B", "C"), ("A",), Resolution.EARLIER_STAGE, 1)
    assert second == Tie(5, Purpose.EXCLUSION, ("B", "C"), ("B",), Resolution.EARLIER_STAGE, 2)
    assert result.winners == ("C",)


@pytest.mark.parametrize(("order", "winner"), [("ABC", "A"), ("CBA", "B"), ("BCA", "B")])
def test_irv_leaves_a_tie_without_history_to_the_tie_order(order: str, winner: str) -> None:
    result = count("ABC", {"A": 2, "B": 2, "C": 1}, order=order)
    assert result.winners == (winner,)
    loser = {"A": "B", "B": "A"}[winner]
    tied = (winner, loser)
    assert result.ties == (Tie(3, Purpose.EXCLUSION, tied, (loser,), Resolution.TIE_ORDER),)
    assert result.tie_order == tuple(order)


def test_irv_takes_the_order_of_the_ballot_paper_where_no_tie_order_is_given() -> None:
    assert count("AB", {"A": 1, "B": 1}).winners == ("A",)
    assert count("BA", {"A": 1, "B": 1}).winners == ("B",)


def test_irv_counts_an_equal_rank_for_the_one_member_left() -> None:
    # D goes: B and C, equal on its ballots, are both still in, so these are exhausted. B goes:
    # of C and D, equal on its ballots, only C is still in.
    a, b, c, d = range(4)
    result = count_equal("ABCD", {(a,): 5, (b, (c, d), a): 3, (c,): 4, (d, (b, c), a): 2})
    assert [stage.totals for stage in result.stages] == [
        (5, 3, 4, 2),
        (5, 3, 4, 0),
        (5, 0, 7, 0),
    ]
    assert [stage.nontransferable for stage in result.stages] == [0, 2, 2]
    assert result.winners == ("C",)


def test_irv_passes_over_an_equal_rank_whose_members_are_all_out() -> None:
    a, b, c, d, e = range(5)
    ballots: dict[Ballot, int] = {(a,): 8, (b,): 6, (c, (d, e), b): 5, (d,): 1, (e,): 2}
    result = count_equal("ABCDE", ballots)
    assert [stage.candidates for stage in result.stages] == [(), ("D",), ("E",), ("C",)]
    assert result.stages[-1].totals == (8, 11, 0, 0, 0)
    assert result.winners == ("B",)


def test_irv_exhausts_a_ballot_that_begins_with_equals_at_once() -> None:
    result = count_equal("ABC", {((0, 1), 2): 3, (2,): 2, (0,): 1})
    assert result.stages[0].totals == (1, 0, 2)
    assert result.stages[0].nontransferable == 3
    assert (result.valid, result.winners) == (6, ("C",))
    assert not result.majority_of_valid("C")


def test_irv_without_valid_votes_is_decided_by_the_tie_order() -> None:
    result = irv.count(Profile(("A", "B", "C"), {}, blank=4), tie_order=("B", "C", "A"))
    assert result.winners == ("B",)
    assert [stage.candidates for stage in result.stages] == [(), ("A",), ("C",)]
    assert not result.majority_of_continuing("B")


def test_irv_elects_an_only_candidate() -> None:
    result = count("A", {"A": 1})
    assert (result.winners, len(result.stages)) == (("A",), 1)


@pytest.mark.parametrize(
    ("seats", "order", "message"),
    [
        (2, "ABC", "This rule fills 1 seat, not 2."),
        (0, "ABC", "The number of seats must be a whole number, at least 1."),
        (1, "AB", "The tie order does not name every candidate exactly once."),
        (1, "ABB", "The tie order does not name every candidate exactly once."),
    ],
)
def test_irv_refuses_what_it_cannot_count(seats: int, order: str, message: str) -> None:
    ballots = Profile.from_ballots("ABC", ["A"])
    with pytest.raises(CountError, match=f"^{message}$"):
        irv.count(ballots, seats=seats, tie_order=order)
