"""Signing in by code: who gets in, and what nobody can learn."""

import datetime
import re
import statistics
import time

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from governance.members.models import User
from governance.notifications.actions import sending
from governance.notifications.models import OutboxMail
from tests.factories import member
from tests.governance.members.mailbox import newest_code
from tests.governance.members.signing_in import (
    ASK,
    ENTER,
    ask,
)
from tests.storm import FULL, size

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def people():
    """An address of each kind."""
    left, inactive = member("Weg"), member("Uit")
    left.left_on = timezone.localdate()
    left.save()
    User.objects.filter(pk=inactive.user.pk).update(is_active=False)
    return {
        "known": member("Anna").user.email,
        "left": left.user.email,
        "inactive": inactive.user.email,
        "unknown": "niemand@example.org",
    }


def shape(response, email):
    """All of an answer that a stranger can compare, without what is new each time."""
    body = re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"', b"", response.content)
    address = email.encode()
    body = body.replace(address.replace(b"@", b"%40"), b"ADDRESS").replace(address, b"ADDRESS")
    cookies = {name: (len(one.value), one["path"]) for name, one in response.cookies.items()}
    passing = ("Content-Length", "Expires")
    headers = {name: value for name, value in response.headers.items() if name not in passing}
    return response.status_code, headers, cookies, body


def test_code_from_the_mail_signs_in(client):
    anna = member("Anna")
    assert ask(client, anna.user.email.upper()).status_code == 302
    entered = client.post(ENTER, {"code": newest_code(), "next": "/stemmingen/"})
    assert entered.headers["Location"] == "/stemmingen/"
    assert client.get("/mijn/").status_code == 200


def test_every_kind_of_address_gets_the_same_answers(people):
    answers = {}
    for kind, email in people.items():
        client = Client()
        steps = [
            client.get(ASK),
            ask(client, email),
            client.get(ENTER),
            client.post(ENTER, {"code": "1234"}),
            client.post(ENTER, {"action": "resend"}),
            client.get(ENTER),
            client.post(ENTER, {"code": "1234"}),
            client.post(ENTER, {"code": "1234"}),
            client.get(ASK),
        ]
        answers[kind] = [shape(step, email) for step in steps]
    for kind in people:
        for number, pair in enumerate(zip(answers[kind], answers["known"], strict=True)):
            assert pair[0] == pair[1], (kind, number)


def test_every_kind_of_address_makes_the_same_rows(people):
    counts = {}
    for kind, email in people.items():
        client, before = Client(), OutboxMail.objects.count()
        ask(client, email)
        client.post(ENTER, {"action": "resend"})
        counts[kind] = OutboxMail.objects.count() - before
    assert set(counts.values()) == {2}


def test_nothing_is_mailed_within_the_request(people):
    for email in people.values():
        ask(Client(), email)
    assert mail.outbox == []
    sending.send_waiting()
    assert sorted(to for letter in mail.outbox for to in letter.to) == sorted(people.values())


def test_unknown_address_is_told_so_by_mail_alone(people):
    ask(Client(), people["unknown"])
    sending.send_waiting()
    assert "    " not in mail.outbox[-1].body


def test_code_does_not_stay_in_the_outbox(client):
    anna = member("Anna")
    ask(client, anna.user.email)
    assert OutboxMail.objects.count() == 1
    newest_code()
    assert OutboxMail.objects.count() == 0


def test_code_that_could_not_be_sent_is_deleted_when_it_no_longer_works(client):
    ask(client, member("Anna").user.email)
    OutboxMail.objects.update(expires_at=timezone.now())
    assert sending.send_waiting() == 0
    assert (OutboxMail.objects.count(), mail.outbox) == (0, [])


def test_code_goes_before_what_waits_and_beyond_the_allowance(client, settings):
    settings.MAIL_PER_MINUTE = 0
    OutboxMail.objects.create(key="a", to="a@example.org", subject="a", text="a")
    ask(client, member("Anna").user.email)
    assert sending.send_waiting() == 1
    assert "code" in mail.outbox[0].subject.lower()


def test_code_is_not_in_the_log(client, caplog):
    caplog.set_level("DEBUG")
    ask(client, member("Anna").user.email)
    code = newest_code()
    client.post(ENTER, {"code": "0000"})
    client.post(ENTER, {"code": code})
    assert code not in caplog.text
    assert code.replace("-", "") not in caplog.text


def test_answers_take_the_same_time(people, settings):
    """Measured in the full run; a small share of it must not differ by much more than the machine
    does by itself."""
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(settings.ACCOUNT_RATE_LIMITS)
    took = {kind: [] for kind in people}
    for turn in range(size(8, 500)):
        for kind in sorted(people, key=lambda kind: hash((kind, turn))):
            client = Client()
            before = time.perf_counter()
            ask(client, people[kind])
            took[kind].append(time.perf_counter() - before)
    medians = {kind: statistics.median(times) * 1000 for kind, times in took.items()}
    print({kind: f"{median:.2f} ms" for kind, median in medians.items()})
    if FULL:
        assert max(medians.values()) - min(medians.values()) < 20


# --- suspended, and former members


def test_suspended_member_signs_in_and_sees_why_they_cannot_vote(client):
    anna = member("Anna", suspended_on=timezone.localdate())
    ask(client, anna.user.email)
    client.post(ENTER, {"code": newest_code()})
    page = client.get("/mijn/").content.decode()
    assert "notice--warn" in page


def test_former_member_signs_in_and_reads_that_the_membership_ended(client, people):
    ask(client, people["left"])
    client.post(ENTER, {"code": newest_code()})
    page = client.get("/en/mijn/")
    assert page.status_code == 200
    assert "You are no longer a member since" in page.content.decode()


def test_who_will_leave_later_is_a_member_still(client, as_member):
    as_member("Anna", left_on=timezone.localdate() + datetime.timedelta(days=3))
    assert "Your membership ended" not in client.get("/en/mijn/").content.decode()
