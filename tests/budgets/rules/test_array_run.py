"""Large elections are counted over numpy arrays, with the identical result."""

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from subprocess import run
from typing import Any

import pytest

from budgets.rules import array_run, equal_shares
from budgets.rules.allocation import Allocation, to_data
from budgets.rules.array_run import ArrayRun
from budgets.rules.profile import PointsProfile, Profile, Project
from tests.budgets.rules.by_hand import approvals, points
from tests.budgets.rules.elections import (
    CENTS,
    EDGE,
    NEAR,
    ODD,
    ROUND,
    SMALL,
    knife_edge,
    random_election,
)
from tests.budgets.rules.shares_properties import (
    agrees_with_naive_shares,
    engines_agree,
    with_arrays,
)

COSTS = {"a": 60, "b": 45, "c": 30}
BALLOTS = (("a", 5), ("ab", 1), ("b", 3), ("bc", 1))  # twelve approvals
ENTRIES = 12
ROOT = Path(__file__).parents[3]

needs_numpy = pytest.mark.skipif(array_run.np is None, reason="numpy is not installed")


@pytest.fixture
def by_arrays(monkeypatch: pytest.MonkeyPatch) -> list[Fraction]:
    """The shares of the runs over arrays that are made from now on."""
    made: list[Fraction] = []

    class Watched(ArrayRun):
        def __init__(self, electorate: Any, share: Fraction, sides: Any) -> None:
            made.append(share)
            super().__init__(electorate, share, sides)

    monkeypatch.setattr(array_run, "ArrayRun", Watched)
    return made


def street(count: Callable[..., Allocation] = equal_shares.count) -> Allocation:
    return count(approvals(COSTS, *BALLOTS), 100, step=1)


@needs_numpy
def test_arrays_are_used_from_so_many_entries_on(by_arrays: list[Fraction]) -> None:
    plain = street(with_arrays(equal_shares.count, ENTRIES + 1))
    assert by_arrays == []
    assert street(with_arrays(equal_shares.count, ENTRIES)) == plain
    assert by_arrays == [10, 11]


@needs_numpy
@pytest.mark.parametrize(("voters", "used"), [(4_998, False), (4_999, True)])
def test_arrays_are_used_from_five_thousand_on(
    by_arrays: list[Fraction], voters: int, used: bool
) -> None:
    ballots = (("a", voters), ("b", 1))
    result = equal_shares.count(approvals({"a": 70, "b": 40}, *ballots), 100, completion="none")
    assert result.selected == ("a",)
    assert (len(by_arrays) == 1) == used


@needs_numpy
def test_without_numpy_the_plain_run_counts(
    monkeypatch: pytest.MonkeyPatch, by_arrays: list[Fraction]
) -> None:
    monkeypatch.setattr(array_run, "WORTH_IT", 0)
    with_numpy = street()
    assert by_arrays == [10, 11]
    monkeypatch.setattr(array_run, "np", None)
    assert street() == with_numpy
    assert by_arrays == [10, 11]


ABSENT = """
import json, sys
sys.modules["numpy"] = None
from budgets.rules import array_run, equal_shares
from budgets.rules.allocation import to_data
from tests.budgets.rules.test_array_run import street
array_run.WORTH_IT = 0
print(json.dumps([array_run.np is None, to_data(street())]))
"""


def test_rules_count_the_same_where_numpy_is_not_installed() -> None:
    absent = run([sys.executable, "-c", ABSENT], cwd=ROOT, capture_output=True, text=True)
    assert json.loads(absent.stdout or "null") == [True, to_data(street())], absent.stderr


@needs_numpy
@pytest.mark.parametrize(
    ("cost", "voters", "used"),
    [(2**50 - 1, 1, True), (2**50, 1, False), (10, 2**50 - 2, True), (10, 2**50 - 1, False)],
)
def test_numbers_that_floats_cannot_hold_are_counted_without_them(
    by_arrays: list[Fraction], cost: int, voters: int, used: bool
) -> None:
    votes = approvals({"a": cost, "b": 7}, ("a", voters), ("b", 1))
    count = with_arrays(equal_shares.count)
    result = count(votes, cost + 6, completion="none")
    assert bool(by_arrays) == used
    assert result == with_arrays(equal_shares.count, 2**60)(votes, cost + 6, completion="none")


