"""Preparing an election, looking at its paper, and what the chair reads before opening."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.ballots.actions import lifecycle
from governance.ballots.models import Ballot, Poll, ProxyGrant, RollEntry
from governance.ballots.pages.opening import checklist
from governance.members.models import MemberKind
from governance.members.roles import Role
from tests.factories import actor, budget_round, draft, election, member, resolution
from tests.governance.ballots.test_drafts import filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def ballot_of(**changed):
    asked = {
        "question": "Wie in het bestuur?",
        "names": "Anna Bos\n\n Bram  Smit \nCarla",
        "seats": 2,
    }
    return filled_in(rule="stv", points=10, **asked) | changed


def made(client, **changed):
    response = client.post("/stemmingen/nieuw/verkiezing/", ballot_of(**changed))
    assert response.status_code == 302, response.context["form"].errors
    return Poll.objects.latest("pk")


def keys(poll):
    return list(poll.choices.values_list("key", "label"))


@pytest.mark.parametrize(
    ("rule", "seats"),
    [
        ("plurality", 1),
        ("approval", 2),
        ("irv", 1),
        ("stv", 2),
        ("meek", 2),
        ("schulze", 1),
        ("points", 2),
    ],
)
def test_secretary_prepares_an_election_by_any_rule_and_it_opens(client, as_member, rule, seats):
    as_member("Henk", Role.SECRETARY)
    poll = made(client, rule=rule, seats=seats)
    assert (poll.kind, poll.rules["rule"], poll.rules["seats"]) == ("election", rule, seats)
    assert keys(poll) == [("anna-bos", "Anna Bos"), ("bram-smit", "Bram Smit"), ("carla", "Carla")]
    assert lifecycle.open_poll(poll=poll, by=actor("chair")).state == Poll.State.OPEN


def test_points_of_each_voter_belong_to_the_rule_of_points_alone(client, as_member):
    as_member("Henk", Role.SECRETARY)
    poll = made(client, rule="points", points=7)
    assert poll.rules["points"] == 7
    answer = client.post("/stemmingen/nieuw/verkiezing/", ballot_of(rule="points", points=""))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["points"])
    client.post(f"/stemmingen/{poll.slug}/bewerken/", ballot_of(rule="stv", points=7))
    poll.refresh_from_db()
    assert (poll.rules["rule"], "points" in poll.rules) == ("stv", False)


def test_name_keeps_its_key_when_others_come_and_go(client, as_member):
    as_member("Henk", Role.SECRETARY)
    poll = made(client, names="Anna\nÁnna\nBram")
    before = dict(map(reversed, keys(poll)))
    assert before == {"Anna": "anna", "Ánna": "anna-2", "Bram": "bram"}
    address = f"/stemmingen/{poll.slug}/bewerken/"
    assert client.get(address).context["form"]["names"].value() == "Anna\nÁnna\nBram"
    client.post(address, ballot_of(names="Zoë\nÁnna\nBram"))
    assert keys(poll) == [("zoe", "Zoë"), ("anna-2", "Ánna"), ("bram", "Bram")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"names": "Anna"}, "names"),
        ({"names": "Anna\nBram\n Anna"}, "names"),
        ({"names": "Anna\n" + "x" * 121}, "names"),
        ({"names": "\n".join(map(str, range(61)))}, "names"),
        ({"seats": "4"}, "seats"),
        ({"seats": "2", "rule": "irv"}, "seats"),
        ({"rule": "borda"}, "rule"),
        ({"mode": "sealed"}, "mode"),
        ({"votes_resident": "21"}, "votes_resident"),
        ({"proxy_cap": "-1"}, "proxy_cap"),
    ],
)
def test_wrong_election_comes_back_whole(client, as_member, changed, field):
    as_member("Henk", Role.SECRETARY)
    response = client.post("/stemmingen/nieuw/verkiezing/", ballot_of(**changed))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert "Hij kost € 3.000." in response.content.decode()
    assert not Poll.objects.exists()


def test_roll_mode_and_standing_are_frozen_as_they_were_filled_in(client, as_member):
    as_member("Meryem", Role.CHAIR)
    member("Bedrijf", kind="organisation")
    poll = made(
        client,
        mode="open",
        votes_organisation="3",
        proxy_cap="",
        roll_article="art. 9",
        decides="on",
        standing_article="art. 30",
    )
    poll = lifecycle.open_poll(poll=poll, by=actor("chair"))
    assert poll.frozen["mode"] == "open"
    assert poll.frozen["standing"] == {"decides": True, "article": "art. 30"}
    assert poll.frozen["roll"] == {
        "votes": {"resident": 1, "professional": 1, "organisation": 3},
        "neighbourhood": None,
        "proxy_cap": None,
        "article": "art. 9",
    }
    assert sorted(poll.roll.values_list("votes", flat=True)) == [1, 3]


def test_nobody_with_a_vote_is_refused(client, as_member):
    as_member("Meryem", Role.CHAIR)
    none = {f"votes_{kind.key}": "0" for kind in MemberKind.objects.all()}
    response = client.post("/stemmingen/nieuw/verkiezing/", ballot_of(**none))
    assert list(response.context["form"].errors) == ["votes_resident"]


# --- the trial paper


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SECRETARY])
def test_trial_paper_is_checked_and_stores_nothing(client, as_member, role):
    as_member("Henk", role)
    poll = draft()
    address = f"/stemmingen/{poll.slug}/proef/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"step": "check"}).status_code == 422
    page = client.post(address, {"step": "check", "vote": "yes"})
    assert page.templates[0].name == "ballots/voting/check.html"
    assert "btn--vote" not in page.content.decode()
    poll.refresh_from_db()
    assert (poll.frozen, poll.frozen_hash, poll.state) == (None, "", Poll.State.DRAFT)
    assert (Ballot.objects.count(), RollEntry.objects.count()) == (0, 0)


def test_trial_paper_of_an_election_and_of_a_round(client, as_member):
    as_member("Meryem", Role.CHAIR)
    chosen = election(rule="stv", open_it=False)
    round_ = budget_round(costs={"bank": 400_00}, budget=1_000_00, open_it=False)
    for poll, words in ((chosen, "Anna"), (round_.poll, "Plan bank")):
        page = client.get(f"/stemmingen/{poll.slug}/proef/")
        assert page.status_code == 200
        assert words in page.content.decode()


def test_open_vote_has_no_trial_paper_and_others_see_none(client, as_member):
    as_member("Meryem", Role.CHAIR)
    assert client.get(f"/stemmingen/{resolution().slug}/proef/").status_code == 409
    as_member("Anna")
    assert client.get(f"/stemmingen/{draft('concept').slug}/proef/").status_code == 403


# --- before opening


def marks(poll):
    return [check.mark for check in checklist(poll).checks]


def test_checklist_counts_who_is_left_out_and_who_needs_paper(client, as_member):
    as_member("Meryem", Role.CHAIR)
    member("Vriend", kind="supporter")
    member("Geschorst", suspended_on=timezone.localdate())
    member("Papier").user.delete()
    poll = draft()
    found = checklist(poll)
    assert marks(poll) == ["ok", "ok", "look", "ok"]
    assert len(found.left_out) == 2
    assert not found.stops
    page = client.get(f"/en/stemmingen/{poll.slug}/openen/").content.decode()
    assert "2 members would be on the electoral roll, with 2 votes together." in page
    assert "1 of them cannot sign in here" in page
    assert "1 suspended (BW 2:38 lid 1)" in page


def test_checklist_says_what_stops_the_opening(as_member):
    anna, bram, carla = (member(name) for name in ("Anna", "Bram", "Carla"))
    poll = draft(rules={"majority": {"numerator": 1, "denominator": 2}, "roll": {"proxy_cap": 1}})
    for principal in (bram, carla):
        ProxyGrant.objects.create(poll=poll, principal=principal, holder=anna)
    assert marks(poll) == ["ok", "ok", "ok", "stop"]
    late = draft("laat", closes_at=timezone.now() - datetime.timedelta(hours=1))
    assert marks(late)[0] == "stop"
    nobody = election("niemand", rule="none", open_it=False)
    assert marks(nobody) == ["ok", "stop"]


def test_checklist_asks_no_more_of_the_database_with_more_members(client, as_member):
    as_member("Meryem", Role.CHAIR)
    poll = draft()
    client.get(f"/stemmingen/{poll.slug}/openen/")
    counts = []
    for _ in range(2):
        for _ in range(5):
            member()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/stemmingen/{poll.slug}/openen/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_draft_of_a_new_vote_is_not_changed(client, as_member):
    as_member("Meryem", Role.CHAIR)
    first = resolution()
    poll = draft("opnieuw", repeats=first)
    assert client.get(f"/stemmingen/{poll.slug}/bewerken/").status_code == 404


DRAFTS = {
    "resolution": lambda: draft("eerst"),
    "election": lambda: election("eerst", open_it=False),
    "budget": lambda: budget_round("eerst", costs={"bank": 1}, budget=9, open_it=False).poll,
}
# the act of opening last: after it there is no draft
PLACES = ("bewerken", "proef", "afgelasten", "vaststellen", "kiezerslijst", "ontzegelen", "openen")


@pytest.mark.parametrize("mode", Poll.Mode.values)
@pytest.mark.parametrize("kind", DRAFTS)
def test_no_page_asks_a_draft_for_what_is_frozen_at_opening(client, as_member, kind, mode):
    as_member("Vera", Role.CHAIR, Role.COUNTING)
    poll = DRAFTS[kind]()
    Poll.objects.filter(pk=poll.pk).update(mode=mode)
    addresses = [poll.get_absolute_url(), *(f"/stemmingen/{poll.slug}/{name}/" for name in PLACES)]
    found = {
        (address, method): getattr(client, method)(address).status_code
        for method in ("get", "post")
        for address in addresses
    }
    assert found[poll.get_absolute_url(), "get"] == 200
    assert found[f"/stemmingen/{poll.slug}/openen/", "get"] == 200
    assert set(found.values()) <= {200, 302, 403, 404, 405, 409, 422}, found
