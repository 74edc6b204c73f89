"""My page: what is still to be done comes first, and it costs the same for few and many."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from governance.ballots.actions import lifecycle, tally
from governance.ballots.models import ProxyGrant
from governance.joining.models import Application
from governance.members.access.capabilities import CAPABILITIES
from governance.members.roles import Role
from proposals import actions as proposals
from tests.factories import actor, draft, member, resolution, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/en/mijn/"


def page(client):
    return client.get(URL).content.decode()


def test_votes_to_cast_come_first_the_urgent_one_on_top_and_go_when_cast(client, as_member):
    anna = as_member("Anna")
    later = resolution("later", question="Later?")
    soon = timezone.now() + datetime.timedelta(hours=20)
    first = resolution("eerst", question="First?", closes_at=soon)
    text = page(client)
    assert "You can still cast 2 votes" in text
    assert text.index("First?") < text.index("Later?") < text.index("My membership")
    assert text.count("Closes soon") == 1
    vote(first, anna, "yes")
    assert "First?" not in page(client)
    vote(later, anna, "no")
    assert "You have voted on everything." in page(client)


def test_paper_of_a_principal_says_for_whom(client, as_member):
    bram = member("Bram")
    anna = as_member("Anna")
    poll = draft()
    ProxyGrant.objects.create(poll=poll, principal=bram, holder=anna)
    lifecycle.open_poll(poll=poll, by=actor("test"))
    text = page(client)
    assert "on behalf of Bram" in text
    assert "You vote for Bram" in text


def test_same_number_of_queries_with_one_vote_and_with_thirty(client, as_member):
    anna = as_member("Anna", Role.CHAIR)
    bram = member("Bram")

    def open_votes(numbers):
        for number in numbers:
            poll = draft(f"vraag-{number}")
            ProxyGrant.objects.create(poll=poll, principal=bram, holder=anna)
            lifecycle.open_poll(poll=poll, by=actor("test"))
            draft(f"concept-{number}")
            proposals.submit(
                author=anna, neighbourhood=anna.neighbourhood, title=f"Idee {number}", text="x"
            )

    def cost():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(URL).status_code == 200
        return len(seen)

    open_votes(range(1))
    cost()
    few = cost()
    open_votes(range(1, 30))
    assert "You can still cast 60 votes" in page(client)
    assert cost() == few


def test_suspended_member_reads_why_and_what_it_means_and_gets_no_ballot(client, as_member):
    anna = as_member("Anna")
    resolution(question="Still?")
    anna.suspended_on, anna.suspension_reason = timezone.localdate(), "contributie"
    anna.save()
    text = page(client)
    assert "has been suspended since" in text
    assert "The reason: contributie." in text
    assert "you cannot vote" in text
    assert "Still?" not in text


def test_suspension_that_is_to_come_still_lets_one_vote(client, as_member):
    as_member("Anna", suspended_on=timezone.localdate() + datetime.timedelta(days=3))
    resolution(question="Still?")
    text = page(client)
    assert "will be suspended from" in text
    assert "Still?" in text


def test_who_left_and_who_never_was_a_member_read_so_in_a_sentence(client):
    gone = member("Anna", left_on=timezone.localdate())
    client.force_login(gone.user)
    text = page(client)
    assert "You are no longer a member since" in text
    assert "/en/mijn/inzage/" in text
    assert "/en/mijn/gegevens/" not in text


def test_who_joins_later_reads_from_when_and_is_not_called_suspended(client):
    day = timezone.localdate() + datetime.timedelta(days=3)
    client.force_login(member("Anna", joined_on=day).user)
    text = page(client)
    with translation.override("en"):
        assert f"You are a member from {date_format(day, 'j F Y')} on." in text
    assert "/en/mijn/gegevens/" not in text
    with translation.override("en"):
        votes = client.get(reverse("ballots:list")).content.decode()
    assert "has been suspended" not in votes


def test_own_ideas_stand_with_support_and_state(client, as_member):
    anna, bram = as_member("Anna"), member("Bram")
    place = anna.neighbourhood
    bench = proposals.submit(author=anna, neighbourhood=place, title="Een bank", text="x")
    tree = proposals.submit(author=anna, neighbourhood=place, title="Een boom", text="x")
    proposals.submit(author=bram, neighbourhood=place, title="Een brug", text="x")
    proposals.support(idea=bench, member=bram)
    proposals.withdraw(idea=tree, member=anna)
    text = page(client)
    assert "2 members support it" in text
    assert "Een boom" in text
    assert f'href="{tree.get_absolute_url()}"' not in text
    assert "Een brug" not in text


def test_work_is_for_the_role_that_does_it(client, as_member):
    chair = as_member("Meryem", Role.CHAIR)
    poll = resolution("geteld", question="Counted?")
    vote(poll, chair, "yes")
    lifecycle.close(poll=poll, by=actor("test"))
    tally.tally(poll=poll)
    draft("concept", question="Draft?")
    Application.objects.create(
        state="waiting", name="Cor", email="cor@example.org", kind_id="resident",
        neighbourhood=chair.neighbourhood, submitted_at=timezone.now(),
    )  # fmt: skip
    text = page(client)
    for words in ("Results to establish", "Counted?", "Draft?", "1 person wants to become"):
        assert words in text
    as_member("Anneke", Role.COUNTING)
    text = page(client)
    assert "Nothing waits for you now." in text
    assert "Draft?" not in text
    as_member("Anna")
    assert "My work" not in page(client)


@pytest.mark.parametrize("role", Role)
def test_page_leads_to_what_a_role_keeps_and_to_nothing_else(client, as_member, role):
    call_command("prepare", verbosity=0)
    as_member("Anna", role)
    text = page(client)
    pages = {page for can in CAPABILITIES.values() for page in can.board_pages}
    assert len(pages) >= 7
    for one in pages:
        with translation.override("en"):
            address = reverse(one.view)
        opens = client.get(address).status_code == 200
        assert (f'href="{address}"' in text) == opens, address
