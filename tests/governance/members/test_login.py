"""Signing in: who gets in, what nobody can learn or guess, and the devices one is signed in on."""

import datetime
import re
import statistics
import time

import pytest
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from governance.members.models import User
from governance.members.roles import Role
from governance.members.tasks import retain
from governance.notifications import actions
from governance.notifications.models import OutboxMail
from tests.factories import member, sign_in
from tests.governance.members.mailbox import newest_code
from tests.storm import FULL, size

pytestmark = pytest.mark.django_db
ASK, ENTER = "/account/inloggen/", "/account/inloggen/code/"


def ask(client, email, **more):
    return client.post(ASK, {"email": email}, **more)


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
    actions.send_waiting()
    assert sorted(to for letter in mail.outbox for to in letter.to) == sorted(people.values())


def test_unknown_address_is_told_so_by_mail_alone(people):
    ask(Client(), people["unknown"])
    actions.send_waiting()
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
    assert actions.send_waiting() == 0
    assert (OutboxMail.objects.count(), mail.outbox) == (0, [])


def test_code_goes_before_what_waits_and_beyond_the_allowance(client, settings):
    settings.MAIL_PER_MINUTE = 0
    OutboxMail.objects.create(key="a", to="a@example.org", subject="a", text="a")
    ask(client, member("Anna").user.email)
    assert actions.send_waiting() == 1
    assert "code" in mail.outbox[0].subject.lower()


def test_code_is_not_in_the_log(client, caplog):
    caplog.set_level("DEBUG")
    ask(client, member("Anna").user.email)
    code = newest_code()
    client.post(ENTER, {"code": "0000"})
    client.post(ENTER, {"code": code})
    assert code not in caplog.text
    assert code.replace("-", "") not in caplog.text


# --- how often


def test_a_hall_behind_one_address_gets_in():
    """300 people ask for a code and a third of them mistypes it, in the same minutes."""
    for number in range(size(40, 300)):
        client, someone = Client(), member()
        assert ask(client, someone.user.email).status_code == 302, number
        if number % 3 == 0:
            assert client.post(ENTER, {"code": "0000"}).status_code == 422, number
        code = client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"]
        assert client.post(ENTER, {"code": code}).status_code == 302, number
        assert client.get("/mijn/").status_code == 200


