"""The outbox: one message per key, sent once, in the receiver's language."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from governance.notifications import actions
from governance.notifications.models import OutboxMail
from tests.factories import draft, member

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A mail server that does not know one of the addresses."""

    unknown = ""

    def send_messages(self, messages):
        if any(self.unknown in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def post(someone, key="vote-cast:1"):
    poll = draft(f"poll-{OutboxMail.objects.count()}")
    return actions.post(
        key=key,
        to=someone.user,
        template="ballots/mail/vote_cast.txt",
        context={"poll": poll, "entry": someone},
    )


def test_same_key_is_one_message_sent_once():
    anna = member("Anna")
    assert post(anna) is True
    assert post(anna) is False
    assert [actions.send_waiting(), actions.send_waiting()] == [1, 0]
    assert [message.to for message in mail.outbox] == [[anna.user.email]]


def test_message_is_in_the_language_of_its_receiver():
    anna, bram = member("Anna"), member("Bram")
    bram.user.language = "en"
    bram.user.save()
    post(anna, "a")
    post(bram, "b")
    assert list(OutboxMail.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Er is namens u gestemd",
        "A vote was cast in your name",
    ]


def test_refused_address_does_not_hold_up_the_others(settings, monkeypatch):
    anna, bram = member("Anna"), member("Bram")
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "unknown", anna.user.email)
    post(anna, "a")
    post(bram, "b")
    assert actions.send_waiting() == 1
    assert [message.to for message in mail.outbox] == [[bram.user.email]]
    for _ in range(20):
        actions.send_waiting()
    assert OutboxMail.objects.get(key="a").tries == actions.MOST_TRIES
    assert not OutboxMail.objects.get(key="a").sent
