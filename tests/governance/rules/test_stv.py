"""Scottish STV on elections worked out by hand, in units of 1/100,000 vote."""

import pytest

from governance.rules import stv
from governance.rules.election import Action, Election, Parcel, Purpose, Resolution, Stage, Tie
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile

VOTE = 100_000


def count(candidates: str, ballots: dict[str, int], seats: int, order: str = "") -> Election:
    """Strict rankings such as {"ABC": 4, "B": 2}, one letter a candidate."""
    cast = [ballot for ballot, times in ballots.items() for _ in range(times)]
    return stv.count(Profile.from_ballots(candidates, cast), seats=seats, tie_order=order)


def actions(result: Election) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(stage.action.value, stage.candidates, stage.elected) for stage in result.stages]


def test_stv_passes_a_surplus_on_at_a_value_cut_off_after_five_decimals() -> None:
    # Quota 10 // 3 + 1 = 4. A has 7; 3/7 = 0.42857|14: 0.00001 of the surplus is cut off.
    result = count("ABC", {"AB": 4, "AC": 2, "A": 1, "B": 1, "C": 2}, seats=2)
    assert result.stages[0] == Stage(
        Action.COUNT, (), ("A",), (7 * VOTE, 1 * VOTE, 2 * VOTE), quota=4 * VOTE
    )
    assert result.stages[1] == Stage(
        Action.SURPLUS,
        ("A",),
        (),
        (4 * VOTE, 271_428, 285_714),
        nontransferable=42_857 + 1,
        rounding=1,
        quota=4 * VOTE,
        parcels=(Parcel(7, VOTE, 42_857),),
    )


def test_stv_passes_the_papers_of_the_excluded_on_at_the_values_they_have() -> None:
    # As above; B goes, and nobody stands below B, on its own ballot nor on the four from A.
    result = count("ABC", {"AB": 4, "AC": 2, "A": 1, "B": 1, "C": 2}, seats=2)
    totals, lost, quota = (4 * VOTE, 0, 285_714), 42_858 + 1 * VOTE + 4 * 42_857, 4 * VOTE
    parcels = (Parcel(1, VOTE, VOTE), Parcel(4, 42_857, 42_857))
    assert result.stages[2:] == (
        Stage(Action.EXCLUDE, ("B",), (), totals, lost, 1, quota, parcels),
        Stage(Action.FILL, ("C",), ("C",), totals, lost, 1, quota),
    )
    assert (result.winners, result.ties, result.options) == (("A", "C"), (), ())
    assert (result.rule, result.version, result.scale) == ("stv", "1", VOTE)


def test_stv_passes_all_papers_of_a_later_winner_on_each_at_its_own_value() -> None:
    # Quota 20 // 4 + 1 = 6. A's 9 papers go to B at 3/9 = 0.33333, which brings B to 7.99997.
    result = count("ABCD", {"ABC": 9, "BD": 5, "C": 2, "D": 4}, seats=3)
    assert actions(result) == [
        ("count", (), ("A",)),
        ("surplus", ("A",), ("B",)),
        ("surplus", ("B",), ()),
        ("exclude", ("C",), ()),
        ("fill", ("D",), ("D",)),
    ]
    first, second = result.stages[1:3]
    assert first.totals == (6 * VOTE, 799_997, 2 * VOTE, 4 * VOTE)
    assert first.rounding == first.nontransferable == 3
    # 1.99997 / 7.99997 = 0.24999|7 of a whole vote, and x 0.33333 = 0.08333|1.
    assert second.parcels == (Parcel(5, VOTE, 24_999), Parcel(9, 33_333, 8_333))
    assert second.totals == (6 * VOTE, 6 * VOTE, 274_997, 524_995)
    assert second.rounding == second.nontransferable == 3 + 5
    assert result.winners == ("A", "B", "D")


def test_stv_passes_the_largest_surplus_on_first_and_all_before_an_exclusion() -> None:
    # Quota 24 // 4 + 1 = 7. Neither surplus can save D or E, and both are passed on still.
    result = count("ABCDE", {"AD": 8, "BE": 9, "C": 5, "D": 1, "E": 1}, seats=3, order="ABCDE")
    assert actions(result) == [
        ("count", (), ("B", "A")),
        ("surplus", ("B",), ()),
        ("surplus", ("A",), ()),
        ("exclude", ("D",), ()),
        ("exclude", ("E",), ()),
        ("fill", ("C",), ("C",)),
    ]
    # 2/9 = 0.22222|2 for nine papers, 1/8 = 0.125 for eight.
    assert result.stages[2].totals == (7 * VOTE, 7 * VOTE, 5 * VOTE, 2 * VOTE, 299_998)


