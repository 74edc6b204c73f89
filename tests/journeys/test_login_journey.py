"""The chair's second factor, in a real browser."""

import pytest

from tests.governance.members.authenticator import app_code
from tests.journeys.steps import sign_in_by_code

pytestmark = [pytest.mark.browser, pytest.mark.any_database]


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
