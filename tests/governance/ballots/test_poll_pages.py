"""Reading polls, and the chair's and the committee's buttons."""

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.ballots import tasks
from governance.ballots.actions import lifecycle
from governance.ballots.models import Poll, RollEntry, Tally
from governance.members.roles import Role
from tests.factories import actor, draft, entry_of, member, resolution, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def run_callbacks(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_list_names_what_i_still_have_to_do(client, as_member):
    anna = as_member("Anna")
    todo, done = resolution("te-doen"), resolution("gedaan")
    vote(done, anna, "yes")
    response = client.get("/stemmingen/")
    assert [entry.poll for entry in response.context["page"].to_cast] == [todo]


def test_visitors_see_public_polls_only(client):
    resolution("besloten")
    public = resolution("openbaar", public=True)
    assert client.get("/stemmingen/").context["page"].open == [public]


def test_visitor_at_a_private_poll_signs_in_first(client):
    poll = resolution()
    assert client.get(poll.get_absolute_url()).status_code == 302


def test_unknown_poll_is_not_found(client, as_member):
    as_member()
    assert client.get("/stemmingen/bestaat-niet/").status_code == 404


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.CHAIR, 200), (Role.EDITOR, 404)])
def test_draft_is_for_the_board(client, as_member, role, status):
    as_member("Iemand", *([role] if role else []))
    assert client.get(draft().get_absolute_url()).status_code == status


def test_no_count_per_choice_before_closing(client, as_member):
    poll_voter = as_member("Anna", Role.CHAIR)
    poll = resolution()
    vote(poll, poll_voter, "yes")
    page = client.get(poll.get_absolute_url())
    assert page.context["page"].tally is None
    assert page.context["page"].turnout.present.heads == 1
    assert b"bars" not in page.content


def test_chair_opens_and_closes_and_everyone_sees_the_verdict(client, as_member, run_callbacks):
    chair = as_member("Voorzitter", Role.CHAIR)
    poll = draft(public=True)
    assert client.get(f"/stemmingen/{poll.slug}/openen/").status_code == 200
    assert Poll.objects.get().state == Poll.State.DRAFT
    assert client.post(f"/stemmingen/{poll.slug}/openen/").status_code == 302
    poll.refresh_from_db()
    vote(poll, chair, "yes")
    with run_callbacks():
        client.post(f"/stemmingen/{poll.slug}/sluiten/")
    client.logout()
    page = client.get(poll.get_absolute_url()).content.decode()
    assert "result--adopted" in page


@pytest.mark.parametrize("act", ["openen", "sluiten", "tellen"])
@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.SECRETARY, Role.TREASURER])
def test_others_cannot_open_close_or_count(client, as_member, act, role):
    as_member("Iemand", *([role] if role else []))
    poll = resolution()
    assert client.get(f"/stemmingen/{poll.slug}/{act}/").status_code == 403
    assert client.post(f"/stemmingen/{poll.slug}/{act}/").status_code == 403
    poll.refresh_from_db()
    assert poll.state == Poll.State.OPEN


def test_opening_an_open_poll_is_a_plain_409(client, as_member):
    as_member("Voorzitter", Role.CHAIR)
    poll = resolution()
    assert client.post(f"/stemmingen/{poll.slug}/openen/").status_code == 409


def past_its_end(poll):
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - datetime.timedelta(seconds=1))
    return Poll.objects.get(pk=poll.pk)


def remembered():
    """Every row of the ballot box."""
    models = apps.get_app_config("ballots").get_models()
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_poll_whose_time_is_up_is_closed_to_its_readers_and_no_reader_closes_it(client, as_member):
    anna = as_member("Anna", Role.CHAIR, Role.COUNTING)
    poll = past_its_end(resolution(public=True))
    before = remembered()
    paper = f"stembiljet/{entry_of(poll, anna).pk}/"
    page = client.get(f"/en/stemmingen/{poll.slug}/").content.decode()
    assert "The vote is closed and waits for its count." in page
    assert "Closed, waits for its count" in page
    assert "stembiljet" not in page
    assert "/tellen/" not in page
    assert client.get(f"/en/stemmingen/{poll.slug}/{paper}").status_code == 409
    assert client.post(f"/en/stemmingen/{poll.slug}/{paper}", {"vote": "yes"}).status_code == 409
    proxy = client.get(f"/en/stemmingen/{poll.slug}/volmacht/").content.decode()
    assert "while the vote is open" in proxy
    for ending in ("opkomst", "voortgang", "controle", "kiezerslijst", "papier", "bewijs"):
        client.get(f"/en/stemmingen/{poll.slug}/{ending}/", headers={"HX-Request": "true"})
    listed = client.get("/en/stemmingen/").context["page"]
    assert (listed.open, listed.past, listed.to_cast) == ([], [poll], [])
    assert poll.question not in client.get("/en/mijn/").content.decode()
    assert remembered() == before


def test_scheduler_closes_a_poll_whose_time_is_up(client, as_member, run_callbacks):
    as_member("Anna")
    poll = past_its_end(resolution())
    with run_callbacks():
        assert tasks.close_due() == 1
    poll.refresh_from_db()
    assert poll.state == Poll.State.TALLIED


