"""On which days a vote reminds: worked examples, and the days of a whole vote."""

import datetime

import pytest

from governance.rules import reminders

CLOSES = datetime.date(2026, 6, 30)


def before(days):
    return CLOSES - datetime.timedelta(days=days)


def days_of_vote(length, days=reminders.DAYS):
    """How many days before closing one is reminded, in a vote that is open that long."""
    return [
        left
        for left in range(length, -3, -1)
        if reminders.is_day(before(left), opened_on=before(length), closes_on=CLOSES, days=days)
    ]


@pytest.mark.parametrize(
    ("length", "days", "expected"),
    [
        (14, (3, 1), [3, 1]),
        (3, (3, 1), [1]),  # on the day it opened everybody got a mail
        (1, (3, 1), []),
        (14, (7, 3, 0), [7, 3, 0]),
        (14, (), []),
        (2, (7, 1), [1]),
    ],
)
def test_days_of_reminding(length, days, expected):
    assert days_of_vote(length, days) == expected


def test_vote_is_near_from_its_first_reminder_to_its_end():
    near = [d for d in range(10, -3, -1) if reminders.is_near(before(d), closes_on=CLOSES)]
    assert near == [3, 2, 1, 0]
    assert not reminders.is_near(CLOSES, closes_on=CLOSES, days=())
