"""A new kind of mail, added in one room: sent, put off to the evening, and switched off."""

import pytest
from django.core import mail

from governance.notifications import tasks
from governance.notifications.actions import digests, preferences, sending
from governance.notifications.mail_kinds import How
from governance.notifications.models import OutboxMail
from tests.factories import member
from tests.toys.actions import report

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PREFERENCES = "/en/mijn/meldingen/"


@pytest.fixture
def reader():
    """A member who reads this language."""

    def in_language(name, language="nl"):
        someone = member(name)
        someone.user.language = language
        someone.user.save()
        return someone

    return in_language


def test_it_goes_once_to_each_in_their_own_language(reader):
    anna, bram = reader("Anna", "nl"), reader("Bram", "en")
    report(seen_by=anna, bird="wren", to=[anna, bram, bram])
    assert sending.send_waiting() == 2
    assert sending.send_waiting() == 0
    assert [(one.to[0], one.subject, one.body.splitlines()[0]) for one in mail.outbox] == [
        (anna.user.email, "Een vogel gezien: wren", "Beste Anna, Anna zag deze vogel: wren."),
        (bram.user.email, "A bird was seen: wren", "Dear Bram, Anna saw this bird: wren."),
    ]


def choices(page):
    return page.context["form"].fields["birds"].choices


def test_it_is_among_the_preferences_and_can_be_switched_off(client, as_member):
    anna = as_member("Anna")
    page = client.get(PREFERENCES)
    assert "Somebody saw a bird." in page.content.decode()
    assert [way for way, _words in choices(page)] == ["now", "daily", "none"]
    wishes = preferences.chosen(anna.user)
    assert client.post(PREFERENCES, wishes | {"birds": "none"}).status_code == 302
    report(seen_by=anna, bird="wren", to=[anna])
    assert not OutboxMail.objects.exists()
    assert preferences.chosen(anna.user) == wishes | {"birds": How.NONE}


def test_its_own_link_switches_it_off_without_a_login(client, reader):
    anna = reader("Anna")
    report(seen_by=anna, bird="wren", to=[anna])
    sending.send_waiting()
    (sent,) = mail.outbox
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in sent.body
    path = address.removeprefix("http://127.0.0.1:8000")
    assert "Birds" in client.get(path).content.decode()
    assert client.post(path).status_code == 200
    assert preferences.chosen(anna.user)["birds"] == How.NONE


def test_it_comes_with_the_daily_mail_of_who_wants_that(reader, monkeypatch):
    anna = reader("Anna", "en")
    preferences.choose(user=anna.user, wishes={"birds": How.DAILY})
    for bird in ("wren", "crow"):
        report(seen_by=anna, bird=bird, to=[anna])
    assert sending.send_waiting() == 0
    monkeypatch.setattr(digests, "FROM_HOUR", 0)
    assert tasks.digest_due() == 1
    sending.send_waiting()
    (sent,) = mail.outbox
    assert [bird in sent.body for bird in ("wren", "crow")] == [True, True]
