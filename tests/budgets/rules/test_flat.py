"""Large profiles are checked and tallied over numpy arrays, with the identical result."""

from itertools import combinations, islice
from random import Random
from typing import Any

import pytest
from hypothesis import given

from budgets.rules import equal_shares, flat, profile
from budgets.rules.profile import PointsProfile, Profile, ProfileError, Project
from tests.budgets.rules.elections import CENTS, Election, elections, random_election

PROJECTS = tuple(Project(f"p{number}", 1 + number) for number in range(40))
MANY: list[tuple[int, ...]] = list(islice(combinations(range(40), 3), 1_200))  # distinct ballots

needs_numpy = pytest.mark.skipif(flat.np is None, reason="numpy is not installed")


def plain_and_flat(election: Election) -> tuple[Any, Any]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(profile, "WORTH_IT", 10**9)
        plain = election.profile
        patched.setattr(profile, "WORTH_IT", 1)
        return plain, election.profile


def same_tally(election: Election) -> None:
    plain, arrays = plain_and_flat(election)
    assert plain.flat is None
    assert (arrays.flat is not None) == bool(election.voters)
    assert arrays == plain
    assert (arrays.votes(), arrays.scores()) == (plain.votes(), plain.scores())
    assert {type(number) for number in arrays.votes() + arrays.scores()} == {int}
    results = [
        equal_shares.count(one, election.budget, **election.options) for one in (plain, arrays)
    ]
    assert results[0] == results[1]


@needs_numpy
@given(election=elections())
def test_tally_over_arrays_is_the_same(election: Election) -> None:
    same_tally(election)


@needs_numpy
def test_tally_of_larger_elections_is_the_same() -> None:
    random = Random(2027)  # noqa: S311
    for _ in range(10):
        same_tally(random_election(random, costs=CENTS, most_projects=24, most_voters=300))


@needs_numpy
@pytest.mark.parametrize(("ballots", "used"), [(999, False), (1_000, True)])
def test_arrays_are_used_from_a_thousand_distinct_ballots_on(ballots: int, used: bool) -> None:
    cast = Profile(PROJECTS, dict.fromkeys(MANY[:ballots], 1))
    assert (cast.flat is not None) == used
    assert sum(cast.votes()) == 3 * ballots


@needs_numpy
@pytest.mark.parametrize(
    ("times", "given", "used"),
    [(2**40, 2, True), (2**42, 2, False), (1, 2**42, True), (1, 2**43, False), (1, 2**70, False)],
)
def test_numbers_that_floats_cannot_hold_are_tallied_without_them(
    times: int, given: int, used: bool
) -> None:
    ballots: dict[Any, int] = {tuple((n, 1) for n in chosen): 1 for chosen in MANY}
    ballots[((0, given),)] = times
    cast = PointsProfile(PROJECTS, ballots)
    assert (cast.flat is not None) == used
    first = sum(1 for chosen in MANY if chosen[0] == 0)
    assert cast.votes()[0] == first + times
    assert cast.scores()[0] == first + times * given


# Few ballots, which loops check, and many, which arrays check.
BESIDE = pytest.mark.parametrize("others", [MANY[:3], MANY], ids=["few", "many"])


@BESIDE
@pytest.mark.parametrize("ballot", [(), (1, 0), (0, 0), (40,), (-1,), (2**70,), (39, 40)])
def test_impossible_approvals_are_refused_among_few_and_many(
    ballot: tuple[int, ...], others: list[tuple[int, ...]]
) -> None:
    good: dict[tuple[int, ...], int] = dict.fromkeys(others, 1)
    assert Profile(PROJECTS, good).voters == len(others)
    with pytest.raises(ProfileError):
        Profile(PROJECTS, {**good, ballot: 1})


@BESIDE
@pytest.mark.parametrize("times", [0, -1, 1.0, True, "1"])
def test_impossible_weights_are_refused_among_few_and_many(
    times: Any, others: list[tuple[int, ...]]
) -> None:
    with pytest.raises(ProfileError):
        Profile(PROJECTS, {**dict.fromkeys(others, 1), (0,): times})


@BESIDE
@pytest.mark.parametrize("given", [-1, 0, 1.5, 2.0, True, "1", None])
def test_impossible_points_are_refused_among_few_and_many(
    given: Any, others: list[tuple[int, ...]]
) -> None:
    good = {tuple((n, 1) for n in chosen): 1 for chosen in others}
    assert PointsProfile(PROJECTS, good).voters == len(others)
    with pytest.raises(ProfileError):
        PointsProfile(PROJECTS, {**good, ((0, given),): 1})


def test_without_numpy_many_ballots_are_tallied_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    votes = Profile(PROJECTS, dict.fromkeys(MANY, 2)).votes()
    monkeypatch.setattr(flat, "np", None)
    without = Profile(PROJECTS, dict.fromkeys(MANY, 2))
    assert without.flat is None
    assert without.votes() == votes
