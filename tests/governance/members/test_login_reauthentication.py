"""What weighs heavily asks anew who one is, and loses nothing."""

import time

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.roles import Role
from tests.factories import member, sign_in
from tests.governance.members.mailbox import newest_code
from tests.toys.addresses import urlpatterns as addresses

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WEIGHTY = "/gewichtig/?a=1"


@page(Role.CHAIR, post=True, reauthenticate=True)
def weighty(request):
    return HttpResponse(f"done {sorted(request.POST.items())}")


@page(Who.MEMBERS, reauthenticate=True)
def for_members(request):
    return HttpResponse("done")


urlpatterns = [path("gewichtig/", weighty), path("leden-alleen/", for_members), *addresses]


@pytest.fixture(autouse=True)
def with_weighty_page():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def grow_old(client, minutes):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - minutes * 60
    session.save()


def test_session_that_proved_itself_is_let_through(client, as_member):
    as_member("Meryem", Role.CHAIR)
    assert client.get(WEIGHTY).content.startswith(b"done")
    grow_old(client, 14)
    assert client.get(WEIGHTY).status_code == 200
    grow_old(client, 16)
    assert client.get(WEIGHTY).status_code == 302


def test_old_session_proves_itself_by_a_code_and_goes_on(client, as_member):
    as_member("Meryem", Role.CHAIR)
    grow_old(client, 16)
    asked = client.get(WEIGHTY)
    assert asked.headers["Location"] == "/account/opnieuw/?next=%2Fgewichtig%2F%3Fa%3D1"
    there = client.post("/account/opnieuw/", {"action": "send", "next": WEIGHTY})
    assert b"id_code" in there.content
    wrong = client.post("/account/opnieuw/", {"code": "0000-0000", "next": WEIGHTY})
    assert wrong.status_code == 422
    right = client.post("/account/opnieuw/", {"code": newest_code(), "next": WEIGHTY})
    assert (right.status_code, right.headers["Location"]) == (302, WEIGHTY)
    assert client.get(WEIGHTY).content.startswith(b"done")


def test_what_was_sent_is_carried_over(client, as_member):
    as_member("Meryem", Role.CHAIR)
    grow_old(client, 16)
    asked = client.post(WEIGHTY, {"reason": "<b>Brand\nin de zaal", "csrfmiddlewaretoken": "x"})
    assert asked.headers["Location"] == "/account/opnieuw/?next=%2Faccount%2Fverder%2F"
    client.post("/account/opnieuw/", {"action": "send"})
    client.post("/account/opnieuw/", {"code": newest_code()})
    page = client.get("/account/verder/").content.decode()
    assert "&lt;b&gt;Brand\nin de zaal</textarea>" in page
    assert 'action="/gewichtig/?a=1"' in page
    client.post(WEIGHTY, {"reason": "x"})
    assert client.get("/account/verder/").status_code == 302


def test_a_file_cannot_be_carried_over_and_the_page_says_so(client, as_member, tmp_path):
    as_member("Meryem", Role.CHAIR)
    grow_old(client, 16)
    (tmp_path / "key.json").write_text("{}")
    with (tmp_path / "key.json").open() as file:
        asked = client.post(WEIGHTY, {"file": file})
    assert asked.headers["Location"] == "/account/opnieuw/?next=%2Faccount%2Fverder%2F"
    back = client.get("/account/verder/")
    assert back.headers["Location"] == WEIGHTY
    assert [message.level_tag for message in get_messages(back.wsgi_request)] == ["warning"]


def test_fragment_sends_the_whole_page_to_prove_it(client, as_member):
    as_member("Meryem", Role.CHAIR)
    grow_old(client, 16)
    asked = client.post(WEIGHTY, {"a": "b"}, headers={"HX-Request": "true"})
    assert asked.headers["HX-Redirect"].startswith("/account/opnieuw/?next=")


@pytest.mark.parametrize(("roles", "status"), [((), 200), ((Role.EDITOR,), 302)])
def test_member_without_a_role_is_never_asked(client, as_member, roles, status):
    as_member("Anna", *roles)
    grow_old(client, 16)
    assert client.get("/leden-alleen/").status_code == status


def test_three_wrong_codes_end_the_code(client, as_member):
    as_member("Meryem", Role.CHAIR)
    grow_old(client, 16)
    client.post("/account/opnieuw/", {"action": "send", "next": WEIGHTY})
    for _ in range(3):
        client.post("/account/opnieuw/", {"code": "00000000", "next": WEIGHTY})
    client.post("/account/opnieuw/", {"code": newest_code(), "next": WEIGHTY})
    assert client.get(WEIGHTY).status_code == 302


def test_code_of_somebody_else_in_the_same_browser_does_not_count(client):
    one, other = member("Een", Role.CHAIR).user, member("Twee", Role.CHAIR).user
    sign_in(client, one)
    client.post("/account/opnieuw/", {"action": "send", "next": WEIGHTY})
    sign_in(client, other)
    grow_old(client, 16)
    client.post("/account/opnieuw/", {"code": newest_code(), "next": WEIGHTY})
    assert client.get(WEIGHTY).status_code == 302
