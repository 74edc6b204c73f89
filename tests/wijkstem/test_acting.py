"""Pages that are open to others too heed a role only in a session with a second factor."""

import pytest
from django.test import Client

from governance.ballots.actions import lifecycle, tally
from governance.members.login import second_factor
from governance.members.roles import Role
from tests import factories
from tests.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SET_UP = "/account/beveiliging/instellen/"


def browser(someone, way):
    client = Client()
    factories.sign_in(client, someone.user, way=way)
    return client


@pytest.fixture
def votes():
    chair = factories.member("Meryem", Role.CHAIR)
    others = [factories.member(f"Lid {n}") for n in range(3)]
    factories.draft("concept", question="Een geheim plan?")
    factories.resolution("open-stemming")
    elected = factories.election("verkozen", rule="irv")
    for voter in others:
        factories.vote(elected, voter, {"rank": ["anna", "bram"]})
    lifecycle.close(poll=elected, by=actor("test"))
    tally.tally(poll=elected)
    return chair


ONLY_FOR_A_ROLE = [
    (Role.CHAIR, "/stemmingen/concept/"),
    (Role.SECRETARY, "/stemmingen/concept/"),
    (Role.COUNTING, "/stemmingen/concept/"),
    (Role.CHAIR, "/stemmingen/concept/volmacht/"),
    (Role.COUNTING, "/stemmingen/verkozen/stembiljetten.blt"),
]


@pytest.mark.parametrize(("role", "address"), ONLY_FOR_A_ROLE)
def test_what_only_a_role_may_have_asks_for_a_second_factor(votes, role, address):
    someone = factories.member("Iemand", role)
    assert browser(someone, "mfa").get(address).status_code == 200
    answer = browser(someone, "code").get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(SET_UP)
    assert browser(factories.member("Bram"), "code").get(address).status_code == 404


MORE_FOR_A_ROLE = [
    (Role.CHAIR, "/stemmingen/", "Een geheim plan?"),
    (Role.CHAIR, "/stemmingen/open-stemming/", "/stemmingen/open-stemming/sluiten/"),
    (Role.SECRETARY, "/stemmingen/open-stemming/", "/stemmingen/open-stemming/kiezerslijst/"),
    (Role.CHAIR, "/mijn/", "Een geheim plan?"),
    (Role.SECRETARY, "/rollen/", "/bestuur/oud-leden/"),
    (Role.COUNTING, "/stemmingen/verkozen/", ".blt"),
]


@pytest.mark.parametrize(("role", "address", "more"), MORE_FOR_A_ROLE)
def test_without_it_one_sees_what_every_member_sees(votes, role, address, more):
    someone = factories.member("Iemand", role)
    assert more in browser(someone, "mfa").get(address).content.decode()
    answer = browser(someone, "code").get(address)
    assert answer.status_code == 200
    assert more not in answer.content.decode()


def test_own_page_leads_to_the_second_factor_and_back(votes):
    page = browser(votes, "code").get("/mijn/").content.decode()
    assert f'href="{SET_UP}?next=/mijn/"' in page
    assert SET_UP not in browser(votes, "mfa").get("/mijn/").content.decode()


def test_where_no_second_factor_is_asked_a_role_counts_at_once(votes, settings):
    settings.SECOND_FACTOR = False
    assert browser(votes, "code").get("/stemmingen/concept/").status_code == 200
    assert "Een geheim plan?" in browser(votes, "code").get("/mijn/").content.decode()


def test_who_has_a_factor_gives_it_and_goes_on(votes, monkeypatch):
    monkeypatch.setattr(second_factor, "has_factor", lambda _user: True)
    answer = browser(votes, "code").get(f"{SET_UP}?next=/mijn/")
    assert answer.headers["Location"].startswith("/account/opnieuw/")
    answer = browser(votes, "mfa").get(f"{SET_UP}?next=/mijn/")
    assert answer.headers["Location"] == "/mijn/"
