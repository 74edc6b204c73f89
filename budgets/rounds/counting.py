"""Budget polls in the ballot box: how they are frozen, checked and counted."""

import json
import random
from collections.abc import Mapping
from typing import Any

from budgets.rounds.ballot_types import ballot_settings, ballot_type
from budgets.rounds.models import BudgetPoll, OnBallot
from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import to_data
from budgets.rules.equal_shares import VERSION, Progress
from budgets.rules.profile import Ballots, Project
from governance.ballots import kinds
from governance.ballots.box import canonical
from governance.ballots.kinds.polls import Choice, PollLike

DEFAULT_RULES = {
    "utility": "cost",
    "completion": "add1u",
    "step": 100,
    "minimum_support": 0,
    "misfit": "skip",
    "limit": False,
    "minimum": 0,
}
"""step: cents by which add1 raises a share. minimum_support: votes that a project must have to take
part (points, where ballots give these). limit: a ballot may not cost more than the budget. minimum:
how many projects a ballot that is not blank must name. What one says is in ballot_types.py."""

MONEY = ("budget", "currency", "costs")
"""What the rules of an imported poll say of the money."""


def freeze(poll: PollLike) -> Choice:
    """Budget, costs, rules, the ballot, and the one order in which ties are resolved.

    The tie order is drawn at opening, where the rules do not bring one. Rules of an imported poll
    bring everything: it is frozen before it is tied to its round.
    """
    rules = DEFAULT_RULES | {
        name: value for name, value in poll.rules.items() if name in DEFAULT_RULES
    }
    money = money_of(poll) | {name: poll.rules[name] for name in MONEY if name in poll.rules}
    costs = money["costs"]
    ballot = ballot_settings(poll.rules, len(costs))
    shape = ballot_type(ballot).shape
    order = poll.rules.get("tie_order") or random.SystemRandom().sample(list(costs), len(costs))
    return {
        "count": rules,
        "budget": money["budget"],
        "currency": money["currency"],
        "projects": list(costs.items()),
        "tie_order": order,
        **ballot,
        "body_size": canonical.room_for(
            *({shape.key: said} for said in shape.longest(list(costs), ballot))
        ),
    }


def money_of(poll: PollLike) -> dict[str, Any]:
    """The money of the envelope and the costs of the plans, as they are now."""
    vote = BudgetPoll.objects.select_related("envelope__round").filter(poll=poll.pk).first()
    if vote is None:
        return {}
    return {
        "budget": vote.envelope.amount,
        "currency": vote.envelope.round.currency,
        "costs": {plan.key: plan.project.cost for plan in OnBallot.objects.of_poll(poll)},
    }


def check(choice: Choice, frozen: Mapping[str, Any]) -> Choice:
    """What a ballot of the round can say; within the budget where the round limits ballots to it,
    and with as many plans as it asks."""
    shape = ballot_type(frozen).shape
    if not isinstance(choice, dict) or set(choice) != {shape.key}:
        raise kinds.InvalidBallot("wrong shape")
    said = shape.check(choice[shape.key], frozen)
    costs, rules = dict(frozen["projects"]), frozen["count"]
    if rules["limit"] and sum(costs[key] for key in said) > frozen["budget"]:
        raise kinds.InvalidBallot("over budget")
    if said and len(said) < rules["minimum"]:
        raise kinds.InvalidBallot("too few projects")
    return {shape.key: said}


def count(frozen: Mapping[str, Any], ballots: Mapping[str, int], report: kinds.Report) -> Choice:
    """Equal shares as the result, and greedy beside it for comparison."""
    profile = profile_of(frozen, ballots)
    rules = frozen["count"]
    shared = {
        "tie_order": frozen["tie_order"],
        "minimum_support": rules.get("minimum_support", 0),
    }

    def tell(progress: Progress) -> None:
        report("shares", progress.done, progress.total)

    shares = equal_shares.count(
        profile,
        frozen["budget"],
        utility=rules["utility"],
        completion=rules["completion"],
        step=rules["step"],
        progress=tell,
        **shared,
    )
    report("greedy", 0, None)
    beside = greedy.count(profile, frozen["budget"], misfit=rules["misfit"], **shared)
    return {"equal_shares": to_data(shares), "greedy": to_data(beside)}


def profile_of(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> Ballots:
    """The aggregated profile of the distinct ballots."""
    found = ballot_type(frozen)
    projects = [Project(key, cost) for key, cost in frozen["projects"]]
    said = ((json.loads(body)[found.shape.key], number) for body, number in ballots.items())
    return found.profile(projects, said, frozen)


class BudgetCount(kinds.Count):
    name = "budget"
    rule = "equal-shares"
    version = int(VERSION)
    slow = True

    def freeze(self, poll: PollLike) -> Choice:
        return freeze(poll)

    def check(self, choice: Choice, frozen: Mapping[str, Any]) -> Choice:
        return check(choice, frozen)

    def count(
        self, frozen: Mapping[str, Any], ballots: Mapping[str, int], report: kinds.Report
    ) -> Choice:
        return count(frozen, ballots, report)

    def recount(self, frozen: Mapping[str, Any]) -> str:
        return "budgets.rounds.standalone.budget"