def test_both_engines_agree_on_larger_elections() -> None:
    random = Random(2024)  # noqa: S311
    for number in range(48):
        costs = (SMALL, ROUND, ODD, CENTS, NEAR, EDGE)[number % 6]
        election = random_election(random, costs=costs, most_projects=24, most_voters=160)
        engines_agree(equal_shares.count, election)


def test_both_engines_agree_on_small_elections() -> None:
    random = Random(2025)  # noqa: S311
    for number in range(400):
        costs = (ODD, CENTS, NEAR, EDGE)[number % 4]
        engines_agree(equal_shares.count, random_election(random, costs=costs, most_voters=12))


def test_both_engines_agree_where_the_last_cents_decide() -> None:
    random = Random(2026)  # noqa: S311
    for _ in range(150):
        election = knife_edge(random)
        engines_agree(equal_shares.count, election)
        agrees_with_naive_shares(with_arrays(equal_shares.count), election)


def check_small_and_close(random: Random) -> None:
    for _ in range(80):
        engines_agree(equal_shares.count, random_election(random, most_voters=12))
        engines_agree(equal_shares.count, knife_edge(random))


def test_result_is_the_same_however_much_floats_leave_in_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(array_run, "ROUNDING", 2.0**-12)
    check_small_and_close(Random(2028))  # noqa: S311


def test_result_is_the_same_where_the_search_for_a_price_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(array_run, "PATIENCE", 0)
    check_small_and_close(Random(2029))  # noqa: S311


def test_supporters_who_have_exactly_the_cost_between_them() -> None:
    """Shares of cost / backers, which floats round: their sum may seem too little or too much.

    With b bought first, for less of each, they have too little.
    """
    for backers in range(2, 60):
        costs = {"b": 2, "a": 10_007, "z": 20_014}
        votes = approvals(costs, ("a", backers), ("z", backers))
        rivals = approvals(costs, ("a", backers - 1), ("ab", 1), ("z", backers))
        for count in (with_arrays(equal_shares.count), equal_shares.count):
            result = count(votes, 2 * costs["a"], utility="cardinality", completion="none")
            assert (result.selected, result.outcome("a").left) == (("a",), 0)
            assert result.outcome("a").price == Fraction(10_007, backers)
            result = count(rivals, 2 * costs["a"], utility="cardinality", completion="none")
            assert result.selected == ("b",)
            assert result.outcome("a").short == 2


@pytest.mark.parametrize("count", [with_arrays(equal_shares.count), equal_shares.count])
@pytest.mark.parametrize("given", [1, 3])
def test_what_floats_would_round_to_nothing_is_kept(
    given: int, count: Callable[..., Allocation]
) -> None:
    # A share is 10**15 and a twentieth of a cent. a takes 10**15 of its one supporter, who pays
    # the twentieth for b; a friend pays the rest of the cent. The others can pay nothing alone.
    others = "cdefghijklmnopqrst"
    costs = {"a": 10**15, "b": 1, **dict.fromkeys(others, 2**50 - 1)}
    first, friend = {"a": 5 * given, "b": given}, {"b": given}
    votes = points(costs, (first, 1), (friend, 1), *(({other: 1}, 1) for other in others))
    result = count(votes, 20 * 10**15 + 1, completion="none")
    assert result.selected == ("a", "b")
    a, b = result.outcome("a"), result.outcome("b")
    assert (a.price, a.paying_full, a.left) == (Fraction(10**15, 5 * given), 1, 0)
    assert (b.price, b.payers, b.paying_full) == (Fraction(19, 20 * given), 2, 1)
    assert b.left == 10**15 + Fraction(1, 20) - Fraction(19, 20)


