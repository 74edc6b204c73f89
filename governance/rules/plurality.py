"""Plurality: the first preference of each ballot is one vote, and the most votes win."""

# With more seats than one this is the single non-transferable vote: still one vote for each voter.
# A ballot that puts two or more candidates equally first is a vote for none: it is valid, and
# counts in `nontransferable`. No majority is asked; `Election.majority_of_valid` tells whether
# there is one. Ties, at the edge of the seats and between the elected: the tie order.
#
# Source: "plurality vote" in Robert's Rules of Order Newly Revised.

from collections.abc import Iterable

from governance.rules.election import Election
from governance.rules.profile import Profile
from governance.rules.seats import declare, elect_most_votes

RULE = "plurality"
VERSION = "1"


def count(profile: Profile, *, seats: int = 1, tie_order: Iterable[str] = ()) -> Election:
    """The election by plurality; CountError for bad seats or an incomplete tie order."""
    # Votes are whole; the default tie order is that of the ballot paper.
    declared = declare(RULE, VERSION, profile, seats, tie_order)
    totals = [0] * len(profile.candidates)
    nobody = 0
    for ballot, number in profile.ballots.items():
        first = ballot[0]
        if isinstance(first, int):
            totals[first] += number
        else:
            nobody += number
    return elect_most_votes(declared, totals, nobody)
