"""Who may vote, with how many votes, and why not."""
# Each member who is not suspended has access to the meeting and one vote; the statutes may give
# more to a kind of member (BW 2:38 lid 1). A roll is a snapshot of this on one day.

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from governance.rules.errors import CountError
from governance.rules.membership import MembershipStatus, status

# A member votes with that many unit ballots at most; more is a slip in the settings.
MOST_VOTES = 20


class Entitlement(StrEnum):
    """Whether an elector may vote, and otherwise why not (closed list)."""

    ENTITLED = "entitled"
    NOT_YET_MEMBER = "not yet a member"
    LEFT = "left"
    SUSPENDED = "suspended"
    NO_VOTE = "kind without a vote"
    ELSEWHERE = "other neighbourhood"


@dataclass(frozen=True, slots=True)
class Elector:
    """A person as the rule sees them."""

    kind: str
    # The names of where they live, the quarter first and then its district.
    places: tuple[str, ...]
    joined_on: datetime.date
    left_on: datetime.date | None = None
    suspended_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class RollRule:
    """Who have how many votes."""

    # Per kind of member; a kind that is absent or has 0 has none.
    votes: Mapping[str, int]
    # The only one whose members vote; None: all.
    neighbourhood: str | None = None
    # How many other members one voter may stand for (BW 2:38 lid 4 and 5); None: any number.
    proxy_cap: int | None = None
    # Where the statutes say so.
    article: str = ""

    def __post_init__(self) -> None:
        numbers = [*self.votes.values(), self.proxy_cap or 0]
        if not all(type(number) is int and 0 <= number <= MOST_VOTES for number in numbers):
            raise CountError(f"Votes and proxies are whole numbers from 0 to {MOST_VOTES}.")
        if not any(self.votes.values()):
            raise CountError("No kind of member has a vote.")


NO_VOTE_AS = {
    MembershipStatus.COMING: Entitlement.NOT_YET_MEMBER,
    MembershipStatus.LEFT: Entitlement.LEFT,
    MembershipStatus.SUSPENDED: Entitlement.SUSPENDED,
}


def entitlement(elector: Elector, rule: RollRule, on: datetime.date) -> tuple[Entitlement, int]:
    """The entitlement on that day, and the votes: 0 unless entitled."""
    votes = rule.votes.get(elector.kind, 0)
    now = status(elector.joined_on, elector.left_on, elector.suspended_on, on)
    if now is not MembershipStatus.ACTIVE:
        return NO_VOTE_AS[now], 0
    if not votes:
        return Entitlement.NO_VOTE, 0
    if rule.neighbourhood is not None and rule.neighbourhood not in elector.places:
        return Entitlement.ELSEWHERE, 0
    return Entitlement.ENTITLED, votes
