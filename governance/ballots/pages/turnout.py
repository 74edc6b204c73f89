"""How many take part, and how many are needed: numbers only, never choices."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from governance.ballots.models import Poll
from governance.rules.quorum import Holders, Presence, check, quorum_from


@dataclass(frozen=True)
class Turnout:
    """Members ("heads") and votes that took part so far, and of all on the roll; `quorum`: None
    where none is asked."""

    present: Holders
    entitled: Holders
    quorum: Presence | None

    @property
    def complete(self) -> bool:
        return 0 < self.entitled.heads == self.present.heads

    @property
    def uneven(self) -> bool:
        """Whether some have more votes than others, so that heads and votes differ."""
        return self.entitled.heads != self.entitled.votes


def read_turnout(poll: Poll) -> Turnout:
    """One query."""
    voted = Q(participation__isnull=False)
    numbers = poll.roll.aggregate(
        entitled_heads=Count("pk"),
        entitled_votes=Sum("votes"),
        present_heads=Count("pk", filter=voted),
        present_votes=Sum("votes", filter=voted),
    )
    present = Holders(numbers["present_heads"], numbers["present_votes"] or 0)
    entitled = Holders(numbers["entitled_heads"], numbers["entitled_votes"] or 0)
    asked = (poll.frozen or {}).get("quorum")
    quorum = check(quorum_from(asked), present=present, entitled=entitled) if asked else None
    return Turnout(present, entitled, quorum)
