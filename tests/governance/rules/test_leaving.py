"""When a membership that is given up ends (BW 2:36 lid 1)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.leaving import last_day

DAY = datetime.timedelta(days=1)
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 1, 1))
notices = st.integers(0, 730)
months = st.integers(1, 12)


@pytest.mark.parametrize(
    ("given_on", "notice", "month", "last"),
    [
        ("2026-12-03", 28, 12, "2026-12-31"),  # four weeks fit before the end of the year
        ("2026-12-04", 28, 12, "2027-12-31"),  # they do not
        ("2027-01-01", 28, 12, "2027-12-31"),
        ("2026-05-04", 28, 6, "2026-06-30"),
        ("2028-01-20", 28, 2, "2028-02-29"),
        ("2026-01-01", 400, 12, "2027-12-31"),
    ],
)
def test_as_the_law_says_where_the_statutes_are_silent(given_on, notice, month, last):
    found = last_day(
        datetime.date.fromisoformat(given_on),
        notice_days=notice,
        ends_with_year=True,
        year_ends_in=month,
    )
    assert found == datetime.date.fromisoformat(last)


def year_of(day, month):
    """The financial year in which that day lies, named by the calendar year of its end."""
    return day.year + (day.month > month)


@given(days, notices, months)
def test_it_is_the_first_end_of_a_year_after_the_notice_or_that_of_the_next_year(
    given_on, notice, month
):
    found = last_day(given_on, notice_days=notice, ends_with_year=True, year_ends_in=month)
    assert found.month == month
    assert (found + DAY).month == month % 12 + 1
    assert year_of(found, month) <= year_of(given_on, month) + 1
    full = given_on + notice * DAY
    assert found >= full or year_of(found, month) == year_of(given_on, month) + 1
    assert found < full or year_of(found, month) == year_of(full, month)


@given(days, notices, months)
def test_days_alone_are_the_days_but_never_longer_than_the_law_allows(given_on, notice, month):
    found = last_day(given_on, notice_days=notice, year_ends_in=month)
    full = given_on + notice * DAY
    if year_of(full, month) <= year_of(given_on, month) + 1:
        assert found == full
    else:
        assert year_of(found, month) == year_of(given_on, month) + 1
        assert found < full


@given(days, st.integers(0, 400), notices, months, st.booleans())
def test_who_gives_notice_later_leaves_no_earlier(given_on, later, notice, month, with_year):
    rule = {"notice_days": notice, "ends_with_year": with_year, "year_ends_in": month}
    assert last_day(given_on, **rule) <= last_day(given_on + later * DAY, **rule)
