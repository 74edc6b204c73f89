"""The status of a membership on a day: it begins and ends at the start of a day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules.membership import MembershipStatus, status

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)
ACTIVE, SUSPENDED, LEFT, COMING = MembershipStatus
days = st.dates(TODAY - 9 * DAY, TODAY + 9 * DAY)


@pytest.mark.parametrize(
    ("joined", "left", "suspended", "expected"),
    [
        (TODAY, None, None, ACTIVE),
        (TODAY + DAY, None, None, COMING),
        (TODAY + DAY, TODAY + DAY, TODAY, COMING),
        (TODAY - DAY, TODAY, None, LEFT),
        (TODAY - DAY, TODAY + DAY, None, ACTIVE),
        (TODAY, TODAY, None, LEFT),
        (TODAY - DAY, None, TODAY, SUSPENDED),
        (TODAY - DAY, None, TODAY + DAY, ACTIVE),
        (TODAY - DAY, TODAY, TODAY - DAY, LEFT),
        (TODAY - DAY, TODAY + DAY, TODAY - DAY, SUSPENDED),
    ],
)
def test_every_status_begins_at_the_start_of_its_day(joined, left, suspended, expected):
    assert status(joined, left, suspended, TODAY) is expected


@given(days, days, st.none() | days)
def test_a_membership_comes_runs_and_ends_in_that_order(joined, left, suspended):
    joined, left = sorted([joined, left])
    course = [
        status(joined, left, suspended, TODAY + number * DAY).value for number in range(-10, 11)
    ]
    order = ["coming", "active", "suspended", "left"]
    assert course == sorted(course, key=order.index)
    assert sum(one in ("active", "suspended") for one in course) == (left - joined).days
