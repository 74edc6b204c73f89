"""The list of polls: those still to vote on, those open, and those decided."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ballots import kinds
from governance.ballots.capabilities import KEEP_KEYS, WRITE_DRAFTS
from governance.ballots.kinds.forms import Drafting
from governance.ballots.models import Poll, RollEntry
from governance.ballots.models.states import State
from governance.members.access.visitor import Visitor


@dataclass(frozen=True)
class PollListPage:
    """`drafted`: the kinds for which the board writes drafts here; `drafts`: None for others."""

    to_cast: list[RollEntry]
    open: list[Poll]
    past: list[Poll]
    drafts: list[Poll] | None
    drafted: list[Drafting]
    keeps_keys: bool

    @classmethod
    def for_visitor(cls, visitor: Visitor) -> PollListPage:
        member, prepares = visitor.member, visitor.can(WRITE_DRAFTS)
        polls = list(Poll.objects.visible_to(member).select_related("neighbourhood"))
        drafts = Poll.objects.filter(state=State.DRAFT).select_related("neighbourhood")
        waiting = RollEntry.objects.to_cast_by(member) if member else RollEntry.objects.none()
        to_cast = list(waiting.select_related("poll"))
        mine = {entry.poll_id for entry in to_cast}
        return cls(
            to_cast=to_cast,
            open=[poll for poll in polls if poll.running and poll.pk not in mine],
            past=[poll for poll in polls if not poll.running],
            drafts=list(drafts) if prepares else None,
            drafted=list(kinds.drafted().values()),
            keeps_keys=visitor.can(KEEP_KEYS),
        )
