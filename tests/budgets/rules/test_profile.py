"""Aggregated profiles, and what they refuse."""

import pytest

from budgets.rules.profile import PointsProfile, Profile, ProfileError, Project

AB = [Project("a", 1), Project("b", 2)]


def test_ballots_are_aggregated_and_blank_ones_kept_apart() -> None:
    profile = Profile.from_ballots(AB, [["b", "a"], ["a", "b"], ["b"], []])
    assert profile.ballots == {(0, 1): 2, (1,): 1}
    assert (profile.voters, profile.blank, profile.votes()) == (3, 1, (2, 3))


@pytest.mark.parametrize("ballot", [["c"], ["a", "a"], ["a", "b", "a"]])
def test_unknown_or_repeated_project_is_refused(ballot: list[str]) -> None:
    with pytest.raises(ProfileError, match=r"'c'|twice"):
        Profile.from_ballots(AB, [ballot])


def test_project_listed_twice_is_refused() -> None:
    with pytest.raises(ProfileError, match="listed 2 times"):
        Profile.from_ballots([*AB, Project("a", 3)], [])


@pytest.mark.parametrize("cost", [-1, 1.0, True, "1"])
def test_cost_is_a_whole_number_of_cents(cost: object) -> None:
    with pytest.raises(ProfileError):
        Project("a", cost)  # type: ignore[arg-type]


@pytest.mark.parametrize("ballots", [{(): 1}, {(1, 0): 1}, {(0, 0): 1}, {(2,): 1}, {(0,): 0}])
def test_impossible_aggregates_are_refused(ballots: dict[tuple[int, ...], int]) -> None:
    with pytest.raises(ProfileError):
        Profile(tuple(AB), ballots)


def test_profiles_over_other_projects_do_not_merge() -> None:
    with pytest.raises(ProfileError):
        Profile.from_ballots(AB, []).merged(Profile.from_ballots(AB[:1], []))


def test_weights_are_so_many_voters() -> None:
    profile = Profile.from_counts(AB, [(["b", "a"], 3), (["a", "b"], 2), ([], 4), (["b"], 1)])
    assert profile.ballots == {(0, 1): 5, (1,): 1}
    assert (profile.voters, profile.blank) == (6, 4)
    assert profile.votes() == profile.scores() == (5, 6)


@pytest.mark.parametrize("count", [0, -1, 1.0, True, "1"])
def test_weight_is_a_whole_number_of_voters(count: int) -> None:
    with pytest.raises(ProfileError):
        Profile.from_counts(AB, [(["a"], count)])


def test_batches_are_merged() -> None:
    first = PointsProfile.from_counts(AB, [({"a": 2}, 1), ({}, 1)])
    second = PointsProfile.from_counts(AB, [({"b": 1}, 2), ({"a": 2}, 3)])
    merged = first.merged(second)
    assert merged.ballots == {((0, 2),): 4, ((1, 1),): 2}
    assert (merged.voters, merged.blank) == (6, 1)
    assert (merged.votes(), merged.scores()) == ((4, 2), (8, 2))


def test_tie_order_gives_every_project_its_place() -> None:
    profile = Profile.from_ballots(AB, [])
    assert profile.ranks() == (0, 1)
    assert profile.ranks(["b", "a"]) == (1, 0)
    for wrong in (["a"], ["a", "a"], ["a", "b", "c"], ["a", "c"], ["a", "b", "b"]):
        with pytest.raises(ProfileError, match="exactly once"):
            profile.ranks(wrong)


def test_blank_ballots_are_never_fewer_than_none() -> None:
    with pytest.raises(ProfileError, match="blank"):
        Profile(tuple(AB), {}, -1)


def test_project_has_an_id() -> None:
    with pytest.raises(ProfileError, match="empty"):
        Project("", 1)
