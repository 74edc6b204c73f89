"""Deleting what must not be kept: ballots, participations, links and proxies of votes long past,
and then the names of former members on their rolls.

A decision can be annulled until a year after it became known (BW 2:15 lid 5), so the ballots stay
a month longer than that. Results, boards and the audit chain stay for ever.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet

from governance.ballots.actions import clock, locks
from governance.ballots.actions.record import record
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    Link,
    Participation,
    Poll,
    ProxyGrant,
    RollEntry,
)
from governance.ballots.models.states import State
from governance.members.access.actor import Actor

KEPT = datetime.timedelta(days=396)
"""Thirteen months after closing."""
NOT_YET_DECIDED = (State.DRAFT, State.OPEN, State.CLOSED, State.CONTESTED)
"""In these states nothing is deleted: the vote goes on, or is in dispute."""


def due(cutoff: datetime.datetime | None = None) -> Q:
    """Which polls are old enough: closed by then. Imported ballots were published elsewhere and
    stay."""
    by_then = cutoff or clock.now() - KEPT
    return Q(purged_at=None, source="", closed_at__lte=by_then) & ~Q(state__in=NOT_YET_DECIDED)


def purge_due() -> int:
    """Purges every poll that is old enough. Returns how many."""
    return sum(purge(poll=poll, by=Actor.clock()) for poll in Poll.objects.filter(due()))


@transaction.atomic
def purge(*, poll: Poll, by: Actor) -> bool:
    """Deletes the ballots of one poll, and who took part; an event says how many there were. False
    for a poll that is not old enough, or was purged before."""
    poll = locks.seize(poll.pk)
    if not Poll.objects.filter(due(), pk=poll.pk).exists():
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


def names_due() -> QuerySet[RollEntry]:
    """Lines of rolls that still name former members whose details were erased, in votes whose
    ballots are gone: the roll proves nothing any more then."""
    erased = RollEntry.objects.filter(
        poll__purged_at__isnull=False, member__erased_on__isnull=False
    )
    return erased.exclude(name=F("member__name"))


@transaction.atomic
def forget_names(entries: Iterable[RollEntry]) -> int:
    """Puts what the register calls these members now on the roll. Returns how many lines."""
    rows = list(
        RollEntry.objects.filter(pk__in=[entry.pk for entry in entries]).select_related("member")
    )
    for row in rows:
        row.name = row.member.name
    return RollEntry.objects.bulk_update(rows, ["name"]) if rows else 0
