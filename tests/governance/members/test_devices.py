"""The devices one is signed in on, and how one signs out of them."""

import datetime
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from governance.members.models import User
from governance.members.roles import Role
from governance.members.tasks import retain
from tests.factories import member, sign_in
from tests.governance.members.signing_in import (
    entered,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def anna():
    return member("Anna")


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
