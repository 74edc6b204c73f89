"""On which days members who have not voted yet are reminded."""
# Days of the calendar, not hours: a vote that closes on Sunday at noon, with a reminder one day
# before, gives one on Saturday.

import datetime
from collections.abc import Collection

# Days before closing, where a vote does not say: one that leaves time to ask, one that does not
# leave time to forget.
DAYS = (3, 1)


def is_day(
    today: datetime.date,
    *,
    opened_on: datetime.date,
    closes_on: datetime.date,
    days: Collection[int] = DAYS,
) -> bool:
    """Whether today is a day for a reminder of a vote with these days."""
    # Not the day on which it opened: then every voter got a mail already.
    return today > opened_on and (closes_on - today).days in days


def is_near(
    today: datetime.date, *, closes_on: datetime.date, days: Collection[int] = DAYS
) -> bool:
    """Whether a reminder of other votes names this one too."""
    # Its own first reminder, or a later one, could be today.
    return 0 <= (closes_on - today).days <= max(days, default=-1)
