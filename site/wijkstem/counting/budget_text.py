"""The count of a budget in words and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from budgets.rules.allocation import Allocation, Outcome, Reason, Resolution, Shares, Stop, Tie
from wijkstem.counting import output
from wijkstem.counting.budget import BudgetCount
from wijkstem.counting.options import CHEAPER, LISTED
from wijkstem.counting.output import decimal, digits

ID = 24  # columns for the id of a project
NAMES = {
    "greedy": "most {votes} first",
    "equal-shares": "every voter has an equal share of the budget",
}
WORTH = {
    "cost": "a project is worth its cost to a supporter",
    "cardinality": "every project is worth the same to a supporter",
}
ORDER = {"cost": "by {votes}", "cardinality": "by {votes} for the money ({votes} divided by cost)"}
COMPLETION = {
    "none": "none: money that is left stays unspent",
    "add1": "add1: everybody's share is raised by {step} until the budget would be overspent",
    "add1e": "add1e: everybody's share is raised by {step} until nothing more fits in the budget, "
    "or it would be overspent",
    "utilitarian": "utilitarian: the money that is left buys what still fits, most {votes} first",
    "add1u": "add1u: everybody's share is raised by {step} until the budget would be overspent; "
    "then the money that is left buys what still fits, most {votes} first",
}
MISFIT = {"skip": "is passed over", "stop": "ends the count"}
BECAUSE = {
    Resolution.CHEAPER: "it is the cheaper",
    Resolution.VOTES: "it has more votes",
    Resolution.TIE_ORDER: "it stands first in the tie order",
}
STOPPED = {
    Stop.EVERYTHING_FITS: "All projects that have support fit in the budget together, so that no "
    "shares were needed.",
    Stop.NOTHING_TO_BUY: "No project with support can be paid, so that no shares were needed.",
}


@dataclass(frozen=True, slots=True)
class Purse:
    """How amounts are written; scale: minor units per unit of money."""

    scale: int
    # All amounts in the file are whole units, so they need no decimals.
    whole: bool
    currency: str

    @classmethod
    def for_count(cls, counted: BudgetCount) -> "Purse":
        allocation, scale = counted.allocation, counted.election.scale
        amounts = [allocation.budget, *(outcome.cost for outcome in allocation.outcomes)]
        currency = output.clean(counted.election.meta.get("currency", ""))
        return cls(scale, all(amount % scale == 0 for amount in amounts), currency)

    def cost(self, minor: int) -> str:
        # Decimals only where this amount, or one in the file, has them.
        places = 0 if self.whole and minor % self.scale == 0 else digits(self.scale)
        return decimal(minor, self.scale, places, ",")

    def amount(self, minor: int) -> str:
        # With the currency, if the file names one; decimals only where there are any.
        places = digits(self.scale) if minor % self.scale else 0
        return f"{decimal(minor, self.scale, places, ',')} {self.currency}".rstrip()

    def fraction(self, minor: Fraction) -> str:
        """Part of an amount in minor units, cut off."""
        return decimal(floor(minor), self.scale, digits(self.scale), ",")


def text(counted: BudgetCount) -> str:
    purse = Purse.for_count(counted)
    return "\n".join(
        [
            *_what(counted, purse),
            *_shares(counted.allocation, purse),
            *_ties(counted),
            *_projects(counted, purse),
            "",
        ]
    )


def _what(counted: BudgetCount, purse: Purse) -> list[str]:
    asked, allocation, election = counted.asked, counted.allocation, counted.election
    title = output.clean(election.meta.get("description") or asked.path.stem)
    votes, least = counted.support, election.minimum_support
    name = NAMES[allocation.rule].format(votes=votes)
    rows = [
        ("File", output.clean(str(asked.path))),
        ("Rule", f"{allocation.rule}, version {allocation.version}: {name}"),
        *_settings(counted, purse),
        ("Points", f"per rank {', '.join(map(str, asked.points))}" if asked.points else ""),
        ("Support", f"a project needs {least:,} {votes}" if least else ""),
        ("Ties", _tie_setting(counted)),
        ("Budget", purse.amount(allocation.budget)),
        ("Projects", f"{len(allocation.outcomes):,}"),
        (
            "Ballots",
            f"{election.cast:,} cast: {allocation.voters:,} valid "
            f"({len(election.profile.ballots):,} different), {allocation.blank:,} blank",
        ),
    ]
    return [*output.wrapped(title), "", *output.facts(rows)]


def _settings(counted: BudgetCount, purse: Purse) -> Iterable[tuple[str, str]]:
    asked = counted.asked
    if asked.rule == "greedy":
        yield "Order", ORDER[asked.utility].format(votes=counted.support)
        yield "Misfit", f"a project that does not fit in the money left {MISFIT[asked.misfit]}"
        return
    step = dict(counted.allocation.options).get("step", 0)
    yield "Utility", f"{asked.utility}: {WORTH[asked.utility]}"
    told = COMPLETION[asked.completion]
    yield "Completion", told.format(step=purse.amount(int(step)), votes=counted.support)


def _tie_setting(counted: BudgetCount) -> str:
    ties = counted.asked.ties
    if ties == CHEAPER:
        greedy = counted.asked.rule == "greedy"
        more = "" if greedy else f"then that with more {counted.support}, "
        return f"the cheaper project goes first, {more}then the one listed first"
    if ties == LISTED:
        return "the project listed first goes first"
    return f"the order in {output.clean(ties)} decides"


def _ties(counted: BudgetCount) -> list[str]:
    allocation = counted.allocation
    found = output.heading("Ties")
    for tie in allocation.ties:
        sentence = f"{_when(counted, tie)}, place {tie.place}: {_tie(tie)}"
        found += output.wrapped(sentence[:1].upper() + sentence[1:], rest="  ")
    if not allocation.ties:
        found.append("There were no ties.")
    earlier = 0 if allocation.shares is None else allocation.shares.earlier_ties
    if earlier:
        found.append(f"Ties in earlier runs, whose results do not stand: {earlier:,}.")
    return found


def _when(counted: BudgetCount, tie: Tie) -> str:
    if counted.allocation.shares is None:
        return "in the order"
    return f"run {tie.run:,}" if tie.run else "from the money left"


def _tie(tie: Tie) -> str:
    return (
        f"{output.listed(tie.tied)} were equal; {output.clean(tie.chosen)} goes first, "
        f"because {BECAUSE[tie.resolved_by]}."
    )


# --- the working of equal shares


def _shares(allocation: Allocation, purse: Purse) -> list[str]:
    # Greedy has no shares.
    shares = allocation.shares
    if shares is None:
        return []
    told = [STOPPED[shares.stopped]] if shares.stopped in STOPPED else _course(shares, purse)
    return [*output.heading("Shares"), *(line for text in told for line in output.wrapped(text))]


def _course(shares: Shares, purse: Purse) -> list[str]:
    first = f"Every voter has a share of {purse.fraction(shares.first)} of the budget."
    if shares.stopped is Stop.SINGLE_RUN:
        return [f"{first} The share is not raised."]
    told = [
        f"{first} It is raised step by step: in run {shares.final_run:,}, which stands, it is "
        f"{purse.fraction(shares.final)}."
        if shares.final_run > 1
        else f"{first} The first run stands."
    ]
    if shares.stopped is Stop.NEXT_WOULD_OVERSPEND:
        told.append(f"Run {shares.runs:,} would cost more than the budget.")
    else:
        told.append("After it no project that is left fits in the budget.")
    return told


# --- the projects


def _projects(counted: BudgetCount, purse: Purse) -> list[str]:
    outcomes = counted.allocation.outcomes
    funded = sorted((o for o in outcomes if o.funded), key=lambda o: o.place or 0)
    missed = sorted((o for o in outcomes if not o.funded), key=lambda o: -(o.score or 0))
    names = {project.id: project.name or "" for project in counted.election.projects}
    found = _unfunded(counted, missed, names, purse) + _funded(counted, funded, names, purse)
    return [*found, "", *_sums(counted, len(funded), purse)]


def _funded(
    counted: BudgetCount, funded: Sequence[Outcome], names: dict[str, str], purse: Purse
) -> list[str]:
    found = output.heading(f"Funded: {output.counted(len(funded), 'project')}")
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
    return [*found, *output.table(head, rows, align, flexible=2), *_legend(counted, priced)]


def _legend(counted: BudgetCount, priced: bool) -> list[str]:
    if not priced:
        return []
    each = " for each point given" if counted.gives_points else ""
    told = f"Price: what a supporter pays{each}; who has less left pays all of it."
    if any(o.reason is Reason.COMPLETED for o in counted.allocation.outcomes):
        told += " left over: paid from the money that was left, most votes first."
    return ["", *output.wrapped(told)]


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
    title = output.heading(f"Not funded: {output.counted(len(missed), 'project')}")
    found = [*title, *output.table(head, rows, align, flexible=1)]
    if any(outcome.room is not None for outcome in missed):
        found += ["", "The money that was left did not pay for one of these either."]
    return found


def _project(outcome: Outcome, names: dict[str, str], purse: Purse) -> list[str]:
    name = output.clean(names[outcome.project])
    return [output.cut(output.clean(outcome.project), ID), name, purse.cost(outcome.cost)]


def _support_head(counted: BudgetCount) -> list[str]:
    return ["Votes", "Points"] if counted.gives_points else ["Votes"]


def _support(counted: BudgetCount, outcome: Outcome) -> list[str]:
    votes = f"{outcome.votes:,}"
    return [votes, f"{outcome.score or 0:,}"] if counted.gives_points else [votes]


def _why(outcome: Outcome, purse: Purse) -> str:
    # Money left is cut off and money short follows from it, so the two add up to the cost.
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
    return output.wrapped(
        f"{output.counted(funded, 'project')} for {purse.amount(allocation.spent)} of "
        f"{purse.amount(allocation.budget)}; {purse.amount(allocation.unspent)} unspent."
    )
