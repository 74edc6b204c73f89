"""Approval: a voter names any number of candidates, each gets one vote, the most votes win."""

# The approved candidates of a ballot are one rank: one candidate, or several ranked equal. Two
# ranks that together name every candidate mean the same: the first is approved, the second
# not. Every other ballot is a ranking, and is refused instead of guessed at.
#
# A ballot gives several votes, so the totals may add up to more than the valid ballots. There is
# no `nontransferable` vote (0), and shares of votes are shares of the voters: more than
# `valid` / 2 approve. Ties, at the edge of the seats and between the elected: the tie order.
#
# Source: Brams and Fishburn 1978, "Approval Voting", American Political Science Review 72(3).

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from governance.rules.election import Election
from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Profile, Rank
from governance.rules.seats import declare, elect_most_votes

RULE = "approval"
VERSION = "1"


def count(profile: Profile, *, seats: int = 1, tie_order: Iterable[str] = ()) -> Election:
    """The election by approval; CountError for bad seats, tie order, or other kinds of ballot."""
    # Votes are whole; the default tie order is that of the ballot paper.
    declared = declare(RULE, VERSION, profile, seats, tie_order)
    return elect_most_votes(declared, _votes(profile))


def _votes(profile: Profile) -> list[int]:
    # Ballots cast equally often are counted together, which is quicker.
    cast: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for ballot, number in profile.ballots.items():
        if len(ballot) > 1:
            _check(ballot, profile.candidates)
        approved = ballot[0]
        cast[number].append(approved if isinstance(approved, tuple) else (approved,))
    totals = [0] * len(profile.candidates)
    for number, ballots in cast.items():
        for candidate, times in Counter(chain.from_iterable(ballots)).items():
            totals[candidate] += number * times
    return totals


def _check(ballot: Ballot, names: tuple[str, ...]) -> None:
    # Two ranks that name every candidate are an approval too: see above.
    if len(ballot) == 2 and sum(map(len, map(_members, ballot))) == len(names):
        return
    written = " > ".join(
        " = ".join(names[candidate] for candidate in _members(rank)) for rank in ballot
    )
    raise CountError(
        f"The ballot {written} ranks candidates, so it cannot be counted as approvals: "
        "write the approved candidates as equals, in one rank."
    )


def _members(rank: Rank) -> tuple[int, ...]:
    return rank if isinstance(rank, tuple) else (rank,)
