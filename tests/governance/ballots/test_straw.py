"""Straw polls: one vote per user, the result at once, and nothing of them in the ballot box."""

import datetime
import html
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from governance.ballots import actions
from governance.ballots.models import AuditEvent, Ballot, Choice, Poll, StrawPoll, StrawVote
from governance.ballots.models.straw import NEVER
from governance.ballots.refusals import Refusal, Refused
from governance.members.models import User
from governance.members.roles import Role
from tests.factories import actor, draft, member, sign_in, straw_poll

pytestmark = pytest.mark.django_db


def standing(poll):
    return {choice.label: choice.straw_votes.count() for choice in poll.choices.all()}


def text(response):
    page = response.content.decode().partition("<main")[2] or response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def close(poll):
    now = timezone.now()
    ago = datetime.timedelta(days=2)
    StrawPoll.objects.filter(pk=poll.pk).update(
        opens_at=now - ago, closes_at=now - datetime.timedelta(seconds=1)
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
    actions.vote_straw(poll=poll, key="1", voter=stranger)
    actions.vote_straw(poll=poll, key="1", voter=stranger)
    assert standing(poll) == {"Fietsen": 1, "Lopen": 0}
    actions.vote_straw(poll=poll, key="2", voter=stranger)
    assert standing(poll) == {"Fietsen": 0, "Lopen": 1}


def test_choice_of_another_poll_is_refused(poll, stranger):
    other = straw_poll("Bus of trein?", "Bus Trein Tram")
    with pytest.raises(Refused) as refused:
        actions.vote_straw(poll=poll, key="3", voter=stranger)
    assert refused.value.refusal is Refusal.INVALID_BALLOT
    actions.vote_straw(poll=other, key="3", voter=stranger)
    assert (sum(standing(poll).values()), standing(other)["Tram"]) == (0, 1)


def test_database_refuses_a_choice_of_another_poll(poll, stranger):
    other = straw_poll("Bus of trein?", "Bus Trein")
    wrong = StrawVote(poll=poll, user=stranger, choice=other.choices.get(label="Bus"))
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
        wrong.save()
        connection.check_constraints()
    StrawVote(poll=other, user=stranger, choice=other.choices.get(label="Bus")).save()
    connection.check_constraints()


def test_database_refuses_a_second_vote_of_one_user(poll, stranger):
    actions.vote_straw(poll=poll, key="1", voter=stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        StrawVote.objects.create(poll=poll, user=stranger, choice=poll.choices.get(key="2"))


def test_nobody_votes_after_the_end(poll, stranger):
    close(poll)
    with pytest.raises(Refused) as refused:
        actions.vote_straw(poll=poll, key="1", voter=stranger)
    assert refused.value.refusal is Refusal.CLOSED
    assert not StrawVote.objects.exists()


# --- making


def test_choice_that_stays_keeps_its_votes_and_one_without_votes_may_go(poll, stranger):
    actions.vote_straw(poll=poll, key="2", voter=stranger)
    actions.save_straw_poll(poll=poll, labels=["Rolschaatsen", "Lopen"])
    assert standing(poll) == {"Rolschaatsen": 0, "Lopen": 1}
    assert [choice.key for choice in poll.choices.all()] == ["3", "2"]


def test_choice_with_votes_cannot_go(poll, stranger):
    actions.vote_straw(poll=poll, key="2", voter=stranger)
    with pytest.raises(Refused), transaction.atomic():
        actions.save_straw_poll(poll=poll, labels=["Fietsen", "Rolschaatsen"])
    assert standing(poll) == {"Fietsen": 0, "Lopen": 1}


def test_address_is_free_among_all_polls():
    first, second = straw_poll(), straw_poll()
    assert (first.slug, second.slug) == ("fietsen-of-lopen", "fietsen-of-lopen-2")
    formal = actions.save_draft(
        poll=Poll(
            kind="resolution",
            question="Fietsen of lopen",
            opens_at=timezone.now(),
            closes_at=timezone.now() + datetime.timedelta(days=1),
        )
    )
    assert formal.slug == "fietsen-of-lopen-3"


def test_a_straw_poll_goes_with_its_votes(poll, stranger):
    actions.vote_straw(poll=poll, key="1", voter=stranger)
    poll.delete()
    assert not StrawVote.objects.exists()
    assert not Choice.objects.exists()


# --- outside the ballot box


def test_ballot_box_knows_no_straw_poll(poll):
    assert list(Poll.objects.all()) == []
    assert list(Poll.everything.all()) == [Poll.everything.get(pk=poll.pk)]
    assert poll.closes_at == NEVER
    formal = draft()
    assert list(StrawPoll.objects.all()) == [poll]
    assert list(Poll.objects.all()) == [formal]


def test_no_action_of_the_ballot_box_takes_a_straw_poll(poll):
    someone = member()
    close(poll)
    acts = [
        lambda: actions.open_poll(poll=poll, by=actor("test")),
        lambda: actions.close(poll=poll, by=actor("test")),
        lambda: actions.request_tally(poll=poll),
        lambda: actions.tally(poll=poll),
        lambda: actions.delete_draft(poll=poll),
        lambda: actions.cast(poll=poll, entry_id=1, voter=someone, code="x", choice={"vote": "1"}),
    ]
    for act in acts:
        with pytest.raises(Poll.DoesNotExist):
            act()
    assert actions.close_due() == 0
    assert StrawPoll.objects.get().state == "draft"
    assert not AuditEvent.objects.exists()
    assert not Ballot.objects.exists()


ADDRESSES = ["", "stembiljet/1/", "bewerken/", "verwijderen/", "openen/", "sluiten/", "tellen/"]


@pytest.mark.parametrize("ending", [*ADDRESSES, "voortgang/", "stembiljet/1/uitbrengen/"])
@pytest.mark.parametrize("role", list(Role))
def test_no_page_of_the_ballot_box_shows_or_moves_a_straw_poll(
    poll, client, as_member, ending, role
):
    as_member("", role)
    address = f"/stemmingen/{poll.slug}/{ending}"
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in (302, 403, 404, 405)
        assert answer.headers.get("Location", "").rpartition("/stembiljet/")[2] in ("", "1/")
    assert StrawPoll.objects.get().state == "draft"


def test_lists_of_votes_leave_straw_polls_out(poll, client, as_member):
    as_member("", Role.CHAIR)
    formal = draft()
    for address in ("/stemmingen/", "/mijn/", "/budget/"):
        assert poll.question not in text(client.get(address))
    assert formal.question in text(client.get("/stemmingen/"))


# --- the pages


def fields(response):
    return re.findall(r'name="choice" value="(\d+)"[^>]*?( checked)?>', response.content.decode())


def test_visitor_sees_how_it_stands_and_where_to_sign_in(poll, client, stranger):
    actions.vote_straw(poll=poll, key="1", voter=stranger)
    page = client.get(poll.get_absolute_url())
    assert fields(page) == []
    assert "Fietsen 1 (100%) Lopen 0 (0%)" in text(page)
    assert f"/account/inloggen/?next={poll.get_absolute_url()}" in page.content.decode()


def test_user_votes_first_and_then_sees_how_it_stands(poll, client, stranger):
    sign_in(client, stranger)
    page = client.get(poll.get_absolute_url())
    assert fields(page) == [("1", ""), ("2", "")]
    assert "bars__row" not in page.content.decode()
    voted = client.post(f"{poll.get_absolute_url()}stemmen/", {"choice": "2"}, follow=True)
    assert voted.redirect_chain == [(poll.get_absolute_url(), 302)]
    assert fields(voted) == [("1", ""), ("2", " checked")]
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
    voted = client.post(f"{address}stemmen/", {"choice": "1"}, headers={"HX-Request": "true"})
    for part in (asked, voted):
        assert part.status_code == 200
        assert "<html" not in part.content.decode()
        assert f'id="straw-{poll.pk}"' in part.content.decode()
    assert "U koos: Fietsen" in text(voted)


def test_form_leads_back_to_the_page_that_carries_it_and_nowhere_else(poll, client, stranger):
    sign_in(client, stranger)
    address = f"{poll.get_absolute_url()}stemmen/"
    for page in ("/nieuws/bollen/", "/"):
        answer = client.post(address, {"choice": "1", "next": page})
        assert answer.headers["Location"] == page
    for page in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = client.post(address, {"choice": "1", "next": page})
        assert answer.headers["Location"] == poll.get_absolute_url()


@pytest.mark.parametrize("choice", ["", "3", "x", "\x00", "9" * 5000])
def test_bad_choice_is_told_and_stores_nothing(poll, client, stranger, choice):
    sign_in(client, stranger)
    address = f"{poll.get_absolute_url()}stemmen/"
    page = client.post(address, {"choice": choice})
    part = client.post(address, {"choice": choice}, headers={"HX-Request": "true"})
    assert (page.status_code, part.status_code) == (422, 200)
    assert "Kies één van deze." in text(page)
    assert "Kies één van deze." in text(part)
    assert not StrawVote.objects.exists()


def test_late_vote_is_told_and_stores_nothing(poll, client, stranger):
    sign_in(client, stranger)
    close(poll)
    page = client.post(f"{poll.get_absolute_url()}stemmen/", {"choice": "1"})
    assert page.status_code == 409
    assert "Deze peiling is gesloten" in text(page)
    assert fields(page) == []
    assert not StrawVote.objects.exists()


def test_list_shows_what_is_open_and_what_is_closed(poll, client):
    done = straw_poll("Bus of trein?")
    close(done)
    page = client.get("/peilingen/")
    assert [one.pk for one in page.context["open"]] == [poll.pk]
    assert [one.pk for one in page.context["past"]] == [done.pk]


def test_only_straw_polls_have_a_page_there(client, as_member):
    as_member("", Role.CHAIR)
    formal = draft()
    assert client.get(f"/peilingen/{formal.slug}/").status_code == 404
    assert client.post(f"/peilingen/{formal.slug}/stemmen/", {"choice": "1"}).status_code == 404
