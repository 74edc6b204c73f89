"""The whole life of a vote in a browser: opened, extended, closed, established, objected to, and
held anew. Once with JavaScript, on a phone without it for the voter."""

import re

import pytest

from tests.journeys.steps import cast_resolution, sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.journey]

REASON = "De brieven kwamen een week te laat."
OBJECTION = "In de vraag stond een verkeerd bedrag."


def follow(someone, end):
    """To the page of an act, by its link on the page of the vote."""
    someone.page.locator(f"main a[href$='/{end}/']").first.click()
    someone.page.wait_for_load_state()
    someone.look()


def send(someone):
    someone.page.locator("main form button.btn").first.click()
    someone.page.wait_for_load_state()
    someone.look()


def prepare(chair):
    """Fills in a new vote, looks at its trial paper and opens it; returns its address."""
    chair.go("/stemmingen/nieuw/")
    chair.page.locator("input[name=question]").fill("Kopen wij een bakfiets?")
    send(chair)
    path = re.sub(r"^https?://[^/]+", "", chair.page.url)
    follow(chair, "proef")
    chair.page.get_by_text("Voor", exact=True).click()
    send(chair)
    assert chair.page.locator(".btn--vote").count() == 0
    chair.go(path)
    follow(chair, "openen")
    send(chair)
    return path


def test_life_of_a_vote(visitor):
    chair, voter = visitor(), visitor(javascript=False, width=320)
    sign_in_as(chair, "voorzitter")
    sign_in_as(voter, "lid")
    path = prepare(chair)
    cast_resolution(voter, path, "Voor")

    follow(chair, "verlengen")
    chair.page.locator("textarea[name=reason]").fill(REASON)
    send(chair)
    voter.go(path)
    assert REASON in voter.text()

    follow(chair, "sluiten")
    send(chair)
    chair.go(path)
    follow(chair, "vaststellen")
    assert "Stemmen voor: 1" in chair.page.locator("textarea[name=words]").input_value()
    send(chair)
    assert "VASTGESTELD" in chair.text()

    voter.go(path)
    follow(voter, "bezwaar")
    send(voter)
    assert voter.page.locator(".field__error").count() == 1
    voter.page.locator("textarea[name=reason]").fill(OBJECTION)
    send(voter)
    assert OBJECTION in voter.text()

    chair.go(path)
    follow(chair, "opnieuw")
    send(chair)
    again = re.sub(r"^https?://[^/]+", "", chair.page.url)
    assert again != path
    follow(chair, "openen")
    send(chair)
    voter.go(path)
    assert "VERVALLEN" in voter.text()
    cast_resolution(voter, again, "Tegen")

    follow(chair, "afgelasten")
    chair.page.locator("textarea[name=reason]").fill(OBJECTION)
    send(chair)
    assert "AFGELAST" in chair.text()


def test_turnout_follows_the_votes_without_a_reload(visitor):
    chair, voter = visitor(), visitor()
    sign_in_as(chair, "voorzitter")
    sign_in_as(voter, "lid")
    path = prepare(chair)
    page = voter.page
    voter.go(path)
    page.evaluate("window.stays = true")
    before = page.locator("#turnout").inner_text()
    cast_resolution(chair, path, "Voor")
    page.wait_for_function(
        "text => document.querySelector('#turnout').innerText !== text", arg=before, timeout=40_000
    )
    assert page.evaluate("window.stays") is True
