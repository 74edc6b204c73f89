"""Votes on paper: two people of the committee, each roll entry once, no name at a secret choice."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from governance.ballots.actions import lifecycle, postal_votes, unseal
from governance.ballots.models import (
    Ballot,
    Link,
    PaperBallot,
    PaperBatch,
    PaperVoter,
    Participation,
    Poll,
)
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.members.roles import Role
from governance.refusals import Refused
from tests import storm
from tests.factories import (
    actor,
    budget_round,
    draft,
    election,
    entry_of,
    member,
    resolution,
    sign_in,
    vote,
)
from tests.governance.ballots.test_race import cast_job
from tests.sealed import committee_key, opened, sealed_resolution

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committee():
    """Two people of the committee."""
    return member("Anneke", Role.COUNTING).user, member("Bram", Role.COUNTING).user


@pytest.fixture
def voters(committee):
    return [member() for _ in range(12)]


def numbers(voters):
    return [voter.number for voter in voters]


def entered(poll, voters, by, choices, *, whole=False):
    """A batch with these papers; in a vote by name each is of the voter at its place."""
    batch = postal_votes.enter_names(
        poll=poll, numbers=numbers(voters), whole=whole, by=Actor.user(by)
    )
    for voter, choice in zip(voters, choices, strict=True):
        whose = entry_of(poll, voter) if poll.linked else None
        postal_votes.enter_paper(
            batch=batch, choice={"vote": choice}, entry=whose, by=Actor.user(by)
        )
    return batch


def confirmed(batch, by):
    return postal_votes.confirm_batch(
        batch=batch, seen=postal_votes.fingerprint(batch), by=Actor.user(by)
    )


def refusal(act, **words):
    with pytest.raises(Refused) as caught:
        act(**words)
    return caught.value.refusal


def signed_in(user):
    client = Client()
    sign_in(client, user)
    return client


def test_papers_through_the_pages_count_once_beside_the_votes_online(committee, voters):
    poll = resolution()
    for voter in voters[10:]:
        vote(poll, voter, "no")
    anneke, bram = map(signed_in, committee)
    address = "/stemmingen/de-brug/papier/"
    listed = ", ".join(map(str, numbers(voters[:10])))
    assert anneke.post(address, {"numbers": f"{listed} {voters[10].number}"}).status_code == 422
    assert anneke.post(address, {"numbers": f"{listed} 7"}).status_code == 422
    assert anneke.post(address, {"numbers": "zeven"}).status_code == 422
    begun = anneke.post(address, {"numbers": listed})
    assert begun.status_code == 302
    assert anneke.post(begun.url, {"act": "enter", "vote": "maybe"}).status_code == 422
    assert anneke.post(begun.url, {"vote": "yes"}).status_code == 200
    assert bram.post(begun.url, {"act": "enter", "vote": "yes"}).status_code == 403
    assert PaperBallot.objects.count() == 0
    for choice in ["yes"] * 7 + ["no"] * 3:
        assert anneke.post(begun.url, {"act": "enter", "vote": choice}).status_code == 302
    assert anneke.post(begun.url, {"act": "enter", "vote": "yes"}).status_code == 409
    batch = PaperBatch.objects.get()
    seen = postal_votes.fingerprint(batch)
    assert seen in bram.get(begun.url).content.decode()
    assert anneke.post(begun.url, {"act": "confirm", "seen": seen}).status_code == 409
    assert bram.post(begun.url, {"act": "confirm", "seen": "x"}).status_code == 409
    assert Participation.objects.count() == 2
    assert bram.post(begun.url, {"act": "confirm", "seen": seen}).status_code == 302
    assert bram.post(begun.url, {"act": "confirm", "seen": seen}).status_code == 302
    assert PaperBallot.objects.count() == 0
    lifecycle.close(poll=poll, by=actor("chair"))
    poll.refresh_from_db()
    assert poll.tally.result["tally"] == {"yes": 7, "no": 5, "blank": 0, "invalid": 0}
    event = poll.events.get(kind="paper")
    assert event.detail["entered_by"]["name"] == str(committee[0])
    assert event.by_name == str(committee[1])
    assert {k: event.detail[k] for k in ("voters", "ballots")} == {"voters": 10, "ballots": 10}


def test_who_votes_online_and_on_paper_at_the_same_moment_counts_once(committee, voters):
    for number in range(4):
        poll = resolution(f"race-{number}")
        online = cast_job(poll, voters[0])

        def on_paper(poll=poll):
            return entered(poll, voters[:10], committee[0], ["yes"] * 10)

        with storm.crowd(2) as together:
            cast, batch = together([online, on_paper])
        if isinstance(batch, PaperBatch):
            assert cast.refusal is BoxRefusal.ON_PAPER
            confirmed(batch, committee[1])
        else:
            assert batch.refusal is BoxRefusal.ALREADY_VOTED
        assert isinstance(cast, str) != isinstance(batch, PaperBatch)
        lifecycle.close(poll=poll, by=actor("chair"))
        assert Ballot.objects.filter(poll=poll).count() in (1, 10)


def test_who_is_in_a_batch_cannot_vote_online_and_can_again_when_it_is_thrown_away(
    committee, voters
):
    poll = resolution()
    batch = entered(poll, voters[:10], committee[0], ["yes"] * 10)
    browser = signed_in(voters[0].user)
    paper = f"/stemmingen/de-brug/stembiljet/{entry_of(poll, voters[0]).pk}/"
    assert browser.get(paper).status_code == 409
    assert refusal(vote, poll=poll, voter=voters[0], choice="no") is BoxRefusal.ON_PAPER
    again = {
        "poll": poll,
        "numbers": numbers(voters[:10]),
        "whole": False,
        "by": Actor.user(committee[1]),
    }
    assert refusal(postal_votes.enter_names, **again) is BoxRefusal.ON_PAPER
    postal_votes.discard_batch(batch=batch, by=Actor.user(committee[1]))
    assert [PaperBallot.objects.count(), PaperVoter.objects.count()] == [0, 0]
    vote(poll, voters[0], "no")
    assert refusal(postal_votes.enter_names, **again) is BoxRefusal.ALREADY_VOTED


def test_one_person_alone_puts_nothing_in_the_box(committee, voters):
    batch = entered(resolution(), voters[:10], committee[0], ["yes"] * 10)
    seen = postal_votes.fingerprint(batch)
    words = {"batch": batch, "seen": seen, "by": Actor.user(committee[0])}
    assert refusal(postal_votes.confirm_batch, **words) is BoxRefusal.SAME_PERSON
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperBatch.objects.filter(pk=batch.pk).update(confirmed_by=committee[0])
    assert not Ballot.objects.exists()


def test_what_was_changed_after_reading_or_is_not_complete_is_not_confirmed(committee, voters):
    batch = entered(resolution(), voters[:10], committee[0], ["yes"] * 10)
    seen = postal_votes.fingerprint(batch)
    first = batch.ballots.first()
    postal_votes.remove_paper(batch=batch, paper_id=first.pk, by=Actor.user(committee[0]))
    words = {"batch": batch, "by": Actor.user(committee[1])}
    short = postal_votes.fingerprint(batch)
    assert refusal(postal_votes.confirm_batch, seen=short, **words) is BoxRefusal.NOT_AS_SEEN
    postal_votes.enter_paper(
        batch=batch, choice={"vote": "no"}, entry=None, by=Actor.user(committee[0])
    )
    assert refusal(postal_votes.confirm_batch, seen=seen, **words) is BoxRefusal.NOT_AS_SEEN
    confirmed(batch, committee[1])
    assert Ballot.objects.count() == 10


def test_few_secret_papers_are_refused_unless_they_are_all(committee, voters):
    poll = resolution()
    words = {"poll": poll, "by": Actor.user(committee[0])}
    few = {"numbers": numbers(voters[:9]), **words}
    assert refusal(postal_votes.enter_names, whole=False, **few) is BoxRefusal.TOO_FEW
    postal_votes.enter_names(whole=True, **few)
    more = {"numbers": numbers(voters[9:]), **words}
    assert refusal(postal_votes.enter_names, whole=True, **more) is BoxRefusal.NOT_WHOLE
    assert refusal(postal_votes.enter_names, whole=False, **more) is BoxRefusal.NOT_WHOLE


def test_a_member_with_three_votes_hands_in_three_secret_papers(committee, voters):
    poll = draft()
    poll.rules["roll"] = {"votes": {"resident": 1, "organisation": 3}}
    poll.save()
    firm = member(kind="organisation")
    poll = lifecycle.open_poll(poll=poll, by=actor("test"))
    assert entry_of(poll, firm).votes == 3
    batch = postal_votes.enter_names(
        poll=poll, numbers=numbers([*voters[:9], firm]), whole=False, by=Actor.user(committee[0])
    )
    assert batch.due == 12
    for _ in range(12):
        postal_votes.enter_paper(
            batch=batch, choice={"vote": "yes"}, entry=None, by=Actor.user(committee[0])
        )
    confirmed(batch, committee[1])
    closed = lifecycle.close(poll=poll, by=actor("chair"))
    detail = closed.events.get(kind="closed").detail
    assert detail["turnout"]["present"] == {"heads": 10, "votes": 12}


def test_malformed_choices_and_names_at_secret_papers_are_refused(committee, voters):
    poll = resolution()
    batch = postal_votes.enter_names(
        poll=poll, numbers=numbers(voters[:10]), whole=False, by=Actor.user(committee[0])
    )
    words = {"batch": batch, "by": Actor.user(committee[0])}
    for choice in ({}, {"vote": "maybe"}, {"vote": "yes", "name": "Anna"}):
        act = {"choice": choice, "entry": None, **words}
        assert refusal(postal_votes.enter_paper, **act) is BoxRefusal.INVALID_BALLOT
    named = {"choice": {"vote": "yes"}, "entry": entry_of(poll, voters[0]), **words}
    assert refusal(postal_votes.enter_paper, **named) is BoxRefusal.INVALID_BALLOT


@pytest.mark.parametrize("mode", ["open", "confidential"])
def test_papers_by_name_are_linked_and_are_not_replaced_online(committee, voters, mode):
    poll = resolution(mode=mode)
    batch = entered(poll, voters[:3], committee[0], ["yes", "no", "yes"])
    confirmed(batch, committee[1])
    said = {
        link.entry.member_id: link.ballot.body.rstrip()
        for link in Link.objects.select_related("entry", "ballot")
    }
    choices = ["yes", "no", "yes"]
    assert said == {
        voter.pk: f'{{"vote":"{choice}"}}'
        for voter, choice in zip(voters[:3], choices, strict=True)
    }
    assert refusal(vote, poll=poll, voter=voters[0], choice="no") is BoxRefusal.ON_PAPER
    lifecycle.close(poll=poll, by=actor("chair"))
    assert Link.objects.count() == (3 if mode == "open" else 0)


def test_papers_of_a_sealed_vote_are_sealed_too(committee, voters):
    key, private = committee_key()
    poll = sealed_resolution(key)
    confirmed(entered(poll, voters[:10], committee[0], ["yes"] * 6 + ["no"] * 4), committee[1])
    assert not Ballot.objects.filter(body__contains="vote").exists()
    lifecycle.close(poll=poll, by=actor("chair"))
    unseal.unseal(poll=poll, opened=opened(poll, private), by=actor("Anneke"))
    assert Poll.objects.get().tally.result["tally"]["yes"] == 6


def test_what_nobody_confirmed_before_closing_is_not_in_the_box_and_not_kept(committee, voters):
    poll = resolution()
    vote(poll, voters[11], "no")
    batch = entered(poll, voters[:10], committee[0], ["yes"] * 10)
    chair = signed_in(member("", Role.CHAIR).user)
    shown = chair.get("/en/stemmingen/de-brug/sluiten/").content.decode()
    assert "Papers were entered that nobody confirmed yet" in shown
    lifecycle.close(poll=poll, by=actor("chair"))
    assert [model.objects.count() for model in (PaperBallot, PaperVoter, Ballot)] == [0, 0, 1]
    assert refusal(confirmed, batch=batch, by=committee[1]) is BoxRefusal.WRONG_STATE
    words = {
        "poll": poll,
        "numbers": numbers(voters[:10]),
        "whole": False,
        "by": Actor.user(committee[0]),
    }
    assert refusal(postal_votes.enter_names, **words) is BoxRefusal.WRONG_STATE


def test_nothing_joins_a_name_to_a_secret_paper(committee, voters):
    """Neither a column nor the order of the rows: papers are drawn by lot, ballots by code."""
    poll = resolution()
    batch = entered(poll, voters[:10], committee[0], ["yes"] * 10)
    assert not PaperBallot.objects.exclude(entry=None).exists()
    papers = list(PaperBallot.objects.order_by("pk").values_list("pk", flat=True))
    confirmed(batch, committee[1])
    codes = set(Ballot.objects.values_list("code", flat=True))
    assert not codes & set(papers)
    assert not Link.objects.exists()


def test_every_kind_of_ballot_has_its_own_form(committee, voters):
    kinds = {
        "de-brug": (resolution(), {"vote": "yes"}),
        "bestuur": (election(), {"place-anna": "1"}),
        "havenbuurt": (
            budget_round(costs={"bank": 100, "boom": 50}, budget=200, limit=True, minimum=1).poll,
            {"approve": ["bank"]},
        ),
    }
    anneke, bram = map(signed_in, committee)
    for slug, (poll, fields) in kinds.items():
        words = {"poll": poll, "numbers": numbers(voters[:1]), "whole": True}
        batch = postal_votes.enter_names(by=Actor.user(committee[0]), **words)
        address = f"/stemmingen/{slug}/papier/{batch.pk}/"
        assert anneke.get(address).status_code == 200
        assert anneke.post(address, {"act": "enter", **fields}).status_code == 302
        assert bram.get(address).status_code == 200
        confirmed(batch, committee[1])
        assert poll.ballots.count() == 1


def test_the_pages_are_the_committees_own(committee, voters):
    resolution()
    for user, status in ((committee[0], 200), (voters[0].user, 403)):
        assert signed_in(user).get("/stemmingen/de-brug/papier/").status_code == status
