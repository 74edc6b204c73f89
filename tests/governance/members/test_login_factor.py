"""Second factors: who must have one, setting one up, signing in with it, and removing it."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from governance.members.roles import Role
from tests.factories import draft, member, resolution, sign_in
from tests.governance.members.authenticator import Passkey, app_code
from tests.governance.members.mailbox import newest_code, newest_letter

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SECURITY = "/account/beveiliging/"
ADD, APP = f"{SECURITY}sleutels/nieuw/", f"{SECURITY}app/"


@pytest.fixture
def chair(client):
    """The chair, who signed in by a code alone."""
    someone = member("Meryem", Role.CHAIR)
    sign_in(client, someone.user, way="code")
    return someone


def options_on(page):
    found = re.search(rb'<script id="passkey-options"[^>]*>(.*?)</script>', page.content)
    return json.loads(found[1])


def set_up_app(client):
    secret = re.search(rb'id="secret">(\w+)<', client.get(APP).content)[1].decode()
    response = client.post(APP, {"code": app_code(secret)})
    assert response.status_code == 302, response.content
    return secret


def add_passkey(client, **fields):
    key = Passkey()
    credential = key.create(options_on(client.get(ADD)))
    return key, client.post(ADD, {"name": "Telefoon", "credential": credential, **fields})


def enter_by_code(client, user):
    client.post("/account/inloggen/", {"email": user.email})
    return client.post("/account/inloggen/code/", {"code": newest_code()})


def test_who_acts_in_a_role_without_a_factor_is_led_to_set_one_up_and_back(client, chair):
    poll = draft()
    page = f"/stemmingen/{poll.slug}/openen/"
    asked = client.get(page)
    assert asked.headers["Location"].startswith(f"{SECURITY}instellen/?next=%2Fstemmingen")
    assert client.get(asked.headers["Location"]).status_code == 200
    set_up_app(client)
    codes = client.get(f"{SECURITY}herstelcodes/").content.decode()
    assert f'href="{page}"' in codes
    assert client.get(page).status_code == 200


def test_who_has_one_but_signed_in_by_code_alone_is_asked_for_it(client, chair):
    secret = set_up_app(client)
    sign_in(client, chair.user, way="code")
    asked = client.get("/stemmingen/nieuw/")
    assert asked.headers["Location"] == "/account/opnieuw/code/?next=%2Fstemmingen%2Fnieuw%2F"
    fields = {"code": app_code(secret), "next": "/stemmingen/nieuw/"}
    assert client.post("/account/opnieuw/code/", fields).headers["Location"] == "/stemmingen/nieuw/"
    assert client.get("/stemmingen/nieuw/").status_code == 200


def test_code_of_an_app_works_once(client, chair):
    secret = set_up_app(client)
    fields = {"code": app_code(secret)}
    for outcome in (302, 200):
        sign_in(client, chair.user, way="code")
        assert client.post("/account/opnieuw/code/", fields).status_code == outcome


def test_what_every_member_may_see_needs_no_factor(client, chair):
    poll = resolution()
    for page in ("/mijn/", f"/stemmingen/{poll.slug}/", "/stemmingen/", "/voorstellen/"):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("page", ["/beheer/", "/beheer/pages/", "/beheer/documents/"])
def test_back_office_asks_for_the_factor_at_every_address(client, page):
    editor = member("Sanne", Role.EDITOR)
    sign_in(client, editor.user, way="code")
    assert client.get(page).headers["Location"].startswith(f"{SECURITY}instellen/?next=")
    sign_in(client, editor.user)
    assert "instellen" not in client.get(page).headers.get("Location", "")


def test_the_house_can_do_without(client, chair, settings):
    settings.SECOND_FACTOR = False
    assert client.get("/stemmingen/nieuw/").status_code == 200


def test_form_sent_without_a_factor_is_kept(client, chair):
    client.post("/stemmingen/nieuw/", {"question": "Kopen wij de brug?"})
    set_up_app(client)
    assert "Kopen wij de brug?" in client.get("/account/verder/").content.decode()


def test_passkey_signs_in_at_once_and_counts_as_a_second_factor(client, chair):
    key, added = add_passkey(client)
    assert added.status_code == 302
    assert "Telefoon" in client.get(SECURITY).content.decode()
    other = Client()
    asked = other.get("/account/inloggen/sleutel/", headers={"Accept": "application/json"})
    credential = key.get(asked.json()["request_options"])
    entered = other.post("/account/inloggen/sleutel/", {"credential": credential, "next": "/mijn/"})
    assert entered.headers["Location"] == "/mijn/"
    assert other.get("/stemmingen/nieuw/").status_code == 200


def test_passkey_without_finger_or_pin_does_not_sign_in(client, chair):
    key, _added = add_passkey(client)
    other = Client()
    asked = other.get("/account/inloggen/sleutel/", headers={"Accept": "application/json"})
    credential = key.get(asked.json()["request_options"], bits=0x01)
    other.post("/account/inloggen/sleutel/", {"credential": credential})
    assert other.get("/mijn/").status_code == 302


def test_answer_of_a_passkey_works_once(client, chair):
    key, _added = add_passkey(client)
    first, second = Client(), Client()
    asked = first.get("/account/inloggen/sleutel/", headers={"Accept": "application/json"})
    credential = key.get(asked.json()["request_options"])
    second.get("/account/inloggen/sleutel/", headers={"Accept": "application/json"})
    for browser, outcome in ((second, 302), (first, 200), (second, 302)):
        browser.post("/account/inloggen/sleutel/", {"credential": credential})
        assert browser.get("/mijn/").status_code == outcome


def test_passkey_proves_it_anew(client, chair):
    key, _added = add_passkey(client)
    sign_in(client, chair.user, way="code")
    page = "/account/opnieuw/sleutel/?next=/stemmingen/nieuw/"
    credential = key.get(options_on(client.get(page)))
    proven = client.post(page, {"credential": credential, "next": "/stemmingen/nieuw/"})
    assert proven.headers["Location"] == "/stemmingen/nieuw/"
    assert client.get("/stemmingen/nieuw/").status_code == 200


@pytest.mark.parametrize(
    "credential",
    [
        *("", "x", "5", "[]", "null", "{}", '{"id": 1}', '{"response": "x"}', '{"response": {}}'),
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": 5}}',
        '{"id": "\\u0000", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
        '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30",'
        ' "authenticatorData": "AA", "signature": "AA", "userHandle": "_w"}}',
        "[" * 5000,
    ],
)
def test_invented_passkeys_are_refused_in_words(client, chair, credential):
    add_passkey(client)
    for page in (ADD, "/account/opnieuw/sleutel/"):
        client.get(page)
        assert client.post(page, {"credential": credential}).status_code in (302, 422), page
    visitor = Client()
    visitor.get("/account/inloggen/sleutel/", headers={"Accept": "application/json"})
    refused = visitor.post("/account/inloggen/sleutel/", {"credential": credential})
    assert refused.status_code == 302
    assert visitor.get("/mijn/").status_code == 302
    assert Authenticator.objects.filter(type="webauthn").count() == 1


@pytest.mark.parametrize("odd", ["\0", "\ud800", float("inf"), {"a": ["\0"]}, 10**400])
def test_what_a_good_passkey_brings_along_is_not_stored(client, chair, odd):
    good = json.loads(Passkey().create(options_on(client.get(ADD))))
    extra = {"more": odd, "response": good["response"] | {"more": odd}}
    assert client.post(ADD, {"credential": json.dumps(good | extra)}).status_code == 302
    assert "more" not in str(Authenticator.objects.get(type="webauthn").data)


@pytest.mark.parametrize("odd", ["\0", "\ud800", 5, None, []])
def test_odd_name_of_a_passkey_is_refused(client, chair, odd):
    good = json.loads(Passkey().create(options_on(client.get(ADD))))
    assert client.post(ADD, {"credential": json.dumps(good | {"id": odd})}).status_code == 422


def test_login_with_an_app_asks_for_its_code_after_the_code_by_mail(client, chair):
    secret = set_up_app(client)
    visitor = Client()
    step = enter_by_code(visitor, chair.user)
    assert step.headers["Location"] == "/account/inloggen/tweede-stap/"
    assert visitor.get("/account/inloggen/tweede-stap/").status_code == 200
    assert visitor.get("/mijn/").status_code == 302
    visitor.post("/account/inloggen/tweede-stap/", {"code": app_code(secret)})
    assert visitor.get("/stemmingen/nieuw/").status_code == 200


def test_recovery_code_stands_in_for_a_lost_phone_once(client, chair):
    set_up_app(client)
    page = client.get(f"{SECURITY}herstelcodes/").content
    code = re.search(rb"<code>(\d{8})</code>", page)[1].decode()
    for outcome in (200, 302):
        visitor = Client()
        enter_by_code(visitor, chair.user)
        visitor.post("/account/inloggen/tweede-stap/", {"code": code})
        assert visitor.get("/mijn/").status_code == outcome


def test_last_factor_of_who_acts_in_a_role_stays(client, chair):
    _key, _added = add_passkey(client)
    one = Authenticator.objects.get(type="webauthn")
    client.post(f"{SECURITY}sleutels/{one.pk}/weg/")
    assert Authenticator.objects.filter(pk=one.pk).exists()
    set_up_app(client)
    client.post(f"{SECURITY}sleutels/{one.pk}/weg/")
    assert not Authenticator.objects.filter(pk=one.pk).exists()
    client.post(f"{SECURITY}app/weg/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_member_may_remove_their_last_factor(client):
    anna = member("Anna")
    sign_in(client, anna.user, way="code")
    set_up_app(client)
    client.post(f"{SECURITY}app/weg/")
    assert not Authenticator.objects.filter(user=anna.user).exists()


def test_nobody_touches_the_passkey_of_somebody_else(client, chair):
    add_passkey(client)
    one = Authenticator.objects.get(type="webauthn")
    sign_in(client, member("Bram", Role.CHAIR).user)
    for page in (f"{SECURITY}sleutels/{one.pk}/", f"{SECURITY}sleutels/{one.pk}/weg/"):
        assert client.get(page).status_code == 404
        assert client.post(page, {"name": "x"}).status_code == 404


def test_passkey_gets_another_name(client, chair):
    add_passkey(client)
    one = Authenticator.objects.get(type="webauthn")
    client.post(f"{SECURITY}sleutels/{one.pk}/", {"name": "Laptop <b>"})
    page = client.get(SECURITY).content.decode()
    assert "Laptop &lt;b&gt;" in page
    assert client.post(f"{SECURITY}sleutels/{one.pk}/", {"name": "x" * 61}).status_code == 200
    assert "Laptop &lt;b&gt;" in client.get(SECURITY).content.decode()


def test_owner_gets_a_letter_about_a_new_factor(client, chair, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
    letter = newest_letter()
    assert letter.to == [chair.user.email]
    assert "app" in letter.body


def test_secret_of_the_app_is_not_readable_in_the_table(client, chair):
    secret = set_up_app(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_secret_locked_with_another_key_opens_nothing(client, chair, settings):
    secret = set_up_app(client)
    settings.SECRET_KEY = "another" * 10
    assert not Authenticator.objects.get(type="totp").wrap().validate_code(app_code(secret))
