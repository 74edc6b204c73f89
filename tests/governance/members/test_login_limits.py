"""How often one may ask for a code and guess it: enough for a full hall, too little for a guess,
and nobody keeps somebody else out."""

import pytest
from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.test import Client, RequestFactory

from tests.factories import member
from tests.governance.members.mailbox import newest_code
from tests.governance.members.signing_in import ENTER, ask, entered, signed_out, without_session
from tests.storm import size

pytestmark = pytest.mark.django_db


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
    """10,000 in the full run; otherwise 150 on each kind of database. From many places, over many
    sessions and addresses, while the owner of one of them gets in with the phone of last time."""
    anna = member("Anna")
    phone = signed_out(entered(anna, REMOTE_ADDR="198.51.100.7"))
    targets = [member().user.email for _ in range(20)] + [anna.user.email]
    hits = tries = 0
    while tries < size(150, 10_000):
        place = f"10.{tries >> 16 & 255}.{tries >> 8 & 255}.{tries & 255}"
        client = Client(REMOTE_ADDR=place)
        ask(client, targets[tries % len(targets)])
        for guess in range(3):
            client.post(ENTER, {"code": f"{(tries * 7919 + guess) % 10**8:08}"})
            tries += 1
        hits += client.get("/mijn/").status_code == 200
    assert hits == 0
    ask(phone, anna.user.email)
    assert phone.post(ENTER, {"code": newest_code()}).status_code == 302
    assert phone.get("/mijn/").status_code == 200


def test_browser_of_last_time_is_not_kept_out(settings):
    """However often others ask for a code, from however many places, and guess in the same hall."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"wrong_code": "2/10m/ip"}
    anna, bram = member("Anna"), member("Bram")
    phone, other = signed_out(entered(anna)), signed_out(entered(bram))
    for number in range(40):
        ask(Client(REMOTE_ADDR=f"10.0.0.{number}"), anna.user.email)
    stranger = Client()
    ask(stranger, member().user.email)
    for _ in range(4):
        stranger.post(ENTER, {"code": "0000"})
    assert ask(Client(), anna.user.email).status_code == 429
    assert ask(other, anna.user.email).status_code == 429
    assert ask(phone, anna.user.email).status_code == 302
    assert phone.post(ENTER, {"code": "0000"}).status_code == 422
    assert phone.post(ENTER, {"code": newest_code()}).status_code == 302


def test_known_browser_has_limits_of_its_own(settings):
    anna = member("Anna")
    phone = signed_out(entered(anna))
    asked = [ask(without_session(phone), anna.user.email) for _ in range(5)]
    assert [answer.status_code for answer in asked] == [302] * 4 + [429]
    cache.clear()  # an hour later
    ask(phone, anna.user.email)
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "wrong_in_known_browser": "2/10m/key"
    }
    statuses = [phone.post(ENTER, {"code": "0000"}).status_code for _ in range(3)]
    assert statuses == [422, 422, 429]


def test_cookie_of_a_known_browser_cannot_be_made_up():
    anna = member("Anna")
    phone = signed_out(entered(anna))
    for _ in range(5):
        last = ask(Client(), anna.user.email)
    assert last.status_code == 429
    forged = Client()
    forged.cookies["seen_here"] = phone.cookies["seen_here"].value[:-1] + "!"
    assert ask(forged, anna.user.email).status_code == 429
    assert ask(phone, anna.user.email).status_code == 302
