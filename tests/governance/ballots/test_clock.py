"""The clock of the ballot box, and who may hold it."""

import datetime

import pytest
from django.utils import timezone

from governance.ballots.actions import clock

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_clock_that_is_held_stands_still_and_then_runs_again():
    yesterday, before = timezone.now() - DAY, clock.now()
    with clock.held_at(yesterday):
        with clock.held_at(yesterday - DAY):
            assert clock.now() == yesterday - DAY
        assert clock.now() == clock.now() == yesterday
    assert before <= clock.now()


def test_production_cannot_hold_the_clock(settings):
    settings.DEMO = False
    with pytest.raises(RuntimeError, match="production"), clock.held_at(timezone.now() - DAY):
        pytest.fail("the clock was held")
