"""The outcome of a count in plain words, from the frozen configuration and the count alone."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.rounds.ballot_types import type_of
from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.money import money
from budgets.rules.allocation import Allocation, Outcome, Reason, from_data


@dataclass(frozen=True)
class Row:
    """A plan in the result: its outcome, why, and what the greedy rule would have done. `points`:
    None where ballots give none."""

    title: str
    outcome: Outcome
    greedy: Outcome
    why: str
    points: int | None = None

    @property
    def percent(self) -> int:
        """The part of the cost that its supporters could pay together, in whole percents."""
        if self.outcome.funded:
            return 100
        if not self.outcome.left or not self.outcome.cost:
            return 0
        # never a full bar for a plan that was not funded
        return min(99, int(100 * self.outcome.left / self.outcome.cost))


@dataclass(frozen=True)
class TieRow:
    """A tie: the titles of the equal plans, and which one went first."""

    tied: list[str]
    chosen: str
    resolved_by: str
    pointed: bool = False

    @property
    def decided_by(self) -> str:
        more = _("the one with more points") if self.pointed else _("the one with more votes")
        words = {"cheaper": _("the cheaper one"), "votes": more}
        return words.get(self.resolved_by) or _("by the order drawn beforehand")


@dataclass(frozen=True)
class Result:
    """`pointed`: its ballots give points."""

    currency: str
    pointed: bool
    shares: Allocation
    greedy: Allocation
    funded: list[Row]
    unfunded: list[Row]
    ties: list[TieRow]

    @property
    def differing(self) -> int:
        return len(set(self.shares.selected) ^ set(self.greedy.selected))


BY_POINTS = (Reason.FUNDED, Reason.COMPLETED, Reason.NO_SUPPORT, Reason.BELOW_MINIMUM)
"""What needs other words where ballots give points."""


def established(configuration: BudgetConfiguration, data: dict[str, Any]) -> str:
    result = read_result(configuration, data)
    if not result.funded:
        return _("No plan is funded.")
    return _("Funded: %(plans)s. Together they cost %(cost)s.") % {
        "plans": "; ".join(row.title for row in result.funded),
        "cost": money(result.shares.spent, result.currency),
    }


def read_result(configuration: BudgetConfiguration, data: dict[str, Any]) -> Result:
    shares, greedy = from_data(data["equal_shares"]), from_data(data["greedy"])
    titles, currency = configuration.labels, configuration.currency
    pointed = type_of(configuration).pointed
    beside = {outcome.project: outcome for outcome in greedy.outcomes}
    rows = [
        Row(
            titles[found.project],
            found,
            beside[found.project],
            why(found, currency, pointed),
            found.score if pointed else None,
        )
        for found in shares.outcomes
    ]
    return Result(
        currency=currency,
        pointed=pointed,
        shares=shares,
        greedy=greedy,
        funded=sorted(
            (row for row in rows if row.outcome.funded), key=lambda row: row.outcome.place or 0
        ),
        unfunded=sorted(
            (row for row in rows if not row.outcome.funded),
            key=lambda row: (-row.percent, -(row.outcome.score or 0)),
        ),
        ties=[
            TieRow([titles[key] for key in tie.tied], titles[tie.chosen], tie.resolved_by, pointed)
            for tie in shares.ties
        ],
    )


def why(outcome: Outcome, currency: str, pointed: bool = False) -> str:
    """In one or two sentences why this project was or was not funded."""
    if pointed and outcome.reason in BY_POINTS:
        return why_by_points(outcome, currency)

    def amount(value: int | Fraction | None) -> str:
        return money(value or 0, currency)

    match outcome.reason:
        case Reason.FUNDED:
            return ngettext(
                "%(payers)s supporter with money left paid for it, at most %(price)s.",
                "%(payers)s supporters with money left paid for it, at most %(price)s each.",
                outcome.payers or 0,
            ) % {"payers": outcome.payers, "price": amount(outcome.price)}
        case Reason.COMPLETED:
            return _(
                "Its supporters could not pay for it together, but it had the most votes of the "
                "plans that fitted in the %(room)s left over."
            ) % {"room": amount(outcome.room)}
        case Reason.EVERYTHING_FITS:
            return _("All plans with support fit in the budget together.")
        case Reason.NO_SUPPORT:
            return _("Nobody voted for it.")
        case Reason.BELOW_MINIMUM:
            return _("It has fewer votes than a plan needs to take part.")
        case Reason.COSTS_NOTHING:
            return _("It costs nothing, so it needs no vote.")
        case Reason.ABOVE_BUDGET:
            return _("It costs more than the whole budget.")
        case Reason.SUPPORTERS_SHORT:
            return _(
                "Its supporters had %(left)s left of the %(cost)s needed: %(short)s short."
            ) % {
                "left": amount(outcome.left),
                "cost": amount(outcome.cost),
                "short": amount(outcome.short),
            }
        case Reason.DOES_NOT_FIT:
            return _("There was %(left)s left in the budget: %(short)s short.") % {
                "left": amount(outcome.left),
                "short": amount(outcome.short),
            }
        case Reason.AFTER_STOP:
            return _("The count had stopped at a plan that did not fit.")


def why_by_points(outcome: Outcome, currency: str) -> str:
    match outcome.reason:
        case Reason.FUNDED:
            return ngettext(
                "%(payers)s supporter with money left paid for it, at most %(price)s for each "
                "point.",
                "%(payers)s supporters with money left paid for it, at most %(price)s for each "
                "point.",
                outcome.payers or 0,
            ) % {"payers": outcome.payers, "price": money(outcome.price or 0, currency)}
        case Reason.COMPLETED:
            return _(
                "Its supporters could not pay for it together, but it had the most points of the "
                "plans that fitted in the %(room)s left over."
            ) % {"room": money(outcome.room or 0, currency)}
        case Reason.NO_SUPPORT:
            return _("Nobody gave it a point.")
    return _("It has fewer points than a plan needs to take part.")
