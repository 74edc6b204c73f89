"""The two locks on a poll: a cast shares, closing excludes."""

# So the tally sees every vote that was acknowledged. On SQLite both are the write lock that BEGIN
# IMMEDIATE took.

from django.db import connection

from governance.ballots.models import Poll

# In PostgreSQL a transaction can share a row lock ahead of one that waits for it exclusively: as
# long as votes keep coming, closing would wait. So all queue first for a fair advisory lock.
# This is our number among the advisory locks of the database; the second number is the poll's.
QUEUE = 7_306_983


def lock_shared(poll_id: int) -> Poll:
    """The current poll; it cannot be closed before this transaction ends."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(Poll._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [QUEUE, poll_id % 2**31])
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [poll_id])  # noqa: S608
    return Poll.objects.get(pk=poll_id)


def lock_exclusive(poll_id: int) -> Poll:
    """The current poll, with every cast on it finished or waiting."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [QUEUE, poll_id % 2**31])
    return Poll.objects.select_for_update().get(pk=poll_id)


def close_broken_connection() -> None:
    # The next statement opens another.
    if connection.connection and not connection.in_atomic_block and not connection.is_usable():
        connection.close()
