"""Reminders: only to who has not voted, one mail a day at most, for all votes that close soon."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.ballots.actions import clock, lifecycle, reminders
from governance.ballots.models import Mailing, Poll
from governance.notifications.models import OutboxMail
from tests.factories import HALF, actor, draft, member, resolution, vote
from tests.governance.ballots.lives import DAY

pytestmark = pytest.mark.django_db


def closing_in(days, slug="de-brug", **fields):
    """A vote that opened a week ago and closes at noon, that many days from now."""
    now = timezone.localtime()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    with clock.held_at(now - 7 * DAY):
        return resolution(slug, closes_at=noon + days * DAY, **fields)


def remind(hour=10, days=0):
    """Runs the task at this hour of today, or of a later day; returns who gets mail by it."""
    before = set(OutboxMail.objects.values_list("pk", flat=True))
    with clock.held_at(timezone.localtime().replace(hour=hour, minute=0) + days * DAY):
        reminders.remind_due()
    return sorted(OutboxMail.objects.exclude(pk__in=before).values_list("to", flat=True))


def address_of(*people):
    return sorted(person.user.email for person in people)


def test_only_who_has_not_voted_is_reminded_and_once_a_day():
    anna, bram = member("Anna"), member("Bram")
    poll = closing_in(3)
    member("Carla, not on the roll")
    vote(poll, anna, "yes")
    assert remind() == address_of(bram)
    assert remind() == remind(hour=18) == []


def test_reminders_come_three_days_and_one_day_before_and_not_at_night():
    anna = member("Anna")
    closing_in(5)
    days = [days for days in range(7) if remind(hour=8, days=days) or remind(days=days)]
    assert days == [2, 4]
    assert OutboxMail.objects.count() == 2
    assert remind(hour=3, days=4) == []
    assert set(OutboxMail.objects.values_list("to", flat=True)) == {anna.user.email}


def test_vote_can_have_days_of_its_own():
    member("Anna")
    closing_in(5, rules={"majority": HALF, "quorum": None, "reminders": [4]})
    assert [days for days in range(7) if remind(days=days)] == [1]


def test_one_mail_names_all_votes_that_close_soon():
    anna = member("Anna")
    for days, slug in ((3, "later"), (1, "first"), (2, "between"), (9, "far")):
        closing_in(days, slug, question=f"Vraag {slug}?")
    assert remind() == address_of(anna)
    text = OutboxMail.objects.get().text
    places = [text.find(f"Vraag {slug}?") for slug in ("first", "between", "later", "far")]
    assert places[3] == -1
    assert 0 < places[0] < places[1] < places[2]


def test_proxy_is_reminded_of_the_principal_until_somebody_votes():
    anna, bram = member("Anna"), member("Bram")
    now = timezone.localtime()
    poll = draft(closes_at=now.replace(hour=12) + 3 * DAY)
    poll.proxies.create(principal=anna, holder=bram)
    with clock.held_at(now - 7 * DAY):
        poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    vote(poll, bram, "yes")
    assert remind() == address_of(anna, bram)
    texts = dict(OutboxMail.objects.values_list("to", "text"))
    assert "Anna" in texts[bram.user.email]
    assert "Bram" not in texts[anna.user.email]
    vote(poll, anna, "no", by=bram)
    assert remind(days=2) == []


def test_who_left_or_has_no_login_is_not_reminded():
    anna, bram, carla = member("Anna"), member("Bram"), member("Carla")
    closing_in(1)
    anna.left_on = timezone.localdate()
    anna.save()
    bram.user.delete()
    assert remind() == address_of(carla)
    assert Mailing.objects.values_list("mails", "letters").get(event=None) == (1, 2)


def test_closed_vote_and_vote_of_today_are_not_reminded_of():
    member("Anna")
    poll = closing_in(1)
    lifecycle.close(poll=poll, by=actor("chair"))
    OutboxMail.objects.all().delete()
    resolution("nieuw", closes_at=timezone.localtime().replace(hour=12) + DAY)
    assert remind() == []


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_batches_of_any_size_give_the_same_reminders(monkeypatch, batch):
    people = [member() for _ in range(7)]
    closing_in(1)
    monkeypatch.setattr(reminders, "BATCH", batch)
    assert remind() == address_of(*people)


def test_number_of_queries_does_not_depend_on_the_number_of_members():
    def queries(days):
        with CaptureQueriesContext(connection) as captured:
            remind(days=days)
        return len(captured)

    for _ in range(3):
        member()
    poll = closing_in(3, "klein")
    few = queries(0)
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() + datetime.timedelta(days=30))
    for _ in range(60):
        member()
    closing_in(3, "groot")
    assert queries(2) == few
