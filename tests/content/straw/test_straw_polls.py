"""Straw polls: one vote per user, the result at once, and nothing of them in the ballot box."""

import datetime
import html
import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from content.straw import actions
from content.straw.models import Choice, Question, Vote
from content.straw.refusals import StrawRefusal
from governance.members.models import User
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import draft, sign_in, straw_poll

pytestmark = pytest.mark.django_db


def standing(poll):
    return {choice.text: choice.votes.count() for choice in poll.choices.all()}


def key(poll, label):
    """The choice as the form sends it."""
    return str(poll.choices.get(text=label).pk)


def vote(poll, label, *, voter):
    return actions.vote(question=poll, choice=key(poll, label), voter=voter)


def text(response):
    page = response.content.decode().partition("<main")[2] or response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def close(poll):
    now = timezone.now()
    ago = datetime.timedelta(days=2)
    Question.objects.filter(pk=poll.pk).update(
        asked_at=now - ago, closes_at=now - datetime.timedelta(seconds=1)
    )


@pytest.fixture
def poll():
    return straw_poll()


@pytest.fixture
def stranger():
    """Somebody who can sign in and is no member."""
    return User.objects.create_user("bureau@example.org")


# --- voting


def test_a_user_has_one_vote_and_may_change_it(poll, stranger):
    vote(poll, "Fietsen", voter=stranger)
    vote(poll, "Fietsen", voter=stranger)
    assert standing(poll) == {"Fietsen": 1, "Lopen": 0}
    vote(poll, "Lopen", voter=stranger)
    assert standing(poll) == {"Fietsen": 0, "Lopen": 1}


def test_choice_of_another_poll_is_refused(poll, stranger):
    other = straw_poll("Bus of trein?", "Bus Trein Tram")
    with pytest.raises(Refused) as refused:
        actions.vote(question=poll, choice=key(other, "Tram"), voter=stranger)
    assert refused.value.refusal is StrawRefusal.NO_SUCH_CHOICE
    vote(other, "Tram", voter=stranger)
    assert (sum(standing(poll).values()), standing(other)["Tram"]) == (0, 1)


def test_database_refuses_a_choice_of_another_poll(poll, stranger):
    other = straw_poll("Bus of trein?", "Bus Trein")
    wrong = Vote(question=poll, user=stranger, choice=other.choices.get(text="Bus"))
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
        wrong.save()
        connection.check_constraints()
    Vote(question=other, user=stranger, choice=other.choices.get(text="Bus")).save()
    connection.check_constraints()


