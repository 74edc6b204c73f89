"""The outbox: one message per key, sent once, in the receiver's language."""

import datetime
import smtplib
from contextlib import suppress

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.db.models import F

from governance.notifications.actions import outbox, sending
from governance.notifications.models import Allowance, OutboxMail
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
    return outbox.post(
        key=key,
        to=someone.user,
        template="ballots/mail/vote_cast.txt",
        context={"poll": poll, "entry": someone},
    )


def test_same_key_is_one_message_sent_once():
    anna = member("Anna")
    assert post(anna) is True
    assert post(anna) is False
    assert [sending.send_waiting(), sending.send_waiting()] == [1, 0]
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
    assert sending.send_waiting() == 1
    assert [message.to for message in mail.outbox] == [[bram.user.email]]
    for _ in range(20):
        OutboxMail.objects.update(not_before=None)
        sending.send_waiting()
    assert OutboxMail.objects.get(key="a").tries == sending.MOST_TRIES
    assert not OutboxMail.objects.get(key="a").sent


def test_refused_mail_waits_ever_longer():
    pauses = [sending.pause(tries) for tries in range(1, sending.MOST_TRIES)]
    assert pauses == sorted(pauses)
    assert datetime.timedelta(days=2) < sum(pauses, datetime.timedelta()) < datetime.timedelta(3)


@pytest.mark.parametrize("broken", [OSError, smtplib.SMTPServerDisconnected])
def test_dead_server_costs_no_message_a_try(monkeypatch, broken):
    def dead(_self, _messages):
        raise broken

    post(member(), "a")
    post(member(), "b")
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", dead)
        for _ in range(20):
            assert sending.send_waiting() == 0
    assert set(OutboxMail.objects.values_list("tries", "not_before")) == {(0, None)}
    assert sending.send_waiting() == 2


def test_no_more_in_a_minute_than_the_setting_allows(settings):
    settings.MAIL_PER_MINUTE = 3
    for number in range(5):
        post(member(), f"mail {number}")
    assert [sending.send_waiting(), sending.send_waiting()] == [3, 0]
    minute = datetime.timedelta(minutes=1)
    Allowance.objects.update(minute=F("minute") - minute)
    assert sending.send_waiting() == 2


def test_single_messages_go_before_bulk():
    anna, bram = member("Anna"), member("Bram")
    context = {"poll": draft(), "entry": anna}
    template = "ballots/mail/vote_cast.txt"
    outbox.post_all([outbox.Message(key="a", to=anna.user, template=template, context=context)])
    post(bram, "b")
    assert sending.send_waiting() == 2
    assert [message.to for message in mail.outbox] == [[bram.user.email], [anna.user.email]]


def test_claimed_message_is_left_alone_until_its_lease_ends():
    post(member(), "a")
    pk = OutboxMail.objects.get().pk
    assert sending.claim(pk) is not None
    assert sending.claim(pk) is None
    assert sending.send_waiting() == 0
    OutboxMail.objects.update(not_before=F("not_before") - sending.LEASE)
    assert sending.send_waiting() == 1


def test_settling_leaves_waiting_mail_in_the_order_of_keys_and_nothing_that_was_sent():
    voters = [member() for _ in range(6)]
    for number in (4, 2, 5):
        post(voters[number], f"told:{number}")
    sending.send_waiting()
    for number in (3, 1):
        post(voters[number], f"told:{number}")
    post(voters[0], "other:0")
    outbox.settle(prefix="told:", more=[])
    kept = OutboxMail.objects.order_by("pk").values_list("key", "fleeting")
    assert list(kept) == [("other:0", False), ("told:1", True), ("told:3", True)]
    assert sending.send_waiting() == 3
    assert list(OutboxMail.objects.values_list("key", flat=True)) == ["other:0"]
    assert len(mail.outbox) == len({tuple(message.to) for message in mail.outbox}) == 6


def test_every_message_has_a_name_of_its_own_that_stays():
    post(member(), "a")
    post(member(), "b")
    first, second = OutboxMail.objects.order_by("pk")
    names = [sending.letter(one).message()["Message-ID"] for one in (first, second, first)]
    assert names[0] == names[2] != names[1]
    assert all(name.endswith("@wijkstem.example>") for name in names)


@pytest.mark.django_db(transaction=True)
def test_worker_is_asked_after_the_commit_and_never_after_a_rollback(monkeypatch):
    """The queue in the database would roll back with it; the one in Redis would not, and its
    worker would look before there is anything to see."""
    asked = []
    monkeypatch.setattr("governance.notifications.actions.outbox.async_task", asked.append)
    anna = member("Anna")
    with suppress(LookupError), transaction.atomic():
        post(anna, "a")
        raise LookupError
    assert (asked, OutboxMail.objects.count()) == ([], 0)
    with transaction.atomic():
        post(anna, "a")
        assert asked == []
    assert len(asked) == 1