def test_stv_elects_who_has_exactly_the_quota_without_a_stage_for_no_surplus() -> None:
    result = count("ABC", {"AB": 4, "B": 3, "C": 2}, seats=2)
    assert actions(result) == [
        ("count", (), ("A",)),
        ("exclude", ("C",), ()),
        ("fill", ("B",), ("B",)),
    ]
    assert result.stages[-1].totals == (4 * VOTE, 3 * VOTE, 0)


def test_stv_decides_ties_by_the_tie_order_and_then_by_the_earlier_stage() -> None:
    # Quota 12 // 4 + 1 = 4: A and B both have 5. B stands first, so B's surplus brings D to 2
    # a stage before A's brings C to 2, and of C and D it was C who had fewer before.
    ballots = {"AC": 5, "BD": 5, "C": 1, "D": 1}
    result = count("ABCD", ballots, seats=3, order="BADC")
    assert actions(result) == [
        ("count", (), ("B", "A")),
        ("surplus", ("B",), ()),
        ("surplus", ("A",), ()),
        ("exclude", ("C",), ()),
        ("fill", ("D",), ("D",)),
    ]
    assert result.ties == (
        Tie(1, Purpose.ORDER, ("B", "A"), ("B",), Resolution.TIE_ORDER),
        Tie(2, Purpose.SURPLUS, ("B", "A"), ("B",), Resolution.TIE_ORDER),
        Tie(4, Purpose.EXCLUSION, ("D", "C"), ("C",), Resolution.EARLIER_STAGE, 2),
    )
    assert count("ABCD", ballots, seats=3, order="ABDC").winners == ("A", "B", "C")


def test_stv_decides_a_tie_of_surpluses_by_the_earlier_stage() -> None:
    # Quota 20 // 5 + 1 = 5. X's surplus of 5 brings B from 1 to 6, as many as A had from the
    # first; B stands first in the tie order and still has to wait for A.
    result = count("XABCD", {"XB": 10, "AC": 6, "B": 1, "C": 2, "D": 1}, seats=4, order="BAXDC")
    assert actions(result) == [
        ("count", (), ("X", "A")),
        ("surplus", ("X",), ("B",)),
        ("surplus", ("A",), ()),
        ("surplus", ("B",), ()),
        ("exclude", ("D",), ()),
        ("fill", ("C",), ("C",)),
    ]
    tie = Tie(3, Purpose.SURPLUS, ("B", "A"), ("A",), Resolution.EARLIER_STAGE, 1)
    assert result.ties == (tie,)
    assert result.stages[2].totals == (5 * VOTE, 5 * VOTE, 6 * VOTE, 299_996, 1 * VOTE)
    assert result.stages[3].parcels == (Parcel(1, VOTE, 16_666), Parcel(10, 50_000, 8_333))
    assert result.stages[3].nontransferable == 4 + VOTE  # no paper of B goes on
    assert result.stages[3].rounding == 4 + VOTE - 16_666 - 10 * 8_333


def test_stv_orders_the_elected_of_a_stage_by_votes_then_history() -> None:
    # Quota 20 // 3 + 1 = 7. C's papers bring A from 5 and B from 6 to 7 each: B was ahead.
    ballots = {"A": 5, "B": 6, "CA": 2, "CB": 1, "C": 1, "D": 5}
    result = count("ABCD", ballots, seats=2, order="ABCD")
    assert actions(result) == [("count", (), ()), ("exclude", ("C",), ("B", "A"))]
    assert result.winners == ("B", "A")
    tie = Tie(2, Purpose.ORDER, ("A", "B"), ("B",), Resolution.EARLIER_STAGE, 1)
    assert result.ties == (tie,)


def test_stv_fills_the_last_vacancies_without_moving_a_vote() -> None:
    result = count("ABC", {"AB": 7, "C": 2}, seats=3, order="BAC")
    assert actions(result) == [("count", (), ("A",)), ("fill", ("C", "B"), ("C", "B"))]
    assert result.stages[1].totals == result.stages[0].totals == (7 * VOTE, 0, 2 * VOTE)
    assert result.stages[1].nontransferable == 0


