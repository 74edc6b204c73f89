"""Holding the invented votes in the past.

The ballot box knows only the present: its clock is the database's. So the demo turns that clock
back while it lets members vote, and every hash is right from the start. A real vote never passes
through here: this module is not even installed in production.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from governance.ballots.actions import locks

COUNTED_AFTER = datetime.timedelta(minutes=12)


@contextmanager
def at(moment: datetime.datetime | None) -> Iterator[None]:
    """Lets it be that moment; None: now."""
    real = locks.now
    if moment is not None:
        locks.now = lambda: moment
    try:
        yield
    finally:
        locks.now = real
