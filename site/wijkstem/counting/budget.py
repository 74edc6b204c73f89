"""Count a Pabulib budget file; the result as data for JSON."""

import re
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import Allocation, Outcome, Shares, TieBreak
from budgets.rules.pabulib import PabulibElection, read_election
from budgets.rules.profile import PointsProfile, ProfileError
from governance.rules.source import FileError
from wijkstem.counting.options import CHEAPER, LISTED, Budget, Refusal, read_order, short
from wijkstem.counting.output import Number, digits, exact, money

AMOUNT = re.compile(r"([0-9]{1,30})(?:\.([0-9]{1,30}))?", re.ASCII)
MOST_STEPS = 10**8  # in a share before it is raised; in real elections there are some thousands
ORDERS = {"cost": "votes", "cardinality": "votes-per-euro"}  # utility -> order of greedy


@dataclass(frozen=True, slots=True)
class BudgetCount:
    asked: Budget
    election: PabulibElection
    allocation: Allocation

    @property
    def gives_points(self) -> bool:
        # With points a score is not a number of votes.
        return isinstance(self.election.profile, PointsProfile)

    @property
    def support(self) -> str:
        return "points" if self.gives_points else "votes"


def count(asked: Budget) -> BudgetCount:
    """Raises Refusal for a file, step, points or tie order that cannot be used."""
    try:
        election = read_election(asked.path, points=asked.points)
    except FileError as error:
        raise Refusal(str(error)) from None
    except ProfileError as error:
        raise Refusal(f"{asked.path}: {error}") from None
    return BudgetCount(asked, election, _allocate(asked, election))


def _allocate(asked: Budget, election: PabulibElection) -> Allocation:
    by_order = asked.ties != CHEAPER
    shared: dict[str, Any] = {
        "ties": TieBreak.ORDER if by_order else TieBreak.CHEAPER,
        "tie_order": _tie_order(asked, election) if by_order else (),
        "minimum_support": election.minimum_support,
    }
    if asked.rule == "greedy":
        order = ORDERS[asked.utility]
        return greedy.count(
            election.profile, election.budget, order=order, misfit=asked.misfit, **shared
        )
    return equal_shares.count(
        election.profile,
        election.budget,
        utility=asked.utility,
        completion=asked.completion,
        step=_step(asked, election),
        **shared,
    )


def _tie_order(asked: Budget, election: PabulibElection) -> tuple[str, ...]:
    if asked.ties == LISTED:
        return ()
    return read_order(asked.ties, tuple(project.id for project in election.projects), "project")


def _step(asked: Budget, election: PabulibElection) -> int:
    # A completion that raises no share has no use for it.
    if asked.step is None:
        return 1
    step = minor_units(asked.step, election.scale)
    _check_course(election, step)
    return step


def _check_course(election: PabulibElection, step: int) -> None:
    # Raising a share by a step that is tiny beside it would take days.
    fits = sum(project.cost for project in election.projects) <= election.budget
    if not fits and election.budget > MOST_STEPS * step * election.profile.voters:
        raise Refusal(
            f"{election.name}: A share of this budget is more than {MOST_STEPS:,} times the step: "
            "take a larger --step."
        )


def minor_units(text: str, scale: int) -> int:
    """An amount of `--step` in minor units; `scale` of them are one unit of the file's money."""
    found = AMOUNT.fullmatch(text)
    if not found:
        raise Refusal(f"--step must be an amount like 1 or 0.50, not {short(text)}.")
    decimals, most = (found[2] or "").rstrip("0"), digits(scale)
    if len(decimals) > most:
        raise Refusal(
            f"--step {text} is too fine: the money of this file is counted in {most} decimals."
        )
    step = int(found[1]) * scale + int(decimals.ljust(most, "0") or "0")
    if step == 0:
        raise Refusal("--step must be more than 0.")
    return step


# --- JSON: `docs/count.md` is the contract


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
        "winners": allocation.selected,
        "cost": _money(allocation.spent, scale),
        "budget": _money(allocation.budget, scale),
        "ties": [asdict(tie) for tie in allocation.ties],
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
            step = int(dict(allocation.options)["step"])
            options["step"] = _money(step, counted.election.scale)
    if asked.points:
        options["points"] = asked.points
    if counted.election.minimum_support:
        options["minimum_support"] = counted.election.minimum_support
    if asked.ties in (CHEAPER, LISTED):
        return {**options, "ties": asked.ties}
    return {**options, "ties": "file", "tie_order": allocation.tie_order}


def _stages(counted: BudgetCount) -> list[dict[str, Any]]:
    """The share, the purchases in order, then the other projects as on the ballot paper."""
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
        "stopped": shares.stopped,
        "earlier_ties": shares.earlier_ties,
    }


def _outcome(outcome: Outcome, scale: int) -> dict[str, Any]:
    known = {
        "cost": _money(outcome.cost, scale),
        "votes": outcome.votes,
        "score": outcome.score,
        "reason": outcome.reason,
    }
    if outcome.funded:
        bought = {
            "price": _exact(outcome.price, scale),
            "payers": outcome.payers,
            "paying_full": outcome.paying_full,
        }
        known = {"place": outcome.place, **known, **bought}
    left, lacking = _exact(outcome.left, scale), _exact(outcome.short, scale)
    room = None if outcome.room is None else _money(outcome.room, scale)
    return {**known, "left": left, "short": lacking, "room": room}


def _money(minor: int, scale: int) -> Number:
    return Number(money(minor, scale))


def _exact(amount: Fraction | None, scale: int) -> str | None:
    return None if amount is None else exact(amount, scale)
