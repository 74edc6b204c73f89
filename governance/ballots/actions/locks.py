"""The two locks on a poll.

A cast holds the shared lock, closing takes the exclusive one: so no vote is acknowledged that
the tally does not see. On SQLite both are the write lock that BEGIN IMMEDIATE took.

PostgreSQL lets who shares the lock of a row go before who waits to have it alone: as long as votes
kept coming, closing would wait. So there all come in by one door first, an advisory lock, where
everybody waits in turn.
"""

from django.db import connection

from governance.ballots.models import Poll

DOOR = 7_306_983
"""Our number among the advisory locks of the database; the second number is the poll's."""


def share(poll_id: int) -> Poll:
    """The poll as it is now; it cannot be closed before this transaction ends."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(Poll._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [DOOR, poll_id % 2**31])
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [poll_id])  # noqa: S608
    return Poll.objects.get(pk=poll_id)


def seize(poll_id: int) -> Poll:
    """The poll as it is now, with every cast on it finished or waiting."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [DOOR, poll_id % 2**31])
    return Poll.objects.select_for_update().get(pk=poll_id)


def let_go() -> None:
    """Leaves a connection that broke; the next statement opens another."""
    if connection.connection and not connection.in_atomic_block and not connection.is_usable():
        connection.close()
