"""Count a Pabulib budget file as was asked."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgets.rules import equal_shares, greedy
from budgets.rules.allocation import Allocation, TieBreak
from budgets.rules.pabulib import PabulibElection, read_election
from budgets.rules.profile import PointsProfile, ProfileError
from governance.rules.source import FileError
from wijkstem.counting.options import CHEAPER, LISTED, Budget, Refusal, short
from wijkstem.counting.tie_file import read_order

AMOUNT = re.compile(r"([0-9]{1,30})(?:\.([0-9]{1,30}))?", re.ASCII)
MOST_STEPS = 10**8  # in a share before it is raised; in real elections there are some thousands
ORDERS = {"cost": "votes", "cardinality": "votes-per-euro"}  # utility -> order of greedy


@dataclass(frozen=True, slots=True)
class BudgetCount:
    """asked: what was asked.  election: what the file held.  allocation: what came out."""

    asked: Budget
    election: PabulibElection
    allocation: Allocation

    @property
    def path(self) -> Path:
        return self.asked.path

    @property
    def gives_points(self) -> bool:
        """Whether the ballots give points: then a score is not a number of votes."""
        return isinstance(self.election.profile, PointsProfile)


def count(asked: Budget) -> BudgetCount:
    """Raises Refusal for a file, a step, points or a tie order that cannot be counted with."""
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
    """The step in minor units; of no meaning for a completion that raises no share."""
    if asked.step is None:
        return 1
    step = minor_units(asked.step, election.scale)
    _check_course(election, step)
    return step


def _check_course(election: PabulibElection, step: int) -> None:
    """Raise Refusal for a step that is nothing beside a share: raising it would take days."""
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
    decimals = (found[2] or "").rstrip("0")
    digits = len(str(scale)) - 1
    if len(decimals) > digits:
        raise Refusal(
            f"--step {text} is too fine: the money of this file is counted in {digits} decimals."
        )
    step = int(found[1]) * scale + int(decimals.ljust(digits, "0") or "0")
    if step == 0:
        raise Refusal("--step must be more than 0.")
    return step
