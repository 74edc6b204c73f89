"""Opening, closing and counting: who is on the roll, what is frozen, and one result."""

import datetime

import pytest
from django.utils import timezone

from governance.ballots.actions import lifecycle, record
from governance.ballots.actions import tally as tally_actions
from governance.ballots.box import canonical
from governance.ballots.models import AuditEvent, BulletinBoard, Poll, Tally
from governance.ballots.refusals import BoxRefusal
from governance.refusals import Refused
from tests.factories import HALF, actor, draft, member, neighbourhood, resolution, vote

pytestmark = pytest.mark.django_db


def close_and_count(poll, capture):
    with capture(execute=True):
        lifecycle.close(poll=poll, by=actor("chair"))
    return Tally.objects.get(poll=poll)


def test_roll_holds_members_with_a_vote_today():
    today = timezone.localdate()
    anna = member()
    member(kind="supporter")
    member(suspended_on=today)
    member(left_on=today)
    leaving = member(left_on=today + datetime.timedelta(days=1))
    assert set(resolution().roll.values_list("member", flat=True)) == {anna.pk, leaving.pk}


def test_roll_of_a_neighbourhood_holds_its_members_only():
    member(neighbourhood=neighbourhood("Molenkwartier"))
    here = member(neighbourhood=neighbourhood("Havenbuurt"))
    poll = resolution(neighbourhood=neighbourhood("Havenbuurt"))
    assert list(poll.roll.values_list("member", flat=True)) == [here.pk]


def test_roll_does_not_change_after_opening():
    anna = member()
    poll = resolution()
    anna.suspended_on = timezone.localdate()
    anna.save()
    member()
    assert list(poll.roll.values_list("member", flat=True)) == [anna.pk]


def test_frozen_hash_covers_question_rules_and_times():
    hashes = {
        resolution("a").frozen_hash,
        resolution("b").frozen_hash,
        resolution("c", question="Iets anders?").frozen_hash,
        resolution("d", rules={"majority": HALF | {"strict": False}}).frozen_hash,
    }
    assert len(hashes) == 4


@pytest.mark.parametrize("state", [Poll.State.OPEN, Poll.State.CLOSED, Poll.State.TALLIED])
def test_opening_twice_is_refused(state, django_capture_on_commit_callbacks):
    poll = resolution()
    if state != Poll.State.OPEN:
        with django_capture_on_commit_callbacks(execute=state == Poll.State.TALLIED):
            lifecycle.close(poll=poll, by=actor("chair"))
    assert Poll.objects.get().state == state
    with pytest.raises(Refused) as caught:
        lifecycle.open_poll(poll=poll, by=actor("chair"))
    assert caught.value.refusal is BoxRefusal.WRONG_STATE


def test_draft_cannot_be_closed():
    with pytest.raises(Refused):
        lifecycle.close(poll=draft(), by=actor("chair"))


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ("yes yes no", "adopted"),
        ("yes no", "rejected"),
        ("yes blank blank", "adopted"),
        ("blank", "rejected"),
        ("", "rejected"),
    ],
)
def test_verdict_follows_the_votes(votes, outcome, django_capture_on_commit_callbacks):
    voters = [member() for _ in range(4)]
    poll = resolution()
    for voter, choice in zip(voters, votes.split(), strict=False):
        vote(poll, voter, choice)
    tally = close_and_count(poll, django_capture_on_commit_callbacks)
    assert (tally.result["outcome"], tally.poll.state) == (outcome, Poll.State.TALLIED)


@pytest.mark.parametrize(("taking_part", "outcome"), [(2, "no_quorum"), (3, "adopted")])
def test_quorum_counts_everyone_who_takes_part(
    taking_part, outcome, django_capture_on_commit_callbacks
):
    voters = [member() for _ in range(6)]
    poll = resolution(rules={"majority": HALF, "quorum": {"numerator": 1, "denominator": 2}})
    for voter in voters[:taking_part]:
        vote(poll, voter, "yes")
    assert close_and_count(poll, django_capture_on_commit_callbacks).result["outcome"] == outcome


def test_closing_and_counting_again_changes_nothing(django_capture_on_commit_callbacks):
    voters = [member() for _ in range(3)]
    poll = resolution()
    for voter in voters:
        vote(poll, voter, "yes")
    first = close_and_count(poll, django_capture_on_commit_callbacks)
    events = AuditEvent.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.close(poll=poll, by=actor("chair"))
        tally_actions.request_tally(poll=poll)
        tally_actions.tally(poll=poll)
    again = Tally.objects.get(poll=poll)
    assert (again.result, again.digest) == (first.result, first.digest)
    assert AuditEvent.objects.count() == events


def test_due_polls_are_closed_and_others_left():
    due, later = resolution("due"), resolution("later")
    Poll.objects.filter(pk=due.pk).update(closes_at=timezone.now() - datetime.timedelta(seconds=1))
    assert lifecycle.close_due() == 1
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.state, later.state) == (Poll.State.CLOSED, Poll.State.OPEN)


def test_audit_chain_links_each_event_to_the_one_before(django_capture_on_commit_callbacks):
    member()
    poll = resolution()
    close_and_count(poll, django_capture_on_commit_callbacks)
    events = list(poll.events.all())
    assert [event.kind for event in events] == ["opened", "closed", "tallied"]
    assert [event.previous for event in events] == ["", events[0].hash, events[1].hash]
    assert all(record.event_hash(event) == event.hash for event in events)
    events[0].detail["entitled"] = 99
    assert record.event_hash(events[0]) != events[0].hash


def test_result_digest_covers_the_result(django_capture_on_commit_callbacks):
    voter = member()
    poll = resolution()
    vote(poll, voter, "yes")
    tally = close_and_count(poll, django_capture_on_commit_callbacks)
    board = BulletinBoard.objects.get(poll=poll, final=True)
    expected = canonical.digest(
        "wijkstem result 2", tally.poll.frozen_hash, board.digest, canonical.dumps(tally.result)
    )
    assert tally.digest == expected
