"""How many take part, and how many are needed: only numbers, never choices."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from governance.ballots.models import Poll
from governance.rules.quorum import (
    Attendance,
    Holders,
    Presence,
    check,
)


@dataclass(frozen=True)
class Turnout:
    """Members ("heads") and votes, so far and on the whole roll. `quorum`: if one is required."""

    present: Holders
    entitled: Holders
    quorum: Presence | None

    @property
    def complete(self) -> bool:
        return 0 < self.entitled.heads == self.present.heads

    @property
    def uneven(self) -> bool:
        """Whether some members have more votes than others."""
        return self.entitled.heads != self.entitled.votes


def read_turnout(poll: Poll) -> Turnout:
    voted = Q(participation__isnull=False)
    # One query.
    numbers = poll.roll.aggregate(
        entitled_heads=Count("pk"),
        entitled_votes=Sum("votes"),
        present_heads=Count("pk", filter=voted),
        present_votes=Sum("votes", filter=voted),
    )
    present = Holders(numbers["present_heads"], numbers["present_votes"] or 0)
    entitled = Holders(numbers["entitled_heads"], numbers["entitled_votes"] or 0)
    return Turnout(present, entitled, presence(poll, Attendance(present, entitled)))


def presence(poll: Poll, turnout: Attendance) -> Presence | None:
    """At the meeting, if there is one; otherwise in the vote."""
    quorum = poll.counting.quorum(poll.configuration) if poll.opened else None
    if quorum is None:
        return None
    there = poll.configuration.attendance or turnout
    return check(quorum, present=there.present, entitled=there.entitled)
