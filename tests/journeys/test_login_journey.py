"""Signing in for real: a code, a passkey, devices; and the chair's second factor."""

import pytest

from tests.governance.members.authenticator import app_code
from tests.journeys.test_voting_journey import sign_in_by_code

pytestmark = pytest.mark.browser


@pytest.fixture
def at_localhost(visitor, house):
    """Browsers make passkeys for a name, not for a number; and a key ring in software."""
    someone = visitor()
    someone.home = house.url.replace("127.0.0.1", "localhost")
    ring = someone.page.context.new_cdp_session(someone.page)
    ring.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    options |= {"automaticPresenceSimulation": True}
    ring.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return someone


def test_member_signs_in_by_code_then_by_passkey_and_signs_out_everywhere(at_localhost):
    someone = at_localhost
    sign_in_by_code(someone, "lid@wijkstem.example")
    someone.click("Zo meldt u zich aan, en uw apparaten", role="link")
    someone.click("Een passkey toevoegen", role="link")
    someone.page.get_by_label("Hoe noemt u dit apparaat?").fill("Mijn laptop")
    someone.page.get_by_role("button", name="Een passkey toevoegen").click()
    someone.page.wait_for_url("**/herstelcodes/")
    someone.look()
    someone.click("Ik heb ze bewaard, verder", role="link")
    assert "Mijn laptop" in someone.text()
    someone.click("Afmelden")
    someone.go("/account/inloggen/?next=/stemmingen/")
    someone.page.get_by_role("button", name="Aanmelden met een passkey").click()
    someone.page.wait_for_url(f"{someone.home}/stemmingen/")
    someone.go("/account/apparaten/")
    assert "Chrome" in someone.text()
    someone.click("Overal afmelden")
    someone.page.goto(f"{someone.home}/mijn/")
    assert "/account/inloggen/" in someone.page.url


def test_chair_is_led_to_a_second_factor_and_then_opens_a_vote(visitor, house):
    making = "from tests.factories import draft; draft('tweede-stap')"
    house.manage("shell", "-v", "0", "-c", making)
    someone = visitor()
    sign_in_by_code(someone, "voorzitter@wijkstem.example")
    someone.go("/stemmingen/tweede-stap/openen/")
    assert someone.page.url.partition("?")[0].endswith("/beveiliging/instellen/")
    someone.click("Een authenticator-app", role="link")
    secret = someone.page.locator("#secret").inner_text()
    someone.page.locator("#id_code").fill(app_code(secret))
    someone.click("Deze app gebruiken")
    someone.click("Ik heb ze bewaard, verder", role="link")
    assert someone.page.url.endswith("/stemmingen/tweede-stap/openen/")
    someone.page.locator("main form button.btn").first.click()
    someone.page.wait_for_load_state()
    assert someone.page.url.endswith("/stemmingen/tweede-stap/")
