"""Writing the audit chain of a poll."""

import datetime
from typing import Any

from governance.ballots.box import canonical
from governance.ballots.models import AuditEvent, Poll
from governance.members.access.actor import Actor


def record(
    poll: Poll, kind: AuditEvent.Kind, *, at: datetime.datetime, by: Actor, **detail: Any
) -> AuditEvent:
    """Adds the next event and makes it the head of the poll's chain."""
    # The caller holds the poll's exclusive lock, so no two events get the same number.
    last = AuditEvent.objects.filter(poll=poll).order_by("-number").first()
    event = AuditEvent(
        poll=poll,
        number=last.number + 1 if last else 1,
        kind=kind,
        at=at,
        by_name=by.name,
        by_number=by.number,
        detail=detail,
        previous=last.hash if last else "",
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    poll.head = event.hash
    Poll.objects.filter(pk=poll.pk).update(head=event.hash)
    return event


def event_body(event: AuditEvent) -> list[Any]:
    """What the hash of an event covers, beside the previous hash."""
    at = event.at.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    by = {"name": event.by_name, "number": event.by_number}
    return [event.poll.slug, event.number, event.kind, at, by, event.detail]


def event_hash(event: AuditEvent) -> str:
    body = canonical.dumps(event_body(event))
    return canonical.digest("wijkstem audit event 2", event.previous, body)
