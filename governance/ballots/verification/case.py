"""All that is stored of one poll, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from governance.ballots.box import receipts
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    BulletinBoard,
    Choice,
    Link,
    Participation,
    Poll,
    RollEntry,
    Tally,
)

Kind = AuditEvent.Kind


@dataclass(frozen=True)
class Case:
    """`voted`: ids of roll entries that took part."""

    poll: Poll
    events: list[AuditEvent]
    choices: list[Choice]
    roll: list[RollEntry]
    voted: set[int]
    ballots: list[Ballot]
    links: list[Link]
    boards: dict[bool, BulletinBoard]
    tally: Tally | None

    @property
    def closing(self) -> AuditEvent | None:
        """The event that ended the casting and says what was in the box."""
        ends = (Kind.CLOSED, Kind.IMPORTED, Kind.CANCELLED)
        return next((e for e in self.events if e.kind in ends and "board" in e.detail), None)

    def all_of(self, *kinds: Kind) -> list[AuditEvent]:
        return [event for event in self.events if event.kind in kinds]

    def last(self, *kinds: Kind) -> AuditEvent | None:
        return next(reversed(self.all_of(*kinds)), None)

    def locator(self, code: str) -> str:
        return code if self.poll.sealed else receipts.locator(code)

    @property
    def took_part(self) -> list[RollEntry]:
        return [entry for entry in self.roll if entry.pk in self.voted]


def read(poll: Poll) -> Case:
    events = list(AuditEvent.objects.filter(poll=poll).order_by("number", "pk"))
    for event in events:
        event.poll = poll
    return Case(
        poll=poll,
        events=events,
        choices=list(Choice.objects.filter(poll=poll)),
        roll=list(
            RollEntry.objects.filter(poll=poll)
            .select_related("proxy", "member")
            .order_by("number", "pk")
        ),
        voted=set(
            Participation.objects.filter(entry__poll=poll).values_list("entry_id", flat=True)
        ),
        ballots=list(Ballot.objects.filter(poll=poll)),
        links=list(Link.objects.filter(entry__poll=poll)),
        boards={board.final: board for board in BulletinBoard.objects.filter(poll=poll)},
        tally=Tally.objects.filter(poll=poll).first(),
    )


def heads_and_votes(entries: list[RollEntry]) -> dict[str, Any]:
    return {"heads": len(entries), "votes": sum(entry.votes for entry in entries)}
