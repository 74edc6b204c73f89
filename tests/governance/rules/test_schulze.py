"""Schulze: the published examples, shared places, none of these, and tables of duels alone."""

import json
from typing import Any

import pytest

from governance.rules import preflib, schulze
from governance.rules.election import Election, Purpose, Resolution, Tie, from_data, to_data
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile
from tests.shared_data import shared

NONE = "None Of The Above"


def count(candidates: str, ballots: dict[str, int], **settings: Any) -> Election:
    """Strict rankings such as {"ABC": 4, "B": 2}, one letter a candidate."""
    cast = [ballot for ballot, times in ballots.items() for _ in range(times)]
    return schulze.count(Profile.from_ballots(candidates, cast), **settings)


def debian() -> dict[str, Any]:
    text = shared("ranked/debian-2003-official.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def test_schulze_finds_the_paths_of_the_first_example_of_the_paper() -> None:
    # Schulze 2011, example 1: nobody wins every duel, and D > A > C > B.
    result = count("ABCD", {"ACDB": 8, "BADC": 2, "CDBA": 4, "DBAC": 4, "DCBA": 3})
    assert result.pairwise is not None
    assert result.pairwise.matrix == ((0, 8, 14, 10), (13, 0, 6, 2), (7, 15, 0, 12), (11, 19, 9, 0))
    assert result.pairwise.paths == (
        (0, 14, 14, 12),
        (13, 0, 13, 12),
        (13, 15, 0, 12),
        (13, 19, 13, 0),
    )
    assert result.ranking == (("D",), ("A",), ("C",), ("B",))
    assert (result.winners, result.ties) == (("D",), ())
    assert result.stages[0].totals == (1, 1, 2, 2)  # duels won
    assert (result.rule, result.version, result.valid, result.distinct) == ("schulze", "1", 21, 5)


def test_schulze_puts_the_unranked_last_and_equals_neither_way() -> None:
    ballots: dict[Ballot, int] = {(0,): 3, ((1, 2), 0): 2}
    result = schulze.count(Profile(tuple("ABCD"), ballots))
    assert result.pairwise is not None
    assert result.pairwise.matrix == ((0, 3, 3, 5), (2, 0, 0, 2), (2, 0, 0, 2), (0, 0, 0, 0))
    assert result.ranking == (("A",), ("B", "C"), ("D",))


def test_schulze_counts_many_candidates_too() -> None:
    # More than one block of candidates: see `duels`.
    names = tuple(f"candidate {number}" for number in range(20))
    upwards, downwards = tuple(range(20)), tuple(reversed(range(20)))
    result = schulze.count(Profile(names, {upwards: 3, downwards: 2, (7, (3, 5)): 2}), seats=20)
    assert result.pairwise is not None
    matrix = result.pairwise.matrix
    assert (matrix[0][1], matrix[1][0]) == (3, 2)
    assert (matrix[7][0], matrix[0][7], matrix[3][5], matrix[5][3]) == (4, 3, 3, 2)
    assert result.winners[:2] == (names[7], names[3])


def test_schulze_breaks_shared_places_by_the_tie_order_and_shows_them() -> None:
    ballots: dict[Ballot, int] = {((0, 1), (2, 3, 4)): 2}
    result = schulze.count(Profile(tuple("ABCDE"), ballots), seats=3, tie_order="EDCBA")
    assert result.ranking == (("A", "B"), ("C", "D", "E"))
    assert result.winners == ("B", "A", "E")
    assert result.ties == (
        Tie(1, Purpose.ORDER, ("B", "A"), ("B", "A"), Resolution.TIE_ORDER),
        Tie(1, Purpose.SEAT, ("E", "D", "C"), ("E",), Resolution.TIE_ORDER),
    )


def test_schulze_elects_the_condorcet_winner_of_burlington_2009() -> None:
    result = schulze.count(preflib.read(shared("ranked/burlington-00000002.toi")).profile)
    assert result.winners == ("Andy Montroll",)
    assert result.stages[0].totals[result.candidates.index("Andy Montroll")] == 5


@pytest.mark.parametrize("none_of_these", [None, NONE])
def test_schulze_gives_the_published_ranking_of_debian_2003(none_of_these: str | None) -> None:
    data = debian()
    result = schulze.count_matrix(
        data["options"], data["matrix"], valid=data["ballots"], none_of_these=none_of_these
    )
    assert result.winners == (data["winner"],)
    assert result.ranking == tuple((name,) for name in data["ranking"])
    assert (result.valid, result.blank, result.distinct) == (488, 0, None)
    assert from_data(json.loads(json.dumps(to_data(result)))) == result


def test_none_of_these_keeps_out_who_does_not_defeat_it() -> None:
    # B is first for most of all voters; C is equal to none of these, and D loses to it.
    ballots = {"BNACD": 5, "ABNCD": 1, "ABCND": 2, "CN": 1, "CDAN": 1}
    result = count("ABCDN", ballots, none_of_these="N", seats=4)
    assert result.winners == ("B",)
    assert result.ranking == (("B",), ("N",), ("A", "C", "D"))
    assert result.options == (
        ("majority_denominator", 2),
        ("majority_numerator", 1),
        ("none_of_these", "N"),
    )
    without = count("ABCDN", ballots, seats=4)
    assert set(without.winners) >= {"A", "B"}


@pytest.mark.parametrize(("yes", "elected"), [(3, False), (4, False), (5, True)])
def test_the_majority_over_none_of_these_is_to_be_exceeded(yes: int, elected: bool) -> None:
    # Two against; the nine who rank neither do not count: it is of those who prefer one of the two.
    ballots = {"AN": yes, "NA": 2, "B": 9}
    result = count("ANB", ballots, none_of_these="N", majority=(2, 3))
    assert result.ranking is not None
    order = [name for place in result.ranking for name in place]
    assert (order.index("A") < order.index("N")) is elected


def test_where_nobody_defeats_none_of_these_no_seat_is_filled() -> None:
    result = count("ABN", {"NAB": 3, "A": 2, "B": 1}, none_of_these="N", seats=2)
    assert (result.winners, result.ties, result.seats) == ((), (), 2)
    assert result.ranking == (("N",), ("A", "B"))
    assert result.pairwise is not None
    assert set(sum(result.pairwise.paths, ())) == {0}


def test_who_is_dropped_makes_no_path_for_others() -> None:
    # C loses to N, and with it goes the path of A over B that led through C.
    matrix = [[0, 0, 9, 9], [6, 0, 0, 9], [0, 9, 0, 1], [0, 0, 9, 0]]
    free = schulze.count_matrix("ABCN", matrix, valid=10)
    held = schulze.count_matrix("ABCN", matrix, valid=10, none_of_these="N")
    assert free.ranking is not None
    assert free.ranking[0] == ("A",)
    assert held.ranking == (("B",), ("A",), ("N",), ("C",))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"none_of_these": "X"}, "'X' for none of these is no candidate"),
        ({"none_of_these": "C", "seats": 3}, "'C' cannot take one"),
        ({"none_of_these": "C", "majority": (1, 3)}, "at least a half"),
        ({"none_of_these": "C", "majority": (0.5, 1)}, "at least a half"),
        ({"none_of_these": "C", "majority": (1, 1)}, "below 1"),
        ({"seats": 4}, "only 3 candidates"),
        ({"tie_order": "AB"}, "tie order"),
    ],
)
def test_schulze_refuses_settings_that_mean_nothing(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(CountError, match=message):
        count("ABC", {"ABC": 2}, **settings)
    with pytest.raises(CountError, match=message):
        schulze.count_matrix("ABC", [[0] * 3] * 3, valid=2, **settings)


@pytest.mark.parametrize(
    ("matrix", "valid", "message"),
    [
        ([[0, 1]], 5, "a row and a column"),
        ([[0, 1], [1]], 5, "a row and a column"),
        ([[0, 1, 0], [1, 0, 0]], 5, "a row and a column"),
        ([[0, 1.0], [1, 0]], 5, "Duel 1-2: 1.0 is no whole number"),
        ([[0, True], [1, 0]], 5, "no whole number"),
        ([[0, 1], ["2", 0]], 5, "Duel 2-1: '2' is no whole number"),
        ([[0, -1], [1, 0]], 5, "no whole number"),
        ([[0, 1], [1, 3]], 5, "candidate 2 against themselves"),
        ([[0, 3], [3, 0]], 5, "Duel 1-2 has more votes than the 5 valid"),
        ([[0, 0], [0, 0]], -1, "The number of valid votes"),
    ],
)
def test_a_table_that_no_voters_can_have_given_is_refused(
    matrix: list[list[Any]], valid: int, message: str
) -> None:
    with pytest.raises(CountError, match=message):
        schulze.count_matrix("AB", matrix, valid=valid)


def test_a_table_in_which_everybody_voted_is_taken() -> None:
    result = schulze.count_matrix("AB", [[0, 3], [2, 0]], valid=5)
    assert (result.winners, result.stages[0].totals) == (("A",), (1, 0))