def test_one_address_gets_no_more_than_a_few_codes_and_the_page_keeps_it():
    email = member("Anna").user.email
    answers = [ask(Client(), email) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 4 + [429] * 2
    page = answers[-1].content.decode()
    assert f'value="{email}"' in page
    assert "Wacht" in page or "Wait" in page


def test_nobody_keeps_somebody_else_out():
    """Who asks for codes for an address until it is enough, does not hinder its owner."""
    email = member("Anna").user.email
    for _ in range(12):
        ask(Client(REMOTE_ADDR="203.0.113.9"), email)
    owner = Client(REMOTE_ADDR="198.51.100.7")
    assert ask(owner, email).status_code == 302
    assert owner.post(ENTER, {"code": newest_code()}).status_code == 302


def test_guessing_from_one_place_is_stopped_however_many_sessions(settings):
    rates = {"wrong_code": "5/10m/ip"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | rates
    statuses = []
    for _ in range(4):
        client = Client(REMOTE_ADDR="203.0.113.9")
        ask(client, member().user.email)
        statuses += [client.post(ENTER, {"code": "0000"}).status_code for _ in range(2)]
    assert statuses[:5] == [422] * 5
    assert set(statuses[5:]) == {429}
    elsewhere, anna = Client(REMOTE_ADDR="198.51.100.7"), member("Anna")
    ask(elsewhere, anna.user.email)
    assert elsewhere.post(ENTER, {"code": newest_code()}).status_code == 302


def test_limits_look_through_a_trusted_proxy(settings):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"})
    assert get_ip(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_ip(request) == "203.0.113.9"


def test_thousands_of_guesses_hit_nothing():
    """10,000 in the full run. From many places, over many sessions and addresses."""
    anna = member("Anna")
    targets = [member().user.email for _ in range(20)] + [anna.user.email]
    hits = tries = 0
    while tries < size(300, 10_000):
        place = f"10.{tries >> 16 & 255}.{tries >> 8 & 255}.{tries & 255}"
        client = Client(REMOTE_ADDR=place)
        ask(client, targets[tries % len(targets)])
        for guess in range(3):
            client.post(ENTER, {"code": f"{(tries * 7919 + guess) % 10**8:08}"})
            tries += 1
        hits += client.get("/mijn/").status_code == 200
    assert hits == 0
    if FULL:
        cache.clear()  # an hour later
    client = Client(REMOTE_ADDR="198.51.100.7")
    ask(client, anna.user.email)
    assert client.post(ENTER, {"code": newest_code()}).status_code == 302


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


# --- devices


@pytest.fixture
def anna():
    return member("Anna")


def entered(someone, **more):
    client = Client(**more)
    ask(client, someone.user.email)
    assert client.post(ENTER, {"code": newest_code()}).status_code == 302
    return client


FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def test_devices_are_listed_and_one_is_signed_out(anna):
    here, there = entered(anna, HTTP_USER_AGENT=FIREFOX), entered(anna, HTTP_USER_AGENT=PHONE)
    page = here.get("/en/account/apparaten/").content.decode()
    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    other = re.findall(r"apparaten/(\d+)/uitloggen/", page)[1]
    here.post(f"/account/apparaten/{other}/uitloggen/")
    assert there.get("/mijn/").status_code == 302
    assert here.get("/mijn/").status_code == 200


def test_signing_out_everywhere_ends_every_session_also_those_not_listed(anna):
    here, there, unlisted = entered(anna), entered(anna), Client()
    sign_in(unlisted, anna.user)
    other = entered(member("Bram"))
    here.post("/account/apparaten/uitloggen/")
    assert [one.get("/mijn/").status_code for one in (here, there, unlisted)] == [302] * 3
    assert other.get("/mijn/").status_code == 200


def test_nobody_signs_out_a_device_of_somebody_else(anna):
    hers, his = entered(anna), entered(member("Bram"))
    number = re.search(r"apparaten/(\d+)/", hers.get("/account/apparaten/").content.decode())[1]
    assert his.post(f"/account/apparaten/{number}/uitloggen/").status_code == 404
    assert hers.get("/mijn/").status_code == 200


def test_last_seen_is_noted_once_in_ten_minutes(anna):
    client = entered(anna)
    UserSession.objects.update(last_seen_at=timezone.now() - datetime.timedelta(hours=3))
    client.get("/mijn/")
    assert UserSession.objects.get().last_seen_at < timezone.now() - datetime.timedelta(hours=2)
    session = client.session
    session["seen_at"] = time.time() - 700
    session.save()
    client.get("/mijn/")
    assert UserSession.objects.get().last_seen_at > timezone.now() - datetime.timedelta(minutes=1)


def test_one_click_of_the_demo_counts_as_a_second_factor(client):
    chair = member("Meryem", Role.CHAIR)
    User.objects.filter(pk=chair.user.pk).update(email="voorzitter@wijkstem.example")
    client.post("/demo/aanmelden/", {"role": "voorzitter"})
    assert client.get("/stemmingen/nieuw/").status_code == 200


def test_who_lost_everything_gets_in_again_by_code(client, anna):
    Authenticator.objects.create(user=anna.user, type="totp", data={"secret": "x"})
    sign_in(client, anna.user)
    call_command("forget_second_factor", anna.user.email.upper())
    assert client.get("/mijn/").status_code == 302
    assert entered(anna).get("/mijn/").status_code == 200
    with pytest.raises(CommandError):
        call_command("forget_second_factor", "niemand@example.org")


def test_sessions_that_are_over_are_forgotten_with_their_devices(anna):
    over, running = entered(anna), entered(anna)
    long_ago = timezone.now() - datetime.timedelta(days=1)
    Session.objects.filter(pk=over.session.session_key).update(expire_date=long_ago)
    UserSession.objects.update(created_at=long_ago)
    retain()
    assert [one.session_key for one in UserSession.objects.all()] == [running.session.session_key]
