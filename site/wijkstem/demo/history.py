"""Giving the invented votes their place in the past.

The ballot box knows only the present: its clock is the database's. So the demo holds a vote now
and dates it back before anybody has seen it, with its hashes made anew. A real vote never passes
through here: this module is not even installed in production.
"""

import datetime

from django.db import transaction

from governance.ballots.actions import locks
from governance.ballots.actions.lifecycle import freeze, move
from governance.ballots.actions.record import event_hash, record
from governance.ballots.actions.seal import unlink
from governance.ballots.models import AuditEvent, Ballot, Poll

COUNTED_AFTER = datetime.timedelta(minutes=12)


@transaction.atomic
def close(poll: Poll, *, by: str, at: datetime.datetime) -> Poll:
    """Closes the box at a moment in the past, and leaves the count to whoever starts it."""
    poll = locks.seize(poll.pk)
    move(poll, Poll.State.CLOSED)
    poll.closes_at = poll.closed_at = at
    freeze(poll)
    poll.save()
    unlink(poll)
    ballots = Ballot.objects.filter(poll=poll).count()
    record(poll, AuditEvent.Kind.CLOSED, at=at, by=by, ballots=ballots)
    return poll


@transaction.atomic
def date_back(poll: Poll) -> None:
    """Lets the poll have been opened when it says so, and its events follow that."""
    poll = locks.seize(poll.pk)
    poll.opened_at = poll.opens_at
    poll.save(update_fields=["opened_at"])
    moments = {AuditEvent.Kind.OPENED: poll.opened_at}
    if poll.closed_at:
        moments[AuditEvent.Kind.CLOSED] = poll.closed_at
        moments[AuditEvent.Kind.TALLIED] = poll.closed_at + COUNTED_AFTER
    previous = ""
    for event in poll.events.order_by("number"):
        event.at = moments[AuditEvent.Kind(event.kind)]
        if "frozen" in event.detail:
            event.detail["frozen"] = poll.frozen_hash
        event.previous = previous
        event.hash = previous = event_hash(event)
        event.save()