def test_database_refuses_a_second_vote_of_one_user(poll, stranger):
    vote(poll, "Fietsen", voter=stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(question=poll, user=stranger, choice=poll.choices.get(text="Lopen"))


def test_nobody_votes_after_the_end(poll, stranger):
    close(poll)
    with pytest.raises(Refused) as refused:
        vote(poll, "Fietsen", voter=stranger)
    assert refused.value.refusal is StrawRefusal.CLOSED
    assert not Vote.objects.exists()


# --- making


def test_choice_that_stays_keeps_its_votes_and_one_without_votes_may_go(poll, stranger):
    vote(poll, "Lopen", voter=stranger)
    before = key(poll, "Lopen")
    actions.save(question=poll, labels=["Rolschaatsen", "Lopen"])
    assert standing(poll) == {"Rolschaatsen": 0, "Lopen": 1}
    assert key(poll, "Lopen") == before
    assert [choice.text for choice in poll.choices.all()] == ["Rolschaatsen", "Lopen"]


def test_choice_with_votes_cannot_go(poll, stranger):
    vote(poll, "Lopen", voter=stranger)
    with pytest.raises(Refused) as refused:
        actions.save(question=poll, labels=["Fietsen", "Rolschaatsen"])
    assert refused.value.refusal is StrawRefusal.HAS_VOTES
    assert standing(poll) == {"Fietsen": 0, "Lopen": 1}


def test_two_with_the_same_words_have_addresses_of_their_own():
    first, second = straw_poll(), straw_poll()
    assert (first.slug, second.slug) == ("fietsen-of-lopen", "fietsen-of-lopen-2")
    assert straw_poll("?!").slug == "peiling"


def test_a_straw_poll_goes_with_its_votes(poll, stranger):
    vote(poll, "Fietsen", voter=stranger)
    poll.delete()
    assert not Vote.objects.exists()
    assert not Choice.objects.exists()


# --- outside the ballot box


def test_nothing_of_a_straw_poll_is_in_the_ballot_box(poll, stranger, client, as_member):
    vote(poll, "Fietsen", voter=stranger)
    as_member("", Role.CHAIR)
    for verb in ("get", "post"):
        for ending in ("", "stembiljet/1/", "bewerken/", "verwijderen/", "openen/", "sluiten/"):
            answer = getattr(client, verb)(f"/stemmingen/{poll.slug}/{ending}")
            assert answer.status_code in (404, 405)
    for model in apps.get_app_config("ballots").get_models():
        assert not model.objects.exists(), model


def test_lists_of_votes_leave_straw_polls_out(poll, client, as_member):
    as_member("", Role.CHAIR)
    formal = draft()
    for address in ("/stemmingen/", "/mijn/", "/budget/"):
        assert poll.text not in text(client.get(address))
    assert formal.question in text(client.get("/stemmingen/"))


# --- the pages


def fields(response):
    return re.findall(r'name="choice" value="(\d+)"[^>]*?( checked)?>', response.content.decode())


def test_visitor_sees_how_it_stands_and_where_to_sign_in(poll, client, stranger):
    vote(poll, "Fietsen", voter=stranger)
    page = client.get(poll.get_absolute_url())
    assert fields(page) == []
    assert "Fietsen 1 (100%) Lopen 0 (0%)" in text(page)
    assert f"/account/inloggen/?next={poll.get_absolute_url()}" in page.content.decode()


def test_user_votes_first_and_then_sees_how_it_stands(poll, client, stranger):
    sign_in(client, stranger)
    page = client.get(poll.get_absolute_url())
    cycling, walking = key(poll, "Fietsen"), key(poll, "Lopen")
    assert fields(page) == [(cycling, ""), (walking, "")]
    assert "bars__row" not in page.content.decode()
    voted = client.post(f"{poll.get_absolute_url()}stemmen/", {"choice": walking}, follow=True)
    assert voted.redirect_chain == [(poll.get_absolute_url(), 302)]
    assert fields(voted) == [(cycling, ""), (walking, " checked")]
    assert "Fietsen 0 (0%) Lopen uw keuze 1 (100%)" in text(voted)


def test_page_says_that_it_is_not_secret_and_promises_no_secrecy(poll, client):
    said = text(client.get(poll.get_absolute_url()))
    assert "Zij is niet geheim: de site bewaart wat u koos bij uw naam." in said
    promise = "los van elkaar bewaard"
    assert promise not in said
    assert promise in text(client.get("/stemmingen/"))


def test_htmx_gets_the_part_with_the_result(poll, client, stranger):
    sign_in(client, stranger)
    address = poll.get_absolute_url()
    asked = client.get(address, headers={"HX-Request": "true"})
    chosen = {"choice": key(poll, "Fietsen")}
    voted = client.post(f"{address}stemmen/", chosen, headers={"HX-Request": "true"})
    for part in (asked, voted):
        assert part.status_code == 200
        assert "<html" not in part.content.decode()
        assert f'id="straw-{poll.pk}"' in part.content.decode()
    assert "U koos: Fietsen" in text(voted)


def test_form_leads_back_to_the_page_that_carries_it_and_nowhere_else(poll, client, stranger):
    sign_in(client, stranger)
    address = f"{poll.get_absolute_url()}stemmen/"
    for page in ("/nieuws/bollen/", "/"):
        answer = client.post(address, {"choice": key(poll, "Fietsen"), "next": page})
        assert answer.headers["Location"] == page
    for page in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = client.post(address, {"choice": key(poll, "Fietsen"), "next": page})
        assert answer.headers["Location"] == poll.get_absolute_url()


@pytest.mark.parametrize("choice", ["", "0", "-1", "x", "\x00", "9" * 5000])
def test_bad_choice_is_told_and_stores_nothing(poll, client, stranger, choice):
    sign_in(client, stranger)
    address = f"{poll.get_absolute_url()}stemmen/"
    page = client.post(address, {"choice": choice})
    part = client.post(address, {"choice": choice}, headers={"HX-Request": "true"})
    assert (page.status_code, part.status_code) == (422, 200)
    assert "Kies één van deze." in text(page)
    assert "Kies één van deze." in text(part)
    assert not Vote.objects.exists()


def test_late_vote_is_told_and_stores_nothing(poll, client, stranger):
    sign_in(client, stranger)
    close(poll)
    page = client.post(f"{poll.get_absolute_url()}stemmen/", {"choice": key(poll, "Fietsen")})
    assert page.status_code == 409
    assert "Deze peiling is gesloten" in text(page)
    assert fields(page) == []
    assert not Vote.objects.exists()


def test_list_shows_what_is_open_and_what_is_closed(poll, client):
    done = straw_poll("Bus of trein?")
    close(done)
    page = client.get("/peilingen/")
    assert [one.pk for one in page.context["page"].open] == [poll.pk]
    assert [one.pk for one in page.context["page"].past] == [done.pk]


def test_only_straw_polls_have_a_page_there(client, as_member):
    as_member("", Role.CHAIR)
    formal = draft()
    assert client.get(f"/peilingen/{formal.slug}/").status_code == 404
    assert client.post(f"/peilingen/{formal.slug}/stemmen/", {"choice": "1"}).status_code == 404
