"""A budget election in the shape of pabutools, with our tie order, and what it elects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pabutools.election import (
    AdditiveSatisfaction,
    ApprovalBallot,
    ApprovalProfile,
    CumulativeBallot,
    CumulativeProfile,
    Instance,
    Project,
)
from pabutools.rules import (
    completion_by_rule_combination,
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import TieBreakingRule

from budgets.rules import profile as ours


class CostPointsSat(AdditiveSatisfaction):
    """Worth of a project that costs c to a voter who gave it k points: c * k."""

    def __init__(self, instance: Any, profile: Any, ballot: Any) -> None:
        super().__init__(instance, profile, ballot, _cost_times_points)


def _cost_times_points(
    instance: Any, profile: Any, ballot: Any, project: Project, precomputed: Any
) -> Any:
    return ballot.get(project, 0) * project.cost


@dataclass(frozen=True)
class Pabu:
    """An election as pabutools holds it."""

    instance: Instance
    profile: Any
    ties: TieBreakingRule

    def equal_shares(self, worth: type, **options: Any) -> list[str]:
        """Ids in order of selection."""
        return _names(
            method_of_equal_shares(
                self.instance, self.profile, worth, tie_breaking=self.ties, **options
            )
        )

    def greedy(self, worth: type) -> list[str]:
        return _names(
            greedy_utilitarian_welfare(self.instance, self.profile, worth, tie_breaking=self.ties)
        )

    def add_one(self, worth: type, step: int) -> list[str]:
        """Raise the budget by one step for every voter until the outcome would overspend."""
        return _names(
            exhaustion_by_budget_increase(
                self.instance,
                self.profile,
                method_of_equal_shares,
                self._params(worth),
                exhaustive_stop=False,
                budget_step=step * self.profile.num_ballots(),
            )
        )

    def completed(self, worth: type, by: type) -> list[str]:
        """Equal shares, then greedy with what is left."""
        return _names(
            completion_by_rule_combination(
                self.instance,
                self.profile,
                [method_of_equal_shares, greedy_utilitarian_welfare],
                [self._params(worth), self._params(by)],
            )
        )

    def _params(self, worth: type) -> dict[str, Any]:
        return {"sat_class": worth, "tie_breaking": self.ties}


def approvals(
    projects: Sequence[ours.Project],
    ballots: Iterable[Iterable[str]],
    budget: int,
    order: Sequence[str] = (),
) -> Pabu:
    listed = {project.id: Project(project.id, project.cost) for project in projects}
    instance = Instance(listed.values(), budget_limit=budget)
    cast = [ApprovalBallot(listed[name] for name in ballot) for ballot in ballots]
    return Pabu(instance, ApprovalProfile(cast, instance=instance), by_order(order or list(listed)))


def points(
    projects: Sequence[ours.Project],
    ballots: Iterable[Mapping[str, int]],
    budget: int,
    order: Sequence[str] = (),
) -> Pabu:
    listed = {project.id: Project(project.id, project.cost) for project in projects}
    instance = Instance(listed.values(), budget_limit=budget)
    cast = [
        CumulativeBallot({listed[name]: given for name, given in ballot.items()})
        for ballot in ballots
    ]
    return Pabu(
        instance, CumulativeProfile(cast, instance=instance), by_order(order or list(listed))
    )


def by_order(order: Sequence[str]) -> TieBreakingRule:
    """Our tie order alone."""
    place = {name: rank for rank, name in enumerate(order)}
    return TieBreakingRule(lambda instance, profile, project: place[project.name])


def cheaper_first(order: Sequence[str]) -> TieBreakingRule:
    """Ours by default: the cheaper, then more votes, then the tie order."""
    place = {name: rank for rank, name in enumerate(order)}
    return TieBreakingRule(
        lambda instance, profile, project: (
            project.cost,
            -profile.approval_score(project),
            place[project.name],
        )
    )


def _names(outcome: Iterable[Project]) -> list[str]:
    return [project.name for project in outcome]
