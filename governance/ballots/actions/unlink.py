"""Unlinking: after closing, nothing tells whose ballot is whose.

A database keeps rows in the order in which they came (`rowid` on SQLite, `ctid` and `xmin` on
PostgreSQL). Until closing, the tenth participation and the tenth ballot are of the same voter.
And it keeps deleted rows in its file until they are cleaned out.
"""

import logging
import re
from typing import Any

from django.db import OperationalError, connection, transaction

from governance.ballots.actions import clock
from governance.ballots.box import locks
from governance.ballots.models import Ballot, BulletinBoard, Link, PaperBallot, Participation, Poll
from governance.ballots.models.states import Mode, State
from governance.notifications.models import OutboxMail

logger = logging.getLogger(__name__)
BATCH = 2000
TABLES = (Ballot, Participation, Link, BulletinBoard, PaperBallot, OutboxMail)
LONGEST_WAIT = "2s"
"""For the lock on a table; casts queue behind who waits for it."""


def unlink(poll: Poll) -> int:
    """Destroys the links of a confidential poll, and writes the ballots anew in the order of their
    codes, the participations in the order of the roll. The last checkpoint goes too: what the
    final board has more are the ballots of the last voters, perhaps of one. A vote by name keeps
    its links.

    The caller holds the poll's exclusive lock, so no cast comes in between; the poll is still open
    in the database, which refuses changes to a closed box. Returns how many links were destroyed.
    """
    if poll.mode == Mode.OPEN:
        return 0
    BulletinBoard.objects.filter(poll=poll, final=False).delete()
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


def vacuum_due() -> int:
    """Cleans the deleted rows of closed polls out of the database's files; the scheduler calls it.

    Returns for how many polls that was done. Where it cannot be done now, since somebody still
    reads those rows or holds the tables, the next call tries again.
    """
    waiting = Poll.objects.exclude(state__in=[State.DRAFT, State.OPEN]).filter(scrubbed_at=None)
    polls = list(waiting.values_list("pk", flat=True))
    if not polls or not vacuum():
        return 0
    return Poll.objects.filter(pk__in=polls).update(scrubbed_at=clock.now())


def vacuum() -> bool:
    """VACUUM: rewrites the tables (SQLite: the file), so that no deleted row can be read back.
    True if none is left."""
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("VACUUM needs no transaction around it")
    try:
        clean = vacuum_tables() if connection.vendor == "postgresql" else vacuum_file()
    except OperationalError as error:
        logger.warning("The cleaning after a vote waits: %s", type(error).__name__)
        locks.close_broken_connection()
        return False
    if not clean:
        logger.warning("The cleaning after a vote waits for somebody who still reads")
    return clean


def vacuum_file() -> bool:
    """SQLite: the file, and the log beside it, which holds what was written until it is cut."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _moved = cursor.fetchone()
    return not busy


def vacuum_tables() -> bool:
    """PostgreSQL: one table at a time. Casts on other polls wait while it works, so it does not
    make them wait long for its turn. What an older transaction can still see, it keeps, and says
    how many rows that are."""
    kept: list[str] = []
    connection.ensure_connection()
    server = connection.connection

    def note(notice: Any) -> None:
        kept.extend(re.findall(r"\d+", notice.message_detail or "")[:1])

    server.add_notice_handler(note)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LONGEST_WAIT}'")
            for model in TABLES:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"VACUUM (FULL, VERBOSE) {table}")
    finally:
        server.remove_notice_handler(note)
        if not server.closed:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
    return len(kept) >= len(TABLES) and not any(map(int, kept))
