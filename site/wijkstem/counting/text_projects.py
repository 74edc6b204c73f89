"""The projects of a budget: which are funded, at which price, and why the others are not."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from budgets.rules.allocation import Outcome, Reason
from wijkstem.counting import tables
from wijkstem.counting.budget import BudgetCount
from wijkstem.counting.numbers import decimal

ID = 24  # columns for the id of a project


@dataclass(frozen=True, slots=True)
class Purse:
    """How amounts are written. scale: minor units per unit of money.

    whole: all amounts in the file are whole units, so that they need no decimals.
    """

    scale: int
    whole: bool
    currency: str

    @classmethod
    def of(cls, counted: BudgetCount) -> "Purse":
        allocation, scale = counted.allocation, counted.election.scale
        amounts = [allocation.budget, *(outcome.cost for outcome in allocation.outcomes)]
        currency = tables.clean(counted.election.meta.get("currency", ""))
        return cls(scale, all(amount % scale == 0 for amount in amounts), currency)

    def cost(self, minor: int) -> str:
        """An amount, with decimals only where there are any, or where amounts in the file have."""
        places = 0 if self.whole and minor % self.scale == 0 else len(str(self.scale)) - 1
        return decimal(minor, self.scale, places, ",")

    def amount(self, minor: int) -> str:
        """With the currency, if the file tells one; with decimals only where there are any."""
        places = len(str(self.scale)) - 1 if minor % self.scale else 0
        return f"{decimal(minor, self.scale, places, ',')} {self.currency}".rstrip()

    def fraction(self, minor: Fraction) -> str:
        """Part of an amount: minor units, cut off."""
        return decimal(floor(minor), self.scale, len(str(self.scale)) - 1, ",")


def lines(counted: BudgetCount, purse: Purse) -> list[str]:
    """Both tables, and the sums."""
    outcomes = counted.allocation.outcomes
    funded = sorted((o for o in outcomes if o.funded), key=lambda o: o.place or 0)
    missed = sorted((o for o in outcomes if not o.funded), key=lambda o: -(o.score or 0))
    names = {project.id: project.name or "" for project in counted.election.projects}
    found = _unfunded(counted, missed, names, purse) + _funded(counted, funded, names, purse)
    return [*found, "", *_sums(counted, len(funded), purse)]


def _funded(
    counted: BudgetCount, funded: Sequence[Outcome], names: dict[str, str], purse: Purse
) -> list[str]:
    found = tables.heading(f"Funded: {tables.counted(len(funded), 'project')}")
    if not funded:
        return [*found, "No project is funded."]
    priced = any(outcome.price is not None for outcome in funded)
    head = ["", "Project", "Name", "Cost", *_support_head(counted)]
    head += ["Price"] if priced else []
    rows = [
        [
            f"{outcome.place}.",
            *_project(outcome, names, purse),
            *_support(counted, outcome),
            *([_price(outcome, purse)] if priced else []),
        ]
        for outcome in funded
    ]
    align = "><<" + ">" * (len(head) - 3)
    return [*found, *tables.table(head, rows, align, flexible=2), *_legend(counted, priced)]


def _legend(counted: BudgetCount, priced: bool) -> list[str]:
    if not priced:
        return []
    each = " for each point given" if counted.gives_points else ""
    told = f"Price: what a supporter pays{each}; who has less left pays all of it."
    if any(o.reason is Reason.COMPLETED for o in counted.allocation.outcomes):
        told += " left over: paid from the money that was left, most votes first."
    return ["", *tables.wrapped(told)]


def _price(outcome: Outcome, purse: Purse) -> str:
    if outcome.price is not None:
        return purse.fraction(outcome.price)
    return "left over" if outcome.reason is Reason.COMPLETED else "-"


def _unfunded(
    counted: BudgetCount, missed: Sequence[Outcome], names: dict[str, str], purse: Purse
) -> list[str]:
    if not missed:
        return []
    head = ["Project", "Name", "Cost", *_support_head(counted), "Why not"]
    rows = [
        [*_project(outcome, names, purse), *_support(counted, outcome), _why(outcome, purse)]
        for outcome in missed
    ]
    align = "<<" + ">" * (len(head) - 3) + "<"
    title = tables.heading(f"Not funded: {tables.counted(len(missed), 'project')}")
    found = [*title, *tables.table(head, rows, align, flexible=1)]
    if any(outcome.room is not None for outcome in missed):
        found += ["", "The money that was left did not pay for one of these either."]
    return found


def _project(outcome: Outcome, names: dict[str, str], purse: Purse) -> list[str]:
    name = tables.clean(names[outcome.project])
    return [tables.cut(tables.clean(outcome.project), ID), name, purse.cost(outcome.cost)]


def _support_head(counted: BudgetCount) -> list[str]:
    return ["Votes", "Points"] if counted.gives_points else ["Votes"]


def _support(counted: BudgetCount, outcome: Outcome) -> list[str]:
    votes = tables.number(outcome.votes)
    return [votes, tables.number(outcome.score or 0)] if counted.gives_points else [votes]


def _why(outcome: Outcome, purse: Purse) -> str:
    """Money left is cut off and money short follows from it, so that both make the cost."""
    left = floor(outcome.left or 0)
    short = purse.cost(outcome.cost - left)
    return {
        Reason.NO_SUPPORT: "nobody voted for it",
        Reason.BELOW_MINIMUM: "less support than a project needs",
        Reason.SUPPORTERS_SHORT: f"supporters {short} short",
        Reason.DOES_NOT_FIT: f"{short} more than was left",
        Reason.AFTER_STOP: "the count had ended",
        Reason.COSTS_NOTHING: "costs nothing: outside the vote",
        Reason.ABOVE_BUDGET: "costs more than the budget",
    }[outcome.reason]


def _sums(counted: BudgetCount, funded: int, purse: Purse) -> list[str]:
    allocation = counted.allocation
    return tables.wrapped(
        f"{tables.counted(funded, 'project')} for {purse.amount(allocation.spent)} of "
        f"{purse.amount(allocation.budget)}; {purse.amount(allocation.unspent)} unspent."
    )
