"""The one clock of the ballot box: the database's, the same for all processes."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection
from django.utils.dateparse import parse_datetime

_held: ContextVar[datetime.datetime | None] = ContextVar("held", default=None)


def now() -> datetime.datetime:
    # Read it under the lock: then no other process decides about the poll at that moment.
    return _held.get() or _database_time()


def _database_time() -> datetime.datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            moment: datetime.datetime = cursor.fetchone()[0]
            return moment
        cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")
        parsed = parse_datetime(cursor.fetchone()[0])
        assert parsed is not None  # noqa: S101
        return parsed


@contextmanager
def held_at(moment: datetime.datetime) -> Iterator[None]:
    # The demo and the tests act in the past and the future.
    if not settings.DEMO:
        raise RuntimeError("The clock of the ballot box cannot be held in production.")
    before = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(before)
