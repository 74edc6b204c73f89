"""Every page of the demo, as everyone sees it: accessible, no wider than a small phone, nothing
from elsewhere, nothing that the policy forbids, in both languages and in the dark."""

import os

import pytest

from tests import storm
from tests.journeys.steps import sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

PUBLIC = [
    "/",
    "/en/",
    "/nieuws/",
    "/documenten/",
    "/over-ons/",
    "/stemmingen/",
    "/en/stemmingen/",
    "/budget/",
    "/voorstellen/",
    "/budget/wijkbudget/",
    "/budget/wijkbudget-vorig/",
    "/en/budget/wijkbudget-vorig/",
    "/stemmingen/jaarrekening/",
    "/stemmingen/leeftijd-lidmaatschap/",
    "/stemmingen/bestuur-kiezen/",
    "/stemmingen/avonden-de-sluis/",
    "/en/stemmingen/opknappen-de-sluis/",
    "/stemmingen/naam-wijkhuis/",
    "/stemmingen/buurtfeest/",
    "/stemmingen/havenplein-inrichten/",
    "/peilingen/",
    "/peilingen/welke-soep/",
    "/en/peilingen/koffie-in-de-sluis/",
    "/stemmingen/jaarrekening/controle/",
    "/en/stemmingen/bestuur-kiezen/controle/",
    "/stemmingen/wijkbudget-vorig/controle/",
    "/account/inloggen/",
    "/lid-worden/",
    "/en/lid-worden/",
    "/account/brief/",
    "/demo/postvak/",
    "/stijl/",
    "/bestaat-niet/",
]
OF_MEMBERS = [
    "/",
    "/mijn/",
    "/en/mijn/",
    "/account/opzeggen/",
    "/mijn/gegevens/",
    "/en/mijn/gegevens/",
    "/mijn/gegevens/e-mail/",
    "/mijn/gegevens/vraag/",
    "/mijn/meldingen/",
    "/mijn/inzage/",
    "/documenten/",
    "/stemmingen/",
    "/stemmingen/badhuis-kopen/",
    "/stemmingen/naam-wijkhuis/controle/",
    "/stemmingen/naam-wijkhuis/volmacht/",
]
OF_THE_CHAIR = [
    "/bestuur/aanmeldingen/",
    "/bestuur/aanmeldingen/formulier/",
    "/mijn/",
    "/mijn/meldingen/",
    "/stemmingen/nieuw/",
    "/stemmingen/contributie/",
    "/stemmingen/contributie/openen/",
    "/stemmingen/contributie/kiezerslijst/",
    "/stemmingen/naam-wijkhuis/kiezerslijst/",
    "/stemmingen/naam-wijkhuis/kiezerslijst/?q=van",
    "/stemmingen/contributie/proef/",
    "/stemmingen/nieuw/verkiezing/",
    "/stemmingen/beheerder-kiezen/",
    "/stemmingen/beheerder-kiezen/bewerken/",
    "/stemmingen/beheerder-kiezen/openen/",
    "/stemmingen/beheerder-kiezen/proef/",
    "/stemmingen/badhuis-kopen/verlengen/",
    "/stemmingen/badhuis-kopen/afgelasten/",
    "/stemmingen/jaarrekening/vaststellen/",
    "/stemmingen/contributie/verzegelen/",
    "/stemmingen/",
]
OF_THE_COMMITTEE = [
    "/stemmingen/",
    "/stemmingen/sleutels/",
    "/en/stemmingen/sleutels/1/",
    "/stemmingen/sleutels/1/",
    "/stemmingen/sleutels/1/intrekken/",
    "/stemmingen/giften-van-bedrijven/",
    "/stemmingen/giften-van-bedrijven/ontzegelen/",
    "/stemmingen/vast-contract-beheerder/",
    "/stemmingen/vast-contract-beheerder/papier/",
]


LOOKS = [(320, False, 1), (1280, True, 3)]
"""Width, dark or not, and each of how many pages."""
if storm.FULL or os.environ.get("WIJKSTEM_JOURNEYS"):
    LOOKS = [(width, dark, 1) for width in (320, 1280) for dark in (False, True)]


@pytest.mark.parametrize(("width", "dark", "step"), LOOKS)
def test_public_pages(visitor, width, dark, step):
    someone = visitor(width=width, dark=dark)
    for path in PUBLIC[::step]:
        someone.go(path)


@pytest.mark.parametrize(
    ("role", "paths"),
    [("lid", OF_MEMBERS), ("voorzitter", OF_THE_CHAIR), ("stemcommissie", OF_THE_COMMITTEE)],
)
def test_pages_behind_the_door(visitor, role, paths):
    someone = visitor(width=320)
    sign_in_as(someone, role)
    for path in paths:
        someone.go(path)


STOP = """
from governance.members.models import User
from governance.notifications.actions.preferences import stop_token
print(stop_token(User.objects.get(email="lid@wijkstem.example"), "results"))
"""


def test_pages_that_one_reaches_from_a_mail_or_a_form(visitor, house):
    someone = visitor(width=320)
    token = house.manage("shell", "-v", "0", "-c", STOP).strip()
    someone.go(f"/mijn/meldingen/afmelden/{token}/")
    someone.click("Ja, stop deze mail")
    assert "Uitslagen" in someone.text()
    sign_in_as(someone, "lid")
    someone.go("/mijn/gegevens/e-mail/")
    someone.page.locator("input[name=email]").fill("riet@elders.example")
    someone.click("Stuur de code")
    someone.page.wait_for_url("**/code/")
    someone.look()


def test_back_office_opens_for_the_editor(visitor):
    editor = visitor()
    sign_in_as(editor, "redactie")
    editor.page.goto(editor.home + "/beheer/")
    assert editor.page.url.endswith("/beheer/")
    assert editor.page.locator("nav").first.is_visible()
    assert not [fault for fault in editor.faults if "third party" in fault]


def test_a_fault_would_be_noticed(visitor):
    """The control: an image without words, a script from elsewhere and a page that is too wide."""
    someone = visitor()
    someone.go("/")
    someone.page.evaluate("document.body.append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        someone.look()
    other = visitor()
    other.go("/")
    other.page.evaluate(
        "() => { const s = document.createElement('script');"
        " s.src = 'http://127.0.0.1:9/x.js'; document.body.append(s); }"
    )
    other.page.wait_for_timeout(300)
    assert any("CSP" in fault for fault in other.faults)
