"""Unlinking: after closing, nothing shows whose ballot is whose.

A database keeps rows in the order in which they came (`rowid` on SQLite, `ctid` and `xmin` on
PostgreSQL): until closing, the tenth participation and the tenth ballot are of the same voter. And
deleted rows stay in its file until they are cleaned out.
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
# For the lock on a table: casts queue behind a process that waits for it.
LONGEST_WAIT = "2s"


def unlink(poll: Poll) -> int:
    """Destroys the links of a confidential poll (a vote by name keeps them); rewrites ballots in
    the order of their codes and participations in the order of the roll. Returns how many links it
    destroyed.

    The caller holds the poll's exclusive lock, so no cast comes in between; the poll is still open
    in the database, which refuses changes to a closed box.
    """
    if poll.mode == Mode.OPEN:
        return 0
    # The difference between the final board and the last checkpoint would be the ballots of the
    # last voters, perhaps of one.
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
    """For the scheduler: removes the deleted rows of closed polls from the database's files."""
    waiting = Poll.objects.exclude(state__in=[State.DRAFT, State.OPEN]).filter(scrubbed_at=None)
    polls = list(waiting.values_list("pk", flat=True))
    # While another process still reads those rows or holds the tables, the next call tries again.
    if not polls or not vacuum():
        return 0
    return Poll.objects.filter(pk__in=polls).update(scrubbed_at=clock.now())


def vacuum() -> bool:
    """Rewrites the tables (SQLite: the file). True if no deleted row can be read back."""
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
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        # The log beside the file also holds what was written, until it is truncated.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _moved = cursor.fetchone()
    return not busy


def vacuum_tables() -> bool:
    kept: list[str] = []
    connection.ensure_connection()
    server = connection.connection

    def note(notice: Any) -> None:
        kept.extend(re.findall(r"\d+", notice.message_detail or "")[:1])

    server.add_notice_handler(note)
    try:
        # One table at a time, with a short wait for its lock: casts on other polls wait meanwhile.
        # VACUUM keeps rows that an older transaction can still see, and says how many.
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
