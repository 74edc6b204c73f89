"""Budget polls in the ballot box: how they are frozen, checked and counted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from budgets.rounds.ballot_types import ballot_type, check_ballot, read_rules, type_of
from budgets.rounds.configuration import BudgetConfiguration, BudgetRules, CountSettings
from budgets.rounds.models import BudgetPoll, OnBallot
from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import to_data
from budgets.rules.equal_shares import VERSION, Progress
from budgets.rules.profile import Ballots, Project
from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.configuration import settings_of
from governance.ballots.kinds.polls import Choice, PollLike
from governance.rules.errors import CountError
from governance.rules.quorum import Attendance


def freeze(
    poll: PollLike, rules: BudgetRules, shared: kinds.Shared, draw: kinds.Draw
) -> BudgetConfiguration:
    """Budget, costs, rules, the ballot, and the one order in which ties are resolved.

    The tie order is drawn at opening, where the rules do not bring one. Rules of an imported poll
    bring everything: it is frozen before it is tied to its round.
    """
    money, ballot = money_of(poll, rules), type_of(rules)
    keys = list(money.costs)
    check_ballot(rules, len(keys))
    longest = ballot.shape.longest(keys, rules)
    return ballot.configuration(
        **shared,
        **settings_of(ballot.settings, rules),
        rule=("equal-shares", int(VERSION)),
        count=CountSettings(**settings_of(CountSettings, rules)),
        ballot=ballot.name,
        budget=money.budget,
        currency=money.currency,
        projects=tuple(money.costs.items()),
        tie_order=tuple(rules.tie_order or draw(keys)),
        body_size=canonical.room_for(*({ballot.shape.key: said} for said in longest)),
    )


@dataclass(frozen=True)
class Money:
    budget: int
    currency: str
    costs: Mapping[str, int]


def money_of(poll: PollLike, rules: BudgetRules) -> Money:
    """As an imported poll brings it, or of the envelope with the costs of the plans now."""
    if rules.budget is not None and rules.currency is not None and rules.costs is not None:
        return Money(rules.budget, rules.currency, rules.costs)
    vote = BudgetPoll.objects.select_related("envelope__round").filter(poll=poll.pk).first()
    if vote is None:
        raise CountError("The vote is on no envelope of a round.")
    costs: dict[str, int] = {}
    for plan in OnBallot.objects.of_poll(poll):
        if plan.project.cost is None:
            raise CountError(f"The cost of {plan.key} is not known.")
        costs[plan.key] = plan.project.cost
    return Money(vote.envelope.amount, vote.envelope.round.currency, costs)


def check(choice: Choice, configuration: BudgetConfiguration) -> Choice:
    """What a ballot of the round can say; within the budget where the round limits ballots to it,
    and with as many plans as it asks."""
    shape = type_of(configuration).shape
    if not isinstance(choice, dict) or set(choice) != {shape.key}:
        raise kinds.InvalidBallot("wrong shape")
    said = shape.check(choice[shape.key], configuration)
    costs, rules = configuration.costs, configuration.count
    if rules.limit and sum(costs[key] for key in said) > configuration.budget:
        raise kinds.InvalidBallot("over budget")
    if said and len(said) < rules.minimum:
        raise kinds.InvalidBallot("too few projects")
    return {shape.key: said}


def count(
    configuration: BudgetConfiguration, ballots: Mapping[str, int], report: kinds.Report
) -> Choice:
    """Equal shares as the result, and greedy beside it for comparison."""
    profile = profile_of(configuration, ballots)
    rules, order = configuration.count, list(configuration.tie_order)

    def tell(progress: Progress) -> None:
        report("shares", progress.done, progress.total)

    shares = equal_shares.count(
        profile,
        configuration.budget,
        utility=rules.utility,
        completion=rules.completion,
        step=rules.step,
        progress=tell,
        tie_order=order,
        minimum_support=rules.minimum_support,
    )
    report("greedy", 0, None)
    beside = greedy.count(
        profile,
        configuration.budget,
        misfit=rules.misfit,
        tie_order=order,
        minimum_support=rules.minimum_support,
    )
    return {"equal_shares": to_data(shares), "greedy": to_data(beside)}


def profile_of(configuration: BudgetConfiguration, ballots: Mapping[str, int]) -> Ballots:
    """The aggregated profile of the distinct ballots."""
    found = type_of(configuration)
    projects = [Project(key, cost) for key, cost in configuration.projects]
    said = ((json.loads(body)[found.shape.key], number) for body, number in ballots.items())
    return found.profile(projects, said, configuration)


class BudgetCount(kinds.Count[BudgetRules, BudgetConfiguration]):
    name = "budget"
    slow = True

    def read_rules(self, data: Any) -> BudgetRules:
        return read_rules(data)

    def read_configuration(self, data: Any) -> BudgetConfiguration:
        name = data.get("ballot", "") if isinstance(data, dict) else ""
        return ballot_type(name).configuration.from_data(data)

    def freeze(
        self,
        poll: PollLike,
        rules: BudgetRules,
        shared: kinds.Shared,
        draw: kinds.Draw = kinds.by_lot,
    ) -> BudgetConfiguration:
        return freeze(poll, rules, shared, draw)

    def check(self, choice: Choice, configuration: BudgetConfiguration) -> Choice:
        return check(choice, configuration)

    def count(
        self,
        configuration: BudgetConfiguration,
        turnout: Attendance,
        ballots: Mapping[str, int],
        report: kinds.Report,
    ) -> Choice:
        return count(configuration, ballots, report)

    def recount(self, rule: str) -> str:
        return "budgets.rounds.standalone.budget"
