"""Elections written down in one line, for the examples that are worked by hand."""

from budgets.rules.allocation import Allocation
from budgets.rules.profile import PointsProfile, Profile, Project


def approvals(costs: dict[str, int], *ballots: tuple[str, int]) -> Profile:
    """Ballots as ("ab", 3): three voters approve a and b; costs in the order of the paper."""
    return Profile.from_counts(listed(costs), ballots)


def points(costs: dict[str, int], *ballots: tuple[dict[str, int], int]) -> PointsProfile:
    """Ballots as ({"a": 2, "b": 1}, 3): three voters give two points to a and one to b."""
    return PointsProfile.from_counts(listed(costs), ballots)


def listed(costs: dict[str, int]) -> list[Project]:
    return [Project(name, cost) for name, cost in costs.items()]


def reasons(result: Allocation) -> dict[str, str]:
    return {outcome.project: outcome.reason.value for outcome in result.outcomes}
