"""Counting back in time, for terms after which something must be deleted."""

import calendar
import datetime


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` earlier, or the last day of that month where it is shorter."""
    # The first of all days where the calendar does not go back far enough.
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    if year < datetime.MINYEAR:
        return datetime.date.min
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_before(day: datetime.date, days: int) -> datetime.date:
    return datetime.date.fromordinal(max(1, day.toordinal() - days))
