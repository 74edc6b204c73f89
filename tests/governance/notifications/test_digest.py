"""The daily mail: nothing lost, nothing twice, one a day."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.ballots import mail_kinds
from governance.notifications import tasks
from governance.notifications.actions import digests, outbox, preferences, sending
from governance.notifications.mail_kinds import How
from governance.notifications.models import OutboxMail
from tests.factories import draft, member

pytestmark = pytest.mark.django_db
TEMPLATE = "ballots/mail/vote_cast.txt"


@pytest.fixture
def clock(monkeypatch):
    """Sets the time of the daily mail: `clock(18, days=1)`."""
    real = timezone.localtime

    def to(hour, minute=0, days=0):
        day = real() + datetime.timedelta(days=days)
        moment = day.replace(hour=hour, minute=minute, second=0)
        monkeypatch.setattr(
            digests.timezone,
            "localtime",
            lambda value=None, *a: real(value, *a) if value else moment,
        )

    return to


def subscriber(name="", language="nl"):
    someone = member(name)
    someone.user.language = language
    someone.user.save()
    preferences.choose(user=someone.user, wishes={mail_kinds.RESULTS: How.DAILY})
    return someone


def news(someone, *keys):
    poll = draft(f"p-{keys[0]}", question=f"Vraag {keys[0]}?")
    outbox.post_all(
        outbox.Message(
            key=key,
            to=someone.user,
            kind=mail_kinds.RESULTS,
            template=TEMPLATE,
            context={"poll": poll, "entry": someone},
        )
        for key in keys
    )


def digest_mails():
    return OutboxMail.objects.filter(key__startswith="digest:")


def test_all_of_the_day_goes_in_one_mail_at_six(clock):
    anna = subscriber("Anna")
    news(anna, "a", "b")
    clock(17, 59)
    assert tasks.digest_due() == 0
    clock(18)
    assert [tasks.digest_due(), tasks.digest_due()] == [1, 0]
    sending.send_waiting()
    assert [one.to for one in mail.outbox] == [[anna.user.email]]
    assert mail.outbox[0].subject == "Uw mail van vandaag: 2 berichten"
    assert mail.outbox[0].body.count("Er is namens u gestemd") == 2
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers


def test_what_comes_after_six_waits_for_the_next_day(clock):
    anna = subscriber("Anna", "en")
    news(anna, "a")
    clock(18)
    tasks.digest_due()
    news(anna, "late")
    clock(23, 59)
    assert tasks.digest_due() == 0
    clock(18, days=1)
    assert tasks.digest_due() == 1
    texts = list(digest_mails().order_by("key").values_list("text", flat=True))
    assert [("Vraag a?" in text, "Vraag late?" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]
    assert texts[0].startswith("Dear")


def test_the_same_news_asked_for_again_comes_once(clock):
    anna = subscriber()
    news(anna, "a")
    clock(18)
    tasks.digest_due()
    preferences.choose(user=anna.user, wishes={mail_kinds.RESULTS: How.NOW})
    news_again = OutboxMail.objects.get(key="a")
    outbox.post_all(
        [
            outbox.Message(
                key="a",
                to=anna.user,
                kind=mail_kinds.RESULTS,
                template=TEMPLATE,
                context={"poll": draft("x"), "entry": anna},
            )
        ]
    )
    assert sending.send_waiting() == 1  # the daily mail
    assert OutboxMail.objects.get(key="a").pk == news_again.pk


@pytest.mark.parametrize("at", range(1, 12))
def test_killed_at_any_statement_nothing_is_lost_or_twice(clock, at):
    people = [subscriber(f"Lid {number}") for number in range(3)]
    for number, someone in enumerate(people):
        news(someone, f"a{number}", f"b{number}")
    clock(18)
    seen = [0]

    def kill(execute, *arguments):
        seen[0] += 1
        if seen[0] == at:
            raise KeyboardInterrupt
        return execute(*arguments)

    try:
        with connection.execute_wrapper(kill):
            tasks.digest_due()
    except KeyboardInterrupt:
        pass
    tasks.digest_due()
    texts = "".join(digest_mails().values_list("text", flat=True))
    assert digest_mails().count() == 3
    assert [texts.count(f"Vraag a{number}?") for number in range(3)] == [2, 2, 2]
    assert not OutboxMail.objects.filter(daily=True, sent=False).exists()


def test_who_may_not_sign_in_any_more_gets_none(clock):
    anna = subscriber()
    news(anna, "a")
    anna.user.is_active = False
    anna.user.save()
    clock(18)
    assert tasks.digest_due() == 0


def test_stopping_the_daily_mail_stops_what_comes_with_it(clock):
    anna = subscriber()
    stopped = preferences.stop(user=anna.user, kind="digest")
    assert [one.key for one in stopped] == [mail_kinds.RESULTS]
    assert preferences.chosen(anna.user)[mail_kinds.RESULTS] == How.NONE


def test_a_batch_costs_the_same_for_few_and_many(clock):
    clock(18)

    def cost(number):
        for one in range(number):
            someone = subscriber()
            news(someone, f"{number}-{one}")
        with CaptureQueriesContext(connection) as seen:
            assert tasks.digest_due() == number
        return len(seen)

    assert cost(1) == cost(20)
