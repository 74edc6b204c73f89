"""The last day of a membership that is given up (BW 2:36)."""

import calendar
import datetime

DECEMBER = 12


def last_day(
    given_on: datetime.date,
    *,
    notice_days: int,
    ends_with_year: bool = False,
    year_ends_in: int = DECEMBER,
) -> datetime.date:
    """The first day on which the membership may end (BW 2:36 lid 1)."""
    # With `ends_with_year`: the first end of a financial year after the notice period. The end of
    # the financial year after the one in which notice is given is early enough, whatever the
    # statutes say. The financial year ends with the month `year_ends_in`, 1 to 12.
    day = given_on + datetime.timedelta(days=notice_days)
    if ends_with_year:
        day = end_of_year(day, year_ends_in)
    of_this_year = end_of_year(given_on, year_ends_in)
    return min(day, end_of_year(of_this_year + datetime.timedelta(days=1), year_ends_in))


def end_of_year(day: datetime.date, month: int) -> datetime.date:
    year = day.year + (day.month > month)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