@pytest.mark.parametrize("count", [with_arrays(equal_shares.count), equal_shares.count])
def test_a_difference_that_floats_do_not_see_decides(count: Callable[..., Allocation]) -> None:
    # a stands first in the tie order and takes 10**14 of two. Their share is a quarter of a cent
    # more, so they keep half a cent together.
    costs = {"a": 2 * 10**14, "b": 1, "c": 4 * 10**14}
    votes = approvals(costs, ("ab", 2), ("c", 2))
    result = count(votes, 4 * 10**14 + 1, completion="none", ties="order")
    assert result.selected == ("a",)
    assert (result.outcome("b").left, result.outcome("b").short) == (Fraction(1, 2), Fraction(1, 2))
    # With a cent more in the budget they keep half a cent each, which is exactly what b costs.
    result = count(votes, 4 * 10**14 + 2, completion="none", ties="order")
    assert result.selected == ("a", "b")
    assert (result.outcome("b").price, result.outcome("b").left) == (Fraction(1, 2), 0)


@pytest.mark.parametrize("count", [with_arrays(equal_shares.count), equal_shares.count])
def test_projects_that_differ_by_less_than_floats_hold_are_no_tie(
    count: Callable[..., Allocation],
) -> None:
    # 10**15 / 3 and (10**15 + 1) / 3 for each: a third of a cent in 333 billions of euros. b
    # stands first in the tie order, which is not asked.
    costs = {"b": 10**15 + 1, "a": 10**15, "z": 10**15}
    votes = approvals(costs, ("ab", 3), ("z", 2))
    budget = 10**15 + 7 * 10**14
    options = {"utility": "cardinality", "completion": "none", "ties": "order"}
    result = count(votes, budget, **options)
    assert (result.selected, result.ties) == (("a",), ())
    same = approvals({**costs, "b": 10**15}, ("ab", 3), ("z", 2))
    result = count(same, budget, **options)
    assert (result.selected, len(result.ties)) == (("b",), 1)


def test_projects_beyond_the_reach_of_sixteen_bits() -> None:
    """Every project has a number of sixteen bits while these are enough, and a longer one then.

    A share is 2. Each of the three has three supporters; 0 and 7 cost 5, the last one 6. 0 goes
    first, for 5/3 each. The last has 1/3 twice and 2; 7 has 1/3 and 2 twice.
    """
    projects = [Project(str(number), 5 + number % 7) for number in range(2**15 + 1)]
    last = projects[-1].id
    ballots = [({last, "0"}, 2), ({last}, 1), ({"0", "7"}, 1), ({"7"}, 2)]
    votes = Profile.from_counts(projects, ballots)
    for entries in (0, 10**9):
        result = with_arrays(equal_shares.count, entries)(votes, 12, completion="none")
        assert result.selected == ("0",)
        assert (result.outcomes[-1].left, result.outcomes[7].left) == (
            Fraction(8, 3),
            Fraction(13, 3),
        )


def test_weights_and_points_of_a_large_election() -> None:
    random = Random(2026)  # noqa: S311
    projects = [Project(f"p{number}", 1_000 * random.choice(ODD)) for number in range(30)]
    names = [project.id for project in projects]
    chosen = [random.sample(names, random.randint(1, 9)) for _ in range(300)]
    ballots = [(some, random.choice((1, 1, 2, 40))) for some in chosen]
    given = [({name: 1 + len(name) % 3 for name in some}, n) for some, n in ballots]
    approved = Profile.from_counts(projects, ballots)
    for profile in (approved, PointsProfile.from_counts(projects, given)):
        for utility in ("cost", "cardinality"):
            arrays, plain = (
                with_arrays(equal_shares.count, entries)(
                    profile, 2_500_000, utility=utility, step=20
                )
                for entries in (0, 10**9)
            )
            assert arrays == plain
            assert arrays.shares is not None
            assert (arrays.shares.runs > 5, len(arrays.selected) > 8) == (True, True)
