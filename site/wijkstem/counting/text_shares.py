"""The working of equal shares in words: the share of a voter, and how it grew."""

from budgets.rules.allocation import Allocation, Shares, Stop
from wijkstem.counting import tables
from wijkstem.counting.text_projects import Purse

STOPPED = {
    Stop.EVERYTHING_FITS: "All projects that have support fit in the budget together, so that no "
    "shares were needed.",
    Stop.NOTHING_TO_BUY: "No project with support can be paid, so that no shares were needed.",
}


def lines(allocation: Allocation, purse: Purse) -> list[str]:
    """Nothing for greedy, which knows no shares."""
    shares = allocation.shares
    if shares is None:
        return []
    told = [STOPPED[shares.stopped]] if shares.stopped in STOPPED else _course(shares, purse)
    return [*tables.heading("Shares"), *(line for text in told for line in tables.wrapped(text))]


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
