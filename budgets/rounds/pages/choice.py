"""A ballot of a round in words."""

from __future__ import annotations

from dataclasses import dataclass

from budgets.rounds.ballot_types import type_of
from budgets.rounds.configuration import BudgetConfiguration
from governance.ballots.kinds.polls import Choice, PollLike


@dataclass(frozen=True)
class ChosenPlan:
    """`number`: its points or its place, where a ballot says one."""

    title: str
    cost: int
    number: str = ""


@dataclass(frozen=True)
class ChosenPlans:
    """As frozen, and their total cost. `mark` follows each number, for those who hear the page."""

    plans: list[ChosenPlan]
    cost: int
    intro: str = ""
    mark: str = ""
    note: str = ""


def chosen_plans(poll: PollLike, choice: Choice) -> ChosenPlans:
    """Most points or first place first; the dearest, where all are equal."""
    frozen = BudgetConfiguration.of(poll.configuration)
    titles, costs, found = frozen.labels, frozen.costs, type_of(frozen)
    keys = {key: key for key in titles}
    said = found.shape.read(choice[found.shape.key], keys, frozen)
    plans = [ChosenPlan(titles[key], costs[key], number) for number, key in said.lines]
    if not found.pointed:
        plans.sort(key=lambda plan: -plan.cost)
    return ChosenPlans(plans, sum(plan.cost for plan in plans), said.intro, said.mark, said.note)
