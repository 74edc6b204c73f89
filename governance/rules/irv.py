"""Instant-runoff voting: one seat, the lowest excluded until a candidate has the majority."""

# At each stage whoever has more than half of the continuing votes, or is the only one left, is
# elected. Else the candidate with the fewest votes is excluded, one at a time, and each of those
# ballots goes to its next preference who continues. A ballot without one is exhausted
# and counts in `nontransferable`. The majority is one of the votes that still count; whether it
# is also one of all valid votes is for `Election.majority_of_valid` to tell: in law they differ.
#
# Ties: the most recent earlier stage at which they differed, else whoever stands last in the tie
# order is excluded. When two remain with equal votes the tie is still about the exclusion, and
# so decides the seat; a tie elects a candidate in no other way. A tie is of the
# stage that it led to: the one at which the chosen candidate is excluded.
#
# Equal ranks: see `transfers`. Source: "preferential voting" in Robert's Rules of Order Newly
# Revised; it leaves ties open, which go as above.

from collections.abc import Iterable

from governance.rules.election import Action, Election, check_seats
from governance.rules.profile import Profile
from governance.rules.seats import declare
from governance.rules.transfers import Run

RULE = "irv"
VERSION = "1"


def count(profile: Profile, *, seats: int = 1, tie_order: Iterable[str] = ()) -> Election:
    """The election by IRV; CountError for more seats than one or an incomplete tie order."""
    # Votes are whole, scale 1; the default tie order is that of the ballot paper.
    check_seats(profile, seats, most=1)
    declared = declare(RULE, VERSION, profile, seats, tie_order)
    run = Run(profile, declared.tie_order)
    run.record(Action.COUNT, (), run.elect(_majority(run)))
    while not run.winners:
        excluded, _ = run.exclude()
        run.record(Action.EXCLUDE, (excluded,), run.elect(_majority(run)))
    return run.completed(declared)


def _majority(run: Run) -> list[int]:
    # The last candidate left is elected too, whatever their votes.
    if len(run.continuing) == 1:
        return list(run.continuing)
    votes = sum(run.totals)
    return [candidate for candidate in run.continuing if 2 * run.totals[candidate] > votes]
