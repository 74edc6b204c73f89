"""Preparing a resolution: from an empty form to a vote that opens."""

import datetime

import pytest
from django.utils import timezone

from governance.ballots.actions import drafts, lifecycle
from governance.ballots.models import Poll
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import actor, draft, resolution

pytestmark = pytest.mark.django_db


def moment(days):
    return (timezone.localtime() + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def filled_in(**changed):
    return {
        "question": "Kopen wij een bakfiets?",
        "explanation": "Hij kost € 3.000.",
        "opens_at": moment(0),
        "closes_at": moment(14),
        "mode": "secret",
        **{f"votes_{kind}": "1" for kind in ("resident", "professional", "organisation")},
        "votes_supporter": "0",
        "proxy_cap": "2",
        "majority": "two_thirds",
        "base": "cast",
        "tie": "rejected",
        "unit": "heads",
        "majority_article": "art. 21",
        "quorum": "third",
        "quorum_article": "art. 22",
    } | changed


def test_secretary_prepares_and_chair_opens(client, as_member):
    as_member("Henk", Role.SECRETARY)
    assert client.get("/stemmingen/nieuw/").status_code == 200
    response = client.post("/stemmingen/nieuw/", filled_in())
    poll = Poll.objects.get()
    assert response["Location"] == f"/stemmingen/{poll.slug}/"
    assert (poll.slug, poll.state) == ("kopen-wij-een-bakfiets", Poll.State.DRAFT)
    assert poll.rules == {
        "majority": {
            "numerator": 2,
            "denominator": 3,
            "strict": False,
            "base": "cast",
            "tie": "rejected",
            "article": "art. 21",
        },
        "quorum": {
            "numerator": 1,
            "denominator": 3,
            "strict": False,
            "unit": "heads",
            "article": "art. 22",
        },
        "roll": {
            "votes": {"resident": 1, "professional": 1, "organisation": 1},
            "proxy_cap": 2,
            "article": "",
        },
        "standing": {"decides": False, "article": "BW 2:40 lid 2"},
    }
    as_member("Meryem", Role.CHAIR)
    client.post(f"/stemmingen/{poll.slug}/openen/")
    poll.refresh_from_db()
    assert poll.state == Poll.State.OPEN


def test_form_of_a_draft_shows_what_it_holds(client, as_member):
    as_member("Henk", Role.SECRETARY)
    client.post("/stemmingen/nieuw/", filled_in())
    form = client.get("/stemmingen/kopen-wij-een-bakfiets/bewerken/").context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert (again["majority"], again["quorum"]) == ("two_thirds", "third")
    assert (again["majority_article"], again["quorum_article"]) == ("art. 21", "art. 22")
    client.post("/stemmingen/kopen-wij-een-bakfiets/bewerken/", filled_in(quorum="none"))
    assert Poll.objects.get().rules["quorum"] is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"question": ""}, "question"),
        ({"question": "x" * 201}, "question"),
        ({"closes_at": moment(-1)}, "closes_at"),
        ({"opens_at": moment(5), "closes_at": moment(4)}, "closes_at"),
        ({"closes_at": "morgen"}, "closes_at"),
        ({"majority": "some"}, "majority"),
        ({"quorum": "many"}, "quorum"),
        ({"neighbourhood": "999999"}, "neighbourhood"),
    ],
)
def test_what_is_wrong_comes_back_and_nothing_is_lost(client, as_member, changed, field):
    as_member("Henk", Role.SECRETARY)
    response = client.post("/stemmingen/nieuw/", filled_in(**changed))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Hij kost € 3.000." in response.content.decode()
    assert not Poll.objects.exists()


def test_same_question_twice_and_a_reserved_word_get_addresses_of_their_own(client, as_member):
    as_member("Henk", Role.SECRETARY)
    for question in ("Nieuw?", "Bakfiets?", "Bakfiets?", "???"):
        client.post("/stemmingen/nieuw/", filled_in(question=question))
    assert set(Poll.objects.values_list("slug", flat=True)) == {
        "nieuw-2",
        "bakfiets",
        "bakfiets-2",
        "stemming",
    }


def test_draft_is_thrown_away_after_asking(client, as_member):
    as_member("Henk", Role.SECRETARY)
    poll = draft()
    assert client.get(f"/stemmingen/{poll.slug}/verwijderen/").status_code == 200
    assert Poll.objects.exists()
    client.post(f"/stemmingen/{poll.slug}/verwijderen/")
    assert not Poll.objects.exists()


@pytest.mark.parametrize("act", ["bewerken", "verwijderen"])
def test_what_has_been_opened_is_neither_changed_nor_deleted(client, as_member, act):
    as_member("Henk", Role.SECRETARY)
    poll = resolution()
    assert client.post(f"/stemmingen/{poll.slug}/{act}/", filled_in()).status_code == 409
    assert Poll.objects.get().question == poll.question


def test_opening_wins_from_a_form_that_was_still_open(as_member):
    stale = draft()
    lifecycle.open_poll(poll=Poll.objects.get(), by=actor("chair"))
    stale.question = "Iets anders?"
    with pytest.raises(Refused):
        drafts.save_draft(poll=stale)
    assert Poll.objects.get().question != "Iets anders?"


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.TREASURER, Role.COUNTING])
def test_others_prepare_nothing(client, as_member, role):
    as_member("Iemand", *([role] if role else []))
    poll = draft()
    for address in ("nieuw/", f"{poll.slug}/bewerken/", f"{poll.slug}/verwijderen/"):
        assert client.post(f"/stemmingen/{address}", filled_in()).status_code == 403
    assert Poll.objects.count() == 1