def test_chair_closes_a_poll_that_the_scheduler_left_open(client, as_member, run_callbacks):
    as_member("Anna", Role.CHAIR)
    poll = past_its_end(resolution())
    close = f"/stemmingen/{poll.slug}/sluiten/"
    page = client.get(poll.get_absolute_url()).content.decode()
    assert close in page
    assert "verlengen" not in page
    with run_callbacks():
        client.post(close)
    poll.refresh_from_db()
    assert poll.state == Poll.State.TALLIED


def test_open_page_follows_the_poll_past_its_end_to_its_count(client, as_member, run_callbacks):
    as_member("Anna")
    poll = resolution()

    def follow(part):
        return client.get(f"/stemmingen/{poll.slug}/{part}/", headers={"HX-Request": "true"})

    assert follow("opkomst").status_code == 200
    past_its_end(poll)
    assert (follow("opkomst").status_code, follow("opkomst")["HX-Refresh"]) == (286, "true")
    waits = follow("voortgang")
    assert waits.status_code == 200
    assert 'hx-trigger="every 5s"' in waits.content.decode()
    with run_callbacks():
        tasks.close_due()
    assert (follow("voortgang").status_code, follow("voortgang")["HX-Refresh"]) == (286, "true")


def test_committee_counts_again_after_a_failed_count(client, as_member, run_callbacks):
    as_member("Anneke", Role.COUNTING)
    poll = resolution()
    lifecycle.close(poll=poll, by=actor("chair"))
    Tally.objects.update_or_create(poll=poll, defaults={"state": Tally.State.FAILED})
    assert (
        f"/stemmingen/{poll.slug}/tellen/" in client.get(poll.get_absolute_url()).content.decode()
    )
    with run_callbacks():
        client.post(f"/stemmingen/{poll.slug}/tellen/")
    poll.refresh_from_db()
    assert poll.state == Poll.State.TALLIED


def test_progress_ends_polling_when_the_count_is_done(client, as_member, run_callbacks):
    as_member("Anna")
    poll = resolution()
    with run_callbacks():
        lifecycle.close(poll=poll, by=actor("chair"))
    url = f"/stemmingen/{poll.slug}/voortgang/"
    answer = client.get(url, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (286, "true")
    assert client.get(url).status_code == 302


def test_number_of_queries_does_not_grow_with_the_polls(client, as_member):
    as_member("Anna")
    client.get("/stemmingen/")
    counts = []
    for total in (2, 12):
        while Poll.objects.count() < total:
            resolution(f"stemming-{Poll.objects.count()}")
        with CaptureQueriesContext(connection) as queries:
            client.get("/stemmingen/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_everyone_on_the_roll_is_counted_as_entitled(client, as_member):
    as_member("Anna")
    member()
    poll = resolution()
    assert client.get(poll.get_absolute_url()).context["page"].turnout.entitled.heads == 2


def test_list_names_each_open_poll_once(client, as_member):
    anna = as_member("Anna")
    todo, done = resolution("te-doen"), resolution("gedaan")
    vote(done, anna, "yes")
    page = client.get("/stemmingen/").context["page"]
    assert ([entry.poll for entry in page.to_cast], page.open) == ([todo], [done])


def test_suspended_member_reads_since_when_why_and_whom_to_ask_instead_of_a_ballot(
    client, as_member
):
    anna = as_member("Anna")
    poll = resolution(question="Still?")
    page = f"/en/stemmingen/{poll.slug}/"
    paper = f"{page}stembiljet/{poll.roll.get().pk}/"
    assert paper in client.get(page).content.decode()
    anna.suspended_on, anna.suspension_reason = datetime.date(2026, 1, 31), "contributie"
    anna.save()
    for address, status in (("/en/stemmingen/", 200), (page, 200), (paper, 403)):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == status
        assert "has been suspended since 31 January 2026" in text
        assert "The reason: contributie." in text
        assert 'href="/en/mijn/gegevens/vraag/"' in text
        assert f'href="{paper}"' not in text
        assert "You have voted on everything" not in text
    anna.suspended_on = None
    anna.save()
    assert f'href="{paper}"' in client.get(page).content.decode()
    assert client.get(paper).status_code == 200


def test_proxy_of_who_is_suspended_reads_that_nobody_can_vote_for_them(client, as_member):
    bram = member("Bram")
    anna = as_member("Anna")
    poll = draft()
    poll.proxies.create(principal=bram, holder=anna)
    lifecycle.open_poll(poll=poll, by=actor("test"))
    bram.suspended_on = timezone.localdate()
    bram.save()
    own, other = poll.roll.get(member=anna), poll.roll.get(member=bram)
    text = client.get(f"/en/stemmingen/{poll.slug}/").content.decode()
    assert f"/stembiljet/{own.pk}/" in text
    assert f"/stembiljet/{other.pk}/" not in text
    assert "nobody can vote in their name now" in text
    assert [entry.pk for entry in RollEntry.objects.to_cast_by(anna)] == [own.pk]
