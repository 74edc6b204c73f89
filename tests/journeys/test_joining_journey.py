"""From the application form to the member's own page, in a real browser."""

import re
from urllib.parse import urlsplit

import pytest

from tests.journeys.steps import sign_in_as, sign_in_by_code

pytestmark = [pytest.mark.browser, pytest.mark.any_database]
EMAIL = "jip.dekker@post.example"
PATIENCE = 60


def open_mail(someone, subject):
    """Opens the mail with this subject as soon as the worker has sent it."""
    link = someone.page.get_by_role("link", name=subject)
    for _ in range(PATIENCE):
        someone.go(f"/demo/postvak/?aan={EMAIL}")
        if link.count():
            link.first.click()
            someone.page.wait_for_load_state()
            return
        someone.page.wait_for_timeout(500)
    pytest.fail(f"no mail: {subject}")


def follow_link(someone):
    """Goes where the first link in the open mail leads."""
    address = re.search(r"https?://\S+", someone.page.locator(".letter").inner_text())[0]
    someone.go(urlsplit(address).path)


def fill_in(someone):
    page = someone.page
    page.get_by_label("Uw naam").fill("Jip Dekker")
    page.get_by_label("Uw e-mailadres").fill(EMAIL)
    page.get_by_label("bewoner").check()
    page.locator("select[name=neighbourhood]").select_option(label="Havenbuurt")
    page.get_by_label("Straat en huisnummer").fill("Sluiskade 1")
    page.get_by_label("Postcode").fill("3456 AB")


def add_passkey(someone):
    someone.click("Veiligheid en apparaten", role="link")
    someone.click("Een passkey toevoegen", role="link")
    someone.page.get_by_label("Hoe noemt u dit apparaat?").fill("Mijn laptop")
    someone.page.get_by_role("button", name="Een passkey toevoegen").click()
    someone.page.wait_for_url("**/herstelcodes/")
    someone.look()
    someone.click("Ik heb ze bewaard, verder", role="link")
    assert "Mijn laptop" in someone.text()


def test_neighbour_applies_is_admitted_and_signs_in_with_a_passkey(visitor, at_localhost):
    jip = visitor(javascript=False, width=390)
    jip.go("/lid-worden/")
    fill_in(jip)
    jip.click("Verstuur mijn aanvraag")
    assert "Vul uw woonplaats in." in jip.text()
    jip.page.get_by_label("Woonplaats").fill("Veerdam")
    jip.page.get_by_label("Ik onderschrijf de doelen").check()
    jip.click("Verstuur mijn aanvraag")
    assert "Kijk in uw mailbox" in jip.text()
    open_mail(jip, "Bevestig uw aanvraag")
    follow_link(jip)
    jip.click("Bevestig mijn aanvraag")
    assert "Uw aanvraag ligt bij het bestuur" in jip.text()

    secretary = visitor()
    sign_in_as(secretary, "secretaris")
    secretary.go("/bestuur/aanmeldingen/")
    secretary.click("Jip Dekker", role="link")
    assert "wacht op het bestuur" in secretary.text()
    secretary.click("Toelaten", role="link")
    secretary.click("Als lid toelaten")
    assert "Jip Dekker is lid" in secretary.text()

    open_mail(jip, "Welkom: u bent lid")
    at_home = at_localhost
    sign_in_by_code(at_home, EMAIL)
    assert "Jip Dekker" in at_home.text()
    add_passkey(at_home)
    at_home.click("Uitloggen")
    at_home.go("/account/inloggen/?next=/mijn/")
    at_home.page.get_by_role("button", name="Inloggen met een passkey").click()
    at_home.page.wait_for_url(f"{at_home.home}/mijn/")
    assert "Jip Dekker" in at_home.text()
    at_home.go("/account/apparaten/")
    assert "Chrome" in at_home.text()
    at_home.click("Overal uitloggen")
    at_home.page.goto(f"{at_home.home}/mijn/")
    assert "/account/inloggen/" in at_home.page.url
