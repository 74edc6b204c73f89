"""A suspended member in a browser reads why there is no ballot, and votes once it is lifted."""

import re

import pytest

from tests.journeys.steps import cast_resolution, sign_in_as, sign_in_by_code
from tests.journeys.test_import_journey import press

pytestmark = [pytest.mark.browser, pytest.mark.any_database]
POLL = "/stemmingen/energie-inkoop/"
EMAIL = "malika.benali@wijkstem.example"
REASON = "contributie niet betaald"


def open_member(secretary):
    """Finds the member in the register, and opens her page."""
    secretary.page.goto(f"{secretary.home}/beheer/leden/?q={EMAIL}")
    press(secretary, "tbody .title a")


def do(secretary, act, reason):
    open_member(secretary)
    press(secretary, f"a[href*='/beheer/leden/{act}/']")
    secretary.page.locator("input[name=reason]").fill(reason)
    press(secretary, "form:has(input[name=reason]) button[type=submit]")


def reads_why(member):
    text = member.text()
    assert re.search(r"Uw lidmaatschap is geschorst sinds \d+ \w+ \d{4}\.", text), text
    assert f"De reden: {REASON}." in text
    assert member.page.locator("main").get_by_role("link", name="Vraag het de secretaris").count()
    assert member.page.locator("main a[href*='/stembiljet/'], .btn--vote").count() == 0


def test_suspended_member_is_told_why_and_votes_once_it_is_lifted(visitor):
    secretary, member = visitor(), visitor(javascript=False, width=390)
    sign_in_by_code(member, EMAIL)
    member.go(POLL)
    paper = member.page.locator("main a[href*='/stembiljet/']").get_attribute("href")

    sign_in_as(secretary, "secretaris")
    do(secretary, "suspend", REASON)
    for path in ("/mijn/", POLL, paper):
        member.go(path)
        reads_why(member)

    do(secretary, "lift", "betaald")
    cast_resolution(member, POLL, "Voor")
