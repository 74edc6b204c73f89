"""The two locks on a poll, and the one clock.

A cast holds the shared lock, closing takes the exclusive one: so no vote is acknowledged that
the tally does not see. On SQLite both are the write lock that BEGIN IMMEDIATE took.
"""

import datetime

from django.db import connection
from django.utils.dateparse import parse_datetime

from governance.ballots.models import Poll


def share(poll_id: int) -> Poll:
    """The poll as it is now; it cannot be closed before this transaction ends."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(Poll._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [poll_id])  # noqa: S608
    return Poll.objects.get(pk=poll_id)


def seize(poll_id: int) -> Poll:
    """The poll as it is now, with every cast on it finished or waiting."""
    return Poll.objects.select_for_update().get(pk=poll_id)


def now() -> datetime.datetime:
    """The database's clock: the same for all processes, and read after the lock."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime.datetime = cursor.fetchone()[0]
            return moment
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")
        parsed = parse_datetime(cursor.fetchone()[0])
        assert parsed is not None  # noqa: S101
        return parsed
