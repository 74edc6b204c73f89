"""The count of a budget in words and tables."""

from collections.abc import Iterable

from budgets.rules.allocation import Resolution, Tie
from wijkstem.counting import tables, text_projects, text_shares
from wijkstem.counting.budget import BudgetCount
from wijkstem.counting.options import CHEAPER, LISTED
from wijkstem.counting.text_projects import Purse

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
MISFIT = {
    "skip": "is passed over",
    "stop": "ends the count",
}
BECAUSE = {
    Resolution.CHEAPER: "it is the cheaper",
    Resolution.VOTES: "it has more votes",
    Resolution.TIE_ORDER: "it stands first in the tie order",
}


def text(counted: BudgetCount) -> str:
    """What was counted, the working, the ties and the result."""
    purse = Purse.of(counted)
    return "\n".join(
        [
            *_what(counted, purse),
            *text_shares.lines(counted.allocation, purse),
            *_ties(counted),
            *text_projects.lines(counted, purse),
            "",
        ]
    )


def _what(counted: BudgetCount, purse: Purse) -> list[str]:
    asked, allocation, election = counted.asked, counted.allocation, counted.election
    title = tables.clean(election.meta.get("description") or counted.path.stem)
    votes, least = _votes(counted), election.minimum_support
    name = NAMES[allocation.rule].format(votes=votes)
    rows = [
        ("File", tables.clean(str(counted.path))),
        ("Rule", f"{allocation.rule}, version {allocation.version}: {name}"),
        *_settings(counted, purse),
        ("Points", f"per rank {', '.join(map(str, asked.points))}" if asked.points else ""),
        ("Support", f"a project needs {least:,} {votes}" if least else ""),
        ("Ties", _tie_setting(counted)),
        ("Budget", purse.amount(allocation.budget)),
        ("Projects", tables.number(len(allocation.outcomes))),
        (
            "Ballots",
            f"{election.cast:,} cast: {allocation.voters:,} valid "
            f"({len(election.profile.ballots):,} different), {allocation.blank:,} blank",
        ),
    ]
    return [*tables.wrapped(title), "", *tables.facts(rows)]


def _settings(counted: BudgetCount, purse: Purse) -> Iterable[tuple[str, str]]:
    asked = counted.asked
    if asked.rule == "greedy":
        yield "Order", ORDER[asked.utility].format(votes=_votes(counted))
        yield "Misfit", f"a project that does not fit in the money left {MISFIT[asked.misfit]}"
        return
    step = dict(counted.allocation.options).get("step", 0)
    yield "Utility", f"{asked.utility}: {WORTH[asked.utility]}"
    told = COMPLETION[asked.completion]
    yield "Completion", told.format(step=purse.amount(int(step)), votes=_votes(counted))


def _votes(counted: BudgetCount) -> str:
    """What the support for a project is counted in."""
    return "points" if counted.gives_points else "votes"


def _tie_setting(counted: BudgetCount) -> str:
    ties = counted.asked.ties
    if ties == CHEAPER:
        more = f"then that with more {_votes(counted)}, "
        more = "" if counted.asked.rule == "greedy" else more
        return f"the cheaper project goes first, {more}then the one listed first"
    if ties == LISTED:
        return "the project listed first goes first"
    return f"the order in {tables.clean(ties)} decides"


def _ties(counted: BudgetCount) -> list[str]:
    allocation = counted.allocation
    found = tables.heading("Ties")
    for tie in allocation.ties:
        sentence = f"{_when(counted, tie)}, place {tie.place}: {_tie(tie)}"
        found += tables.wrapped(sentence[:1].upper() + sentence[1:], rest="  ")
    if not allocation.ties:
        found.append("There were no ties.")
    earlier = 0 if allocation.shares is None else allocation.shares.earlier_ties
    if earlier:
        found.append(f"Ties in earlier runs, whose results do not stand: {earlier:,}.")
    return found


def _when(counted: BudgetCount, tie: Tie) -> str:
    shares = counted.allocation.shares
    if shares is None:
        return "in the order"
    if tie.run == 0:
        return "from the money left"
    return f"run {tie.run:,}"


def _tie(tie: Tie) -> str:
    return (
        f"{tables.listed(tie.tied)} were equal; {tables.clean(tie.chosen)} goes first, "
        f"because {BECAUSE[tie.resolved_by]}."
    )
