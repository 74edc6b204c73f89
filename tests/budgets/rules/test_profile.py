"""Aggregated profiles, and what they refuse."""

import pytest

from budgets.rules.profile import Profile, ProfileError, Project

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
