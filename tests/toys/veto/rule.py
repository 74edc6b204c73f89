"""Veto: everybody names one whom they do not want, and the fewest vetoes win."""

from dataclasses import replace

from governance.rules.election import Action, Stage
from governance.rules.seats import by_votes, declare, fill

RULE = "veto"
VERSION = "1"


def count(profile, *, most, seats=1, tie_order=()):
    """`most`: whoever has more vetoes is out, though they may win if all are."""
    opened = declare(RULE, VERSION, profile, seats, tie_order, [("most", most)])
    totals = [0] * len(profile.candidates)
    for (vetoed,), number in profile.ballots.items():
        totals[vetoed] += number
    worst_first = by_votes(totals, range(len(totals)))
    allowed = [place for place in worst_first if totals[place[0]] <= most] or worst_first
    winners, ties = fill(reversed(allowed), seats, opened.tie_order, profile.candidates)
    stage = Stage(Action.COUNT, (), winners, tuple(totals))
    return replace(opened, winners=winners, stages=(stage,), ties=ties)
