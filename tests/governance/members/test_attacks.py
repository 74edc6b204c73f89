"""Ways round the register and the sign-in that somebody might try, or stumble into."""

import datetime
import time

import pytest
from django.test import Client
from django.utils import timezone

from governance.joining.actions import invitations
from governance.joining.models import Invitation
from governance.members.actions import erasure, register
from governance.members.models import Member, MemberKind, User
from governance.members.refusals import RegisterRefusal
from governance.notifications.models import OutboxMail
from governance.refusals import Refused
from tests.factories import actor, member, neighbourhood, sign_in
from tests.governance.members.imports.lists import brought_in
from tests.governance.members.mailbox import newest_code

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def form(**fields):
    return {
        "name": "Anna Bos",
        "kind": "resident",
        "neighbourhood": neighbourhood("Haven").pk,
        "language": "nl",
        "joined_on": "2026-01-05",
    } | fields


def signed_in(browser):
    return browser.get("/mijn/").status_code == 200


# --- after the address changed


def asks_code(browser, address):
    browser.post("/account/inloggen/", {"email": address})
    return newest_code()


@pytest.mark.parametrize("changed", [False, True])
def test_a_code_in_the_old_mailbox_lets_nobody_in_after_the_change(changed):
    anna, browser = member("Anna"), Client()
    code = asks_code(browser, anna.user.email.upper())
    if changed:
        register.change(member=anna, by=actor("Henk"), email="nieuw@wijk.example")
    answer = browser.post("/account/inloggen/code/", {"code": code})
    assert answer.status_code == (422 if changed else 302)
    assert signed_in(browser) is not changed


def test_who_was_signed_in_with_the_old_address_is_signed_out():
    anna, browser = member("Anna"), Client()
    sign_in(browser, anna.user)
    register.change(member=anna, by=actor("Henk"), street="Kade 3")
    assert signed_in(browser)
    register.change(member=anna, by=actor("Henk"), email="nieuw@wijk.example")
    assert not signed_in(browser)


def test_a_list_that_changes_an_address_signs_out_too():
    anna, browser = member("Anna"), Client()
    sign_in(browser, anna.user)
    line, headings = f"{anna.number};Kade 3;{{}}", "Nummer;Straat;E-mail"
    brought_in(line.format(anna.user.email), headings=headings)
    assert signed_in(browser)
    brought_in(line.format("nieuw@wijk.example"), headings=headings)
    assert User.objects.filter(email="nieuw@wijk.example", member=anna).exists()
    assert not signed_in(browser)


def test_who_changes_their_own_address_stays_signed_in_there_and_nowhere_else():
    anna, here, elsewhere = member("Anna"), Client(), Client()
    sign_in(here, anna.user)
    sign_in(elsewhere, anna.user)
    here.post("/mijn/gegevens/e-mail/", {"email": "nieuw@wijk.example"})
    text = OutboxMail.objects.get(to="nieuw@wijk.example").text
    code = next(line for line in text.splitlines() if line.replace(" ", "").isdigit())
    here.post("/mijn/gegevens/e-mail/code/", {"code": code})
    anna.user.refresh_from_db()
    assert anna.user.email == "nieuw@wijk.example"
    assert signed_in(here)
    assert not signed_in(elsewhere)


# --- without an address


def test_who_came_in_by_letter_is_told_that_a_code_cannot_be_mailed():
    anna, browser = member("Anna"), Client()
    Member.objects.filter(pk=anna.pk).update(user=None)
    ((_anna, code),) = invitations.invite(members=[anna], by=actor("Henk"))
    browser.post("/account/brief/", {"code": code})
    browser.post("/account/brief/verder/", {"act": "without"})
    for answer in (
        browser.get("/account/opnieuw/"),
        browser.post("/account/opnieuw/", {"action": "send"}),
        browser.post("/account/opnieuw/", {"code": "12345678"}),
    ):
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/mijn/gegevens/e-mail/"
    assert "e-mailadres" in browser.get("/mijn/gegevens/e-mail/").content.decode()


# --- the register


def test_the_login_of_the_owner_of_the_server_cannot_be_erased_through_a_membership():
    """A superuser need hold no role and be no member; the secretary could make them one, see them
    off and erase them."""
    User.objects.create_superuser("server@wijk.example")
    pawn = register.admit(
        by=actor("Henk"),
        name="Pion",
        kind=MemberKind.objects.get(pk="resident"),
        neighbourhood=neighbourhood("Haven"),
        joined_on=timezone.localdate() - 9 * DAY,
        email="server@wijk.example",
    )
    register.leave(member=pawn, on=timezone.localdate() - DAY, by=actor("Henk"))
    with pytest.raises(Refused) as refused:
        erasure.erase(member=pawn, by=actor("Henk"))
    assert refused.value.refusal is RegisterRefusal.ACTS_STILL
    assert User.objects.filter(is_superuser=True, is_active=True).exists()


def test_the_highest_number_leaves_room_for_the_next_member(secretary, client):
    highest = form(number="2147483647", name="Laatste")
    assert client.post("/beheer/leden/new/", highest).status_code == 422
    assert client.post("/beheer/leden/new/", highest | {"number": "999999999"}).status_code == 302
    assert client.post("/beheer/leden/new/", form()).status_code == 302
    assert Member.objects.get(name="Anna Bos").number == 1_000_000_000


def test_a_name_is_one_line(secretary, client):
    client.post("/beheer/leden/new/", form(name="Anna\r\nBcc:  Bram"))
    assert Member.objects.filter(name="Anna Bcc: Bram").exists()


def test_nobody_calls_themselves_something_else_in_the_back_office(secretary, client):
    """The name of a login stands with what its holder did."""
    fields = {"name_email-first_name": "Meryem", "name_email-last_name": "Voorzitter"}
    fields |= {"locale-preferred_language": "nl", "locale-current_time_zone": "Europe/Amsterdam"}
    theme = {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default"}
    assert client.post("/beheer/account/", fields | theme).status_code == 302
    secretary.user.refresh_from_db()
    assert secretary.user.wagtail_userprofile.theme == "dark"
    assert secretary.user.first_name != "Meryem"
    assert "Meryem" not in str(User.objects.get(pk=secretary.user.pk))


@pytest.mark.parametrize("minutes", [1, 16])
def test_a_browser_left_open_by_the_secretary_makes_no_letters(secretary, client, minutes):
    """A code in a letter is worth a vote."""
    anna = member("Anna")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - minutes * 60
    session.save()
    answer = client.post("/bestuur/brieven/", {"who": "numbers", "numbers": anna.number})
    assert answer.status_code == (200 if minutes == 1 else 302)
    assert Invitation.objects.exists() is (minutes == 1)
