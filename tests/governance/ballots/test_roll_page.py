"""The roll of a vote: who may vote, and why somebody may not."""

import datetime

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from governance.ballots.actions import electors, lifecycle
from governance.ballots.models import AuditEvent, RollEntry
from governance.ballots.pages.roll import why
from governance.members.models import Member
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import HALF, actor, draft, member, neighbourhood, resolution, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TODAY = timezone.localdate
ROLL = "/en/stemmingen/de-brug/kiezerslijst/"


def said(poll, who):
    return why(poll, Member.objects.get(pk=who.pk)).sentences


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_each_reason_not_to_be_on_the_roll_has_its_words():
    day = TODAY()
    people = {
        "joins later": member(joined_on=day + datetime.timedelta(days=3)),
        "left": member(left_on=day),
        "suspended": member(suspended_on=day),
        "supporter": member(kind="supporter"),
        "elsewhere": member(neighbourhood=neighbourhood("Oost")),
        "voter": member(),
    }
    poll = resolution(neighbourhood=neighbourhood("Havenbuurt"))
    found = {who: said(poll, one)[0] for who, one in people.items()}
    assert found["elsewhere"] == "Lives in Oost. Only members who live in Havenbuurt vote here."
    assert found["supporter"] == "This kind of member has no vote here: supporter without a vote."
    assert found["voter"] == "On the roll with 1 vote."
    assert found["suspended"].startswith("Suspended since ")
    assert found["left"].startswith("No longer a member since ")
    assert found["joins later"].startswith("Member since ")
    assert date_format(day, "j F Y") in found["left"]


def test_what_changes_after_opening_takes_nobody_off_the_roll():
    anna = member()
    poll = resolution()
    assert said(poll, anna) == ["On the roll with 1 vote."]
    Member.objects.filter(pk=anna.pk).update(suspended_on=TODAY())
    first, second, third = said(poll, anna)
    assert first == "On the roll with 1 vote."
    assert second.startswith("Suspended since")
    assert third == (
        "That came after the roll was made. The name stays, but nobody can vote for it."
    )


def test_member_whose_membership_was_moved_to_later_is_told_that_nobody_votes_for_them():
    anna = member()
    poll = resolution()
    Member.objects.filter(pk=anna.pk).update(joined_on=TODAY() + datetime.timedelta(days=1))
    assert said(poll, anna)[2].endswith("The name stays, but nobody can vote for it.")
    with pytest.raises(Refused):
        vote(poll, anna, "yes")


def test_who_was_entered_later_is_told_that_the_register_changed():
    poll = resolution()
    anna = member()
    found = why(poll, anna)
    assert found.sentences[0].startswith("The register now gives this member a vote on ")
    assert (len(found.sentences), found.may_be_added) == (1, True)
    lifecycle.close(poll=poll, by=actor("test"))
    poll.refresh_from_db()
    assert why(poll, anna).may_be_added is False


def test_number_of_votes_and_proxy_are_told():
    rules = {"majority": HALF, "quorum": None, "roll": {"votes": {"resident": 3}}}
    anna, bram = member("Anna"), member("Bram")
    poll = resolution(rules=rules)
    electors.set_proxy(poll=poll, principal=anna, holder=bram, by=actor("Anna"))
    assert said(poll, anna) == ["On the roll with 3 votes.", "Gave a proxy to Bram."]


def test_draft_tells_who_would_be_on_the_roll():
    anna, bram = member(), member(kind="supporter")
    poll = draft()
    assert said(poll, anna) == [
        "Will be on the roll, if the register stays as it is until the vote opens."
    ]
    assert said(poll, bram) == ["This kind of member has no vote here: supporter without a vote."]


def test_committee_sees_who_voted_and_the_chair_does_not(client, as_member):
    anna = member("Anna")
    member("Bram")
    poll = resolution()
    vote(poll, anna, "yes")
    as_member("Anneke", Role.COUNTING)
    page = client.get(ROLL)
    assert (page.context["page"].heads, page.context["page"].voted) == (2, 1)
    assert [(e.name, e.voted) for e in page.context["page"].entries] == [
        ("Anna", True),
        ("Bram", False),
    ]
    assert "Has voted" in page.content.decode()
    as_member("Meryem", Role.CHAIR)
    page = client.get(ROLL).content.decode()
    assert "Anna" in page
    assert "Has voted" not in page
    assert "A ballot was cast" not in client.get(f"{ROLL}?q=Anna").content.decode()


def test_search_finds_by_number_and_by_part_of_the_name(client, as_member):
    anna, bram = member("Anna de Wit"), member("Bram Bos")
    resolution()
    as_member("Sanne", Role.SECRETARY)
    for query, found in (("wit", [anna]), (str(bram.number), [bram]), ("nobody", [])):
        answers = client.get(ROLL, {"q": query}).context["page"].answers
        assert [answer.member for answer in answers] == found


def test_roll_and_search_ask_the_database_a_bounded_number_of_times(
    client, as_member, django_assert_max_num_queries
):
    for number in range(30):
        member(f"Lid {number}")
    resolution()
    as_member("Anneke", Role.COUNTING)
    with django_assert_max_num_queries(25):
        client.get(ROLL)


def test_secretary_adds_who_was_forgotten_and_the_chain_says_why(client, as_member):
    resolution()
    anna = member("Anna")
    henk = as_member("Henk", Role.SECRETARY)
    assert "Put on the roll" in client.get(f"{ROLL}?q=Anna").content.decode()
    address = f"{ROLL}{anna.number}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert not RollEntry.objects.filter(member=anna).exists()
    answer = client.post(address, {"reason": "Stond met een oud adres in de lijst"})
    assert answer.headers["Location"] == f"{ROLL}?q={anna.number}"
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.ROLL)
    assert event.detail["added"] == anna.number
    assert event.detail["reason"] == "Stond met een oud adres in de lijst"
    page = client.get(answer.headers["Location"]).content.decode()
    assert f"by {henk.user}, because: Stond met een oud adres in de lijst" in page
    assert client.post(address, {"reason": "nog eens"}).status_code == 409


def test_who_may_not_vote_cannot_be_added(client, as_member):
    resolution()
    cor = member("Cor", suspended_on=TODAY())
    as_member("Henk", Role.SECRETARY)
    assert "Put on the roll" not in client.get(f"{ROLL}?q=Cor").content.decode()
    assert client.post(f"{ROLL}{cor.number}/", {"reason": "toch"}).status_code == 409
    assert not RollEntry.objects.filter(member=cor).exists()


def test_member_reads_on_the_page_of_the_vote_why_they_cannot_vote(client, as_member):
    resolution(neighbourhood=neighbourhood("Oost"))
    as_member("Anna")
    page = client.get("/en/stemmingen/de-brug/").content.decode()
    assert "You are not on the roll of this vote" in page
    assert "Lives in Havenbuurt. Only members who live in Oost vote here." in page
