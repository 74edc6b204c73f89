"""What became of a poll, read from its audit chain: extensions, finding, objections, new vote."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from governance.ballots.models import AuditEvent, Poll
from governance.ballots.models.states import Life, State

TOLD = [
    AuditEvent.Kind.EXTENDED,
    AuditEvent.Kind.TALLIED,
    AuditEvent.Kind.FOUND,
    AuditEvent.Kind.CONTESTED,
    AuditEvent.Kind.LAPSED,
    AuditEvent.Kind.CANCELLED,
]


@dataclass(frozen=True)
class Told:
    """An act with its words: the chair's finding, or a reason. `before` and `until`: the ends that
    an extension changed."""

    by: str
    at: datetime.datetime
    words: str
    before: datetime.datetime | None = None
    until: datetime.datetime | None = None


@dataclass(frozen=True)
class Story:
    """`until`: when the last objection can be made; None where none can be made in this state.
    `newer`: the new vote after an objection, also while it is a draft; `earlier`: the vote that
    this one repeats."""

    extensions: list[Told] = field(default_factory=list)
    finding: Told | None = None
    objections: list[Told] = field(default_factory=list)
    lapsed: Told | None = None
    cancelled: Told | None = None
    until: datetime.datetime | None = None
    newer: Poll | None = None
    earlier: Poll | None = None

    @property
    def can_object(self) -> bool:
        return self.until is not None and timezone.now() < self.until


def read_story(poll: Poll) -> Story:
    """Two queries, and one more for a new vote after an objection."""
    events = list(poll.events.filter(kind__in=TOLD))
    by_kind: dict[str, list[Told]] = {kind: [] for kind in TOLD}
    for event in events:
        by_kind[event.kind].append(told(event))
    return Story(
        extensions=by_kind[AuditEvent.Kind.EXTENDED],
        finding=last(by_kind[AuditEvent.Kind.FOUND]),
        objections=by_kind[AuditEvent.Kind.CONTESTED],
        lapsed=last(by_kind[AuditEvent.Kind.LAPSED]),
        cancelled=last(by_kind[AuditEvent.Kind.CANCELLED]),
        until=objectionable_until(poll, events),
        newer=poll.repeated_by.exclude(state=State.CANCELLED).first(),
        earlier=poll.repeats,
    )


def told(event: AuditEvent) -> Told:
    detail = event.detail
    return Told(
        by=event.by_name,
        at=event.at,
        words=detail.get("words") or detail.get("reason", ""),
        before=parse_datetime(detail.get("before", "")),
        until=parse_datetime(detail.get("until", "")),
    )


def last(several: list[Told]) -> Told | None:
    return several[-1] if several else None


def objectionable_until(poll: Poll, events: list[AuditEvent]) -> datetime.datetime | None:
    """Some days after the finding, or after the count where there is no finding yet."""
    begins = [e.at for e in events if e.kind in (AuditEvent.Kind.TALLIED, AuditEvent.Kind.FOUND)]
    if poll.state not in Life.contest.sources or not begins or poll.source:
        return None
    return begins[-1] + datetime.timedelta(days=poll.configuration["objection_days"])
