"""Deleting ballots, participations, links and proxies of votes long past; results, boards and the
audit chain stay for ever."""

from collections.abc import Iterable

from django.db import transaction

from governance.ballots.actions import clock
from governance.ballots.actions.record import record
from governance.ballots.box import locks
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    Link,
    Participation,
    Poll,
    ProxyGrant,
    RollEntry,
)
from governance.ballots.models.polls import BALLOTS_KEPT
from governance.members.access.actor import Actor


def purge_due(polls: Iterable[Poll]) -> int:
    return sum(purge(poll=poll, by=Actor.clock()) for poll in polls)


@transaction.atomic
def purge(*, poll: Poll, by: Actor) -> bool:
    """Deletes the ballots of one poll and who took part; an event says how many. False for a poll
    that is not old enough or was purged before."""
    poll = locks.lock_exclusive(poll.pk)
    due = Poll.objects.to_purge(clock.now() - BALLOTS_KEPT)
    if not due.filter(pk=poll.pk).exists():
        return False
    poll.purged_at = clock.now()
    poll.scrubbed_at = None  # the deleted rows are to leave the database's file too
    poll.save(update_fields=["purged_at", "scrubbed_at"])
    db = Poll.objects.db
    Link.objects.filter(entry__poll=poll)._raw_delete(db)
    ballots = Ballot.objects.filter(poll=poll)._raw_delete(db)
    participations = Participation.objects.filter(entry__poll=poll)._raw_delete(db)
    RollEntry.objects.filter(poll=poll).update(proxy=None)
    ProxyGrant.objects.filter(poll=poll).delete()
    record(
        poll,
        AuditEvent.Kind.PURGED,
        at=poll.purged_at,
        by=by,
        ballots=ballots,
        participations=participations,
    )
    return True
