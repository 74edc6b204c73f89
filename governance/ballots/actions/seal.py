"""Unlinking: after closing, nothing tells whose ballot is whose.

A database keeps rows in the order in which they came (`rowid` on SQLite, `ctid` and `xmin` on
PostgreSQL). Until closing, the tenth participation and the tenth ballot are of the same voter.
And it keeps deleted rows in its file until they are cleaned out.
"""

from django.db import connection, transaction

from governance.ballots.actions import locks
from governance.ballots.models import Ballot, Link, PaperBallot, Participation, Poll
from governance.ballots.models.states import Mode, State

BATCH = 2000
TABLES = (Ballot, Participation, Link, PaperBallot)


def unlink(poll: Poll) -> int:
    """Destroys the links of a confidential poll, and writes the ballots anew in the order of their
    codes, the participations in the order of the roll. A vote by name keeps its links.

    The caller holds the poll's exclusive lock, so no cast comes in between; the poll is still open
    in the database, which refuses changes to a closed box. Returns how many links were destroyed.
    """
    if poll.mode == Mode.OPEN:
        return 0
    links = Link.objects.filter(entry__poll=poll)
    destroyed: int = links._raw_delete(links.db)
    ballots = list(Ballot.objects.filter(poll=poll).order_by("code"))
    Ballot.objects.filter(poll=poll)._raw_delete(links.db)
    Ballot.objects.bulk_create(ballots, batch_size=BATCH)
    entries = Participation.objects.filter(entry__poll=poll).order_by("entry_id")
    participations = list(entries)
    Participation.objects.filter(entry__poll=poll)._raw_delete(links.db)
    Participation.objects.bulk_create(participations, batch_size=BATCH)
    return destroyed


def scrub_due() -> int:
    """Cleans the deleted rows of closed polls out of the database's files; the scheduler calls it.

    Returns for how many polls that was done. It waits its turn: while it works, no ballot is cast.
    """
    waiting = Poll.objects.exclude(state__in=[State.DRAFT, State.OPEN]).filter(scrubbed_at=None)
    polls = list(waiting.values_list("pk", flat=True))
    if polls:
        scrub()
        Poll.objects.filter(pk__in=polls).update(scrubbed_at=locks.now())
    return len(polls)


def scrub() -> None:
    """VACUUM: rewrites the tables (SQLite: the file), so that no deleted row can be read back."""
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("VACUUM needs no transaction around it")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ", ".join(connection.ops.quote_name(t._meta.db_table) for t in TABLES)
            cursor.execute(f"VACUUM (FULL) {tables}")
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
