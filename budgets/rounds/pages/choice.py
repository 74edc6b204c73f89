"""A ballot of a round in words."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ballots.kinds.polls import Choice, PollLike


@dataclass(frozen=True)
class ChosenPlan:
    title: str
    cost: int


@dataclass(frozen=True)
class ChosenPlans:
    """As frozen, the most expensive first, and their total cost."""

    plans: list[ChosenPlan]
    cost: int


def chosen_plans(poll: PollLike, choice: Choice) -> ChosenPlans:
    titles, costs = dict(poll.configuration["choices"]), dict(poll.configuration["projects"])
    plans = [ChosenPlan(titles[key], costs[key]) for key in choice["approve"]]
    plans.sort(key=lambda plan: -plan.cost)
    return ChosenPlans(plans, sum(plan.cost for plan in plans))
