"""Giving a proxy and taking it back in a real browser, and looking it up on the roll."""

import re

import pytest

from tests.journeys.steps import sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.journey]
VOTE = "/stemmingen/naam-wijkhuis/"


def number_of(someone):
    """The member number, as it stands on one's own page."""
    someone.go("/mijn/")
    return re.search(r"Lidnummer\s+(\d+)", someone.text())[1]


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_a_proxy_is_given_looked_up_and_taken_back(visitor, javascript):
    holder, giver = visitor(), visitor(javascript=javascript, width=320)
    sign_in_as(holder, "redactie")
    number = number_of(holder)
    sign_in_as(giver, "lid")
    giver.go(f"{VOTE}volmacht/")
    for surname in ("Vermeulen", "de Wit"):
        giver.page.locator("input[name=number]").fill(number)
        giver.page.locator("input[name=surname]").fill(surname)
        giver.click("Geef de volmacht")
    assert "U gaf Sanne de Wit een volmacht" in giver.text()

    holder.go("/mijn/")
    assert "U stemt namens Riet van den Heuvel" in holder.text()
    secretary = visitor(width=390, dark=True)
    sign_in_as(secretary, "secretaris")
    secretary.go(f"{VOTE}kiezerslijst/")
    secretary.page.locator("input[name=q]").fill("Heuvel")
    secretary.click("Zoek", exact=True)
    assert "Gaf een volmacht aan Sanne de Wit." in secretary.text()

    giver.click("Neem de volmacht terug")
    assert "U gaf" not in giver.text()
