"""A ballot of a round in words."""

from __future__ import annotations

from dataclasses import dataclass

from budgets.rounds.configuration import BudgetConfiguration
from governance.ballots.kinds.polls import Choice, PollLike


@dataclass(frozen=True)
class ChosenPlan:
    title: str
    cost: int


@dataclass(frozen=True)
class ChosenPlans:
    """As they are frozen, dearest first, and what they cost together."""

    plans: list[ChosenPlan]
    cost: int


def chosen_plans(poll: PollLike, choice: Choice) -> ChosenPlans:
    configuration = BudgetConfiguration.of(poll.configuration)
    titles, costs = configuration.labels, configuration.costs
    plans = [ChosenPlan(titles[key], costs[key]) for key in choice["approve"]]
    plans.sort(key=lambda plan: -plan.cost)
    return ChosenPlans(plans, sum(plan.cost for plan in plans))
