"""Budget polls in the ballot box: how they are frozen, checked and counted."""

import json
import random
from collections.abc import Mapping
from typing import Any

from budgets.rounds.models import BudgetPoll, OnBallot
from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import to_data
from budgets.rules.equal_shares import VERSION, Progress
from budgets.rules.profile import Profile, Project
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
part. limit: a ballot may not cost more than the budget. minimum: how many projects a ballot that
is not blank must name."""

MONEY = ("budget", "currency", "costs")
"""What the rules of an imported poll say of the money."""


def freeze(poll: PollLike) -> Choice:
    """Budget, costs, rules, and the one order in which ties are resolved.

    The tie order is drawn at opening, where the rules do not bring one. Rules of an imported poll
    bring everything: it is frozen before it is tied to its round.
    """
    rules = DEFAULT_RULES | {
        name: value for name, value in poll.rules.items() if name in DEFAULT_RULES
    }
    money = money_of(poll) | {name: poll.rules[name] for name in MONEY if name in poll.rules}
    costs = money["costs"]
    order = poll.rules.get("tie_order") or random.SystemRandom().sample(list(costs), len(costs))
    return {
        "count": rules,
        "budget": money["budget"],
        "currency": money["currency"],
        "projects": list(costs.items()),
        "tie_order": order,
        "body_size": canonical.room_for({"approve": sorted(costs)}),
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
    """Approved projects, each once; within the budget where the round limits ballots to it."""
    approved = choice.get("approve")
    if set(choice) != {"approve"} or not isinstance(approved, list):
        raise kinds.InvalidBallot("not a list of projects")
    if not all(isinstance(key, str) for key in approved):
        raise kinds.InvalidBallot("unknown project")
    costs = dict(frozen["projects"])
    if not costs.keys() >= set(approved):
        raise kinds.InvalidBallot("unknown project")
    if len(set(approved)) < len(approved):
        raise kinds.InvalidBallot("repeated project")
    rules = frozen["count"]
    if rules["limit"] and sum(costs[key] for key in approved) > frozen["budget"]:
        raise kinds.InvalidBallot("over budget")
    if approved and len(approved) < rules["minimum"]:
        raise kinds.InvalidBallot("too few projects")
    return {"approve": sorted(approved)}


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


def profile_of(frozen: Mapping[str, Any], ballots: Mapping[str, int]) -> Profile:
    """The aggregated profile of the distinct ballots."""
    projects = tuple(Project(key, cost) for key, cost in frozen["projects"])
    place = {project.id: index for index, project in enumerate(projects)}
    approvals: dict[tuple[int, ...], int] = {}
    for body, number in ballots.items():
        distinct = tuple(sorted(place[key] for key in json.loads(body)["approve"]))
        approvals[distinct] = approvals.get(distinct, 0) + number
    blank = approvals.pop((), 0)
    return Profile(projects, approvals, blank)


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
