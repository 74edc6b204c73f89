"""The page of the proxies that a voter gave and received."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ballots.actions.electors import proxy_cap_of
from governance.ballots.models import Poll, RollEntry
from governance.ballots.pages.roll import why_not_on_roll
from governance.members.models import Member


@dataclass(frozen=True)
class ProxyPage:
    """`mine`: the voter's own line on the roll; `why_not`: why there is none."""

    poll: Poll
    mine: RollEntry | None
    received: list[RollEntry]
    cap: int | None
    why_not: str

    @classmethod
    def for_voter(cls, poll: Poll, voter: Member) -> ProxyPage:
        mine = poll.roll.filter(member=voter).select_related("proxy", "participation").first()
        return cls(
            poll=poll,
            mine=mine,
            received=list(RollEntry.objects.filter(poll=poll, proxy__member=voter)),
            cap=proxy_cap_of(poll),
            why_not=why_not_on_roll(poll, voter) if poll.running and mine is None else "",
        )
