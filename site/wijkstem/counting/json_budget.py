"""The count of a budget as plain data for JSON; `docs/count.md` is the contract."""

from fractions import Fraction
from typing import Any

from budgets.rules.allocation import Outcome, Shares, Tie
from wijkstem.counting.as_json import Number
from wijkstem.counting.budget import BudgetCount
from wijkstem.counting.numbers import exact, money
from wijkstem.counting.options import CHEAPER, LISTED


def data(counted: BudgetCount) -> dict[str, Any]:
    """Money is in units of the file: numbers, and exact fractions as text."""
    allocation, scale = counted.allocation, counted.election.scale
    return {
        "rule": allocation.rule,
        "version": allocation.version,
        "options": _options(counted),
        "ballots": {
            "cast": counted.election.cast,
            "valid": allocation.voters,
            "blank": allocation.blank,
            "distinct": len(counted.election.profile.ballots),
        },
        "winners": list(allocation.selected),
        "cost": Number(money(allocation.spent, scale)),
        "budget": Number(money(allocation.budget, scale)),
        "ties": [_tie(tie) for tie in allocation.ties],
        "stages": _stages(counted),
    }


def _options(counted: BudgetCount) -> dict[str, Any]:
    asked, allocation = counted.asked, counted.allocation
    options: dict[str, Any] = {"utility": asked.utility}
    if asked.rule == "greedy":
        options["misfit"] = asked.misfit
    else:
        options["completion"] = asked.completion
        if asked.step is not None:
            step = dict(allocation.options)["step"]
            options["step"] = Number(money(int(step), counted.election.scale))
    if asked.points:
        options["points"] = list(asked.points)
    if counted.election.minimum_support:
        options["minimum_support"] = counted.election.minimum_support
    if asked.ties in (CHEAPER, LISTED):
        return {**options, "ties": asked.ties}
    return {**options, "ties": "file", "tie_order": list(allocation.tie_order)}


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "run": tie.run,
        "place": tie.place,
        "tied": list(tie.tied),
        "chosen": tie.chosen,
        "resolved_by": tie.resolved_by.value,
    }


def _stages(counted: BudgetCount) -> list[dict[str, Any]]:
    """The share, then the purchases in order, then what was not funded as on the ballot paper."""
    allocation, scale = counted.allocation, counted.election.scale
    funded = [outcome for outcome in allocation.outcomes if outcome.funded]
    funded.sort(key=lambda outcome: outcome.place or 0)
    missed = [outcome for outcome in allocation.outcomes if not outcome.funded]
    names = {project.id: project.name for project in counted.election.projects}
    shares = [] if allocation.shares is None else [_shares(allocation.shares, scale)]
    return shares + [
        {
            "action": "fund" if outcome.funded else "pass",
            "project": outcome.project,
            "name": names[outcome.project],
            **_outcome(outcome, scale),
        }
        for outcome in funded + missed
    ]


def _shares(shares: Shares, scale: int) -> dict[str, Any]:
    return {
        "action": "share",
        "first": exact(shares.first, scale),
        "final": exact(shares.final, scale),
        "runs": shares.runs,
        "final_run": shares.final_run,
        "stopped": shares.stopped.value,
        "earlier_ties": shares.earlier_ties,
    }


def _outcome(outcome: Outcome, scale: int) -> dict[str, Any]:
    known = {
        "place": outcome.place,
        "cost": Number(money(outcome.cost, scale)),
        "votes": outcome.votes,
        "score": outcome.score,
        "reason": outcome.reason.value,
        "price": _exact(outcome.price, scale),
        "payers": outcome.payers,
        "paying_full": outcome.paying_full,
    }
    if not outcome.funded:
        known = {name: known[name] for name in ("cost", "votes", "score", "reason")}
    left, short = _exact(outcome.left, scale), _exact(outcome.short, scale)
    room = None if outcome.room is None else Number(money(outcome.room, scale))
    return {**known, "left": left, "short": short, "room": room}


def _exact(amount: Fraction | None, scale: int) -> str | None:
    return None if amount is None else exact(amount, scale)