def test_stv_orders_the_last_vacancies_by_votes_then_history_then_the_tie_order() -> None:
    # Quota 12 // 4 + 1 = 4: E goes and brings A to 3; A, B and C share the seats, D goes before.
    ballots = {"A": 2, "B": 3, "C": 3, "D": 2, "EA": 1, "F": 1}
    result = count("ABCDEF", ballots, seats=3, order="CBADEF")
    assert [stage.candidates for stage in result.stages] == [
        (),
        ("F",),
        ("E",),
        ("D",),
        ("C", "B", "A"),
    ]
    assert result.stages[-1].totals == (3 * VOTE, 3 * VOTE, 3 * VOTE, 0, 0, 0)
    assert result.winners == ("C", "B", "A")
    assert result.ties[-2:] == (
        Tie(5, Purpose.ORDER, ("C", "B", "A"), ("C",), Resolution.TIE_ORDER),
        Tie(5, Purpose.ORDER, ("B", "A"), ("B",), Resolution.EARLIER_STAGE, 2),
    )


def test_stv_passes_no_surplus_on_once_all_seats_are_filled() -> None:
    result = count("ABC", {"AC": 5, "BC": 6, "C": 1}, seats=2)
    assert actions(result) == [("count", (), ("B", "A"))]
    assert result.stages[0].totals == (5 * VOTE, 6 * VOTE, 1 * VOTE)


def test_stv_skips_the_elected_and_the_excluded_for_the_next_preference() -> None:
    # Quota 16 // 4 + 1 = 5. A's papers skip B, who is elected too; those of E then go to C.
    result = count("ABCDE", {"ABEC": 7, "B": 5, "C": 2, "D": 2}, seats=3, order="ABCDE")
    assert result.stages[0].elected == ("A", "B")
    assert result.stages[1].totals[4] == 7 * 28_571  # 2/7 of a vote each
    assert actions(result)[2] == ("exclude", ("E",), ())  # 1.99997 against 2
    assert result.stages[2].totals[2] == 2 * VOTE + 7 * 28_571


def test_stv_counts_an_equal_rank_for_the_one_member_who_continues() -> None:
    # Quota 9 // 3 + 1 = 4. D goes when A is elected: its ballot with A and B equal is B's.
    a, b, c, d = range(4)
    ballots: dict[Ballot, int] = {(a,): 4, (b,): 2, (c, (b, d)): 2, (d, (a, b), c): 1}
    result = stv.count(Profile(tuple("ABCD"), ballots), seats=2)
    assert [stage.totals for stage in result.stages] == [
        (4 * VOTE, 2 * VOTE, 2 * VOTE, 1 * VOTE),
        (4 * VOTE, 3 * VOTE, 2 * VOTE, 0),
        (4 * VOTE, 5 * VOTE, 0, 0),
    ]
    assert result.winners == ("A", "B")


def test_stv_exhausts_a_ballot_at_an_equal_rank_with_more_who_continue() -> None:
    a, b, c, d = range(4)
    ballots: dict[Ballot, int] = {(a, (b, c), d): 6, (b,): 2, (c,): 2, (d,): 1}
    result = stv.count(Profile(tuple("ABCD"), ballots), seats=2)
    assert result.stages[1].action is Action.SURPLUS
    assert result.stages[1].totals == (4 * VOTE, 2 * VOTE, 2 * VOTE, 1 * VOTE)
    assert result.stages[1].nontransferable == 2 * VOTE  # 6 x 0.33333 and 0.00002 of rounding
    assert result.stages[1].rounding == 2


def test_stv_without_valid_votes_is_decided_by_the_tie_order() -> None:
    result = stv.count(Profile(tuple("ABC"), {}, blank=2), seats=2, tie_order=tuple("CBA"))
    assert actions(result) == [
        ("count", (), ()),
        ("exclude", ("A",), ()),
        ("fill", ("C", "B"), ("C", "B")),
    ]
    assert result.stages[0].quota == 1 * VOTE


@pytest.mark.parametrize(
    ("seats", "order", "message"),
    [
        (4, "ABC", "There are 4 seats and only 3 candidates."),
        (0, "ABC", "The number of seats must be a whole number, at least 1."),
        (2, "ABD", "The tie order does not name every candidate exactly once."),
    ],
)
def test_stv_refuses_what_it_cannot_count(seats: int, order: str, message: str) -> None:
    ballots = Profile.from_ballots("ABC", ["A"])
    with pytest.raises(CountError, match=f"^{message}$"):
        stv.count(ballots, seats=seats, tie_order=order)
