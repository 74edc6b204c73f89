"""After the count, and when a vote goes wrong: every step from every state."""

import datetime

import pytest
from django.db import connection

from governance.ballots.actions import clock, lifecycle, outcome
from governance.ballots.actions import tally as tally_actions
from governance.ballots.actions.lifecycle import OBJECTION_DAYS
from governance.ballots.models import Ballot, Link, Poll, Tally
from governance.ballots.models.states import PollLifecycle, State
from governance.ballots.refusals import BoxRefusal
from governance.ballots.verification import triggers
from governance.refusals import Refused
from tests.factories import actor, draft, member, vote

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def refusal(act, **arguments):
    with pytest.raises(Refused) as refused:
        act(**arguments)
    return refused.value.refusal


class Vote:
    """One vote with a voter, brought to a state by the actions themselves."""

    def __init__(self, state, mode="secret"):
        self.anna = member("Anna")
        self.poll = draft(mode=mode)
        for act in self.ways[state].split():
            getattr(self, act)()

    ways = {
        "draft": "",
        "open": "open",
        "closed": "open close",
        "tallied": "open close tally",
        "established": "open close tally establish",
        "contested": "open close tally contest",
        "lapsed": "open close tally contest repeat",
        "cancelled": "open cancel",
    }

    def open(self):
        self.poll = lifecycle.open_poll(poll=self.poll, by=actor("chair"))
        vote(self.poll, self.anna, "yes")

    def close(self):
        lifecycle.close(poll=self.poll, by=actor("chair"), then_count=False)

    def tally(self):
        tally_actions.tally(poll=self.poll)

    def establish(self):
        outcome.establish(poll=self.poll, words="Aangenomen.", by=actor("chair"))

    def contest(self):
        outcome.contest(poll=self.poll, member=self.anna, reason="Onduidelijk.")

    def cancel(self):
        outcome.cancel(poll=self.poll, reason="Verkeerde vraag.", by=actor("chair"))

    def repeat(self):
        now = clock.now()
        again = outcome.repeat(poll=self.poll, opens_at=now, closes_at=now + DAY, by=actor("chair"))
        return lifecycle.open_poll(poll=again, by=actor("chair"))

    @property
    def state(self):
        return Poll.objects.get(pk=self.poll.pk).state


@pytest.mark.parametrize("state", list(Vote.ways))
@pytest.mark.parametrize("act", ["establish", "contest", "cancel", "repeat"])
def test_each_step_is_taken_from_its_declared_states_only(state, act):
    one = Vote(state)
    assert one.state == state
    step = getattr(PollLifecycle, "lapse" if act == "repeat" else act)
    if state in step.sources:
        getattr(one, act)()
        assert one.state == step.to
    else:  # a draft has no roll yet, on which who objects could stand
        no_roll = (state, act) == ("draft", "contest")
        expected = BoxRefusal.NOT_ON_ROLL if no_roll else BoxRefusal.WRONG_STATE
        assert refusal(getattr(one, act)) is expected
        assert one.state == state


@pytest.mark.parametrize(
    ("act", "words"),
    [(outcome.establish, {"words": " "}), (outcome.cancel, {"reason": "\n"})],
)
def test_finding_and_cancelling_need_words(act, words):
    one = Vote("tallied")
    assert refusal(act, poll=one.poll, by=actor("x"), **words) is BoxRefusal.NO_REASON


def test_finding_names_the_result_that_was_found():
    one = Vote("established")
    event = one.poll.events.last()
    assert event.detail == {
        "words": "Aangenomen.",
        "result": Tally.objects.get().digest,
    }


def test_only_who_is_on_the_roll_objects_and_in_time(hold_clock):
    one = Vote("tallied")
    late = member()
    assert (
        refusal(outcome.contest, poll=one.poll, member=late, reason="x") is BoxRefusal.NOT_ON_ROLL
    )
    assert (
        refusal(outcome.contest, poll=one.poll, member=one.anna, reason=" ") is BoxRefusal.NO_REASON
    )
    end = clock.now() + (OBJECTION_DAYS * DAY) + datetime.timedelta(minutes=1)
    hold_clock(end)
    assert refusal(one.contest) is BoxRefusal.TOO_LATE


@pytest.mark.parametrize("mode", ["secret", "confidential", "open"])
def test_cancelling_an_open_vote_unlinks_keeps_the_ballots_and_never_counts(mode):
    one = Vote("cancelled", mode)
    assert Ballot.objects.count() == 1
    assert Link.objects.count() == (mode == "open")
    assert refusal(tally_actions.tally, poll=one.poll) is BoxRefusal.WRONG_STATE
    assert refusal(tally_actions.request_tally, poll=one.poll) is BoxRefusal.WRONG_STATE
    detail = one.poll.events.get(kind="cancelled").detail
    assert (detail["ballots"], detail["reason"]) == (1, "Verkeerde vraag.")


def test_vote_is_extended_by_an_act_with_a_reason_while_it_is_open():
    one = Vote("open")
    until = one.poll.closes_at + DAY
    extend = {"poll": one.poll, "by": actor("chair")}
    assert refusal(outcome.extend, until=until, reason="", **extend) is BoxRefusal.NO_REASON
    before = one.poll.closes_at
    assert refusal(outcome.extend, until=before, reason="x", **extend) is BoxRefusal.NOT_LATER
    outcome.extend(until=until, reason="Storing.", **extend)
    assert Poll.objects.get().closes_at == until
    assert one.poll.events.last().detail["reason"] == "Storing."
    one.close()
    later = until + DAY
    assert refusal(outcome.extend, until=later, reason="x", **extend) is BoxRefusal.WRONG_STATE


def test_vote_whose_time_is_up_is_not_extended(hold_clock):
    one = Vote("open")
    hold_clock(one.poll.closes_at)
    until = one.poll.closes_at + DAY
    assert (
        refusal(outcome.extend, poll=one.poll, until=until, reason="x", by=actor("x"))
        is BoxRefusal.CLOSED
    )


def test_one_new_vote_at_a_time_and_the_first_lapses_when_it_opens():
    one = Vote("contested")
    now = clock.now()
    again = {"poll": one.poll, "opens_at": now, "by": actor("chair")}
    assert refusal(outcome.repeat, closes_at=now, **again) is BoxRefusal.NOT_LATER
    second = outcome.repeat(closes_at=now + DAY, **again)
    assert (second.slug, second.repeats, second.state) == ("de-brug-2", one.poll, State.DRAFT)
    assert (second.question, second.rules, second.mode) == (
        one.poll.question,
        one.poll.rules,
        one.poll.mode,
    )
    assert refusal(outcome.repeat, closes_at=now + DAY, **again) is BoxRefusal.WRONG_STATE
    assert one.state == State.CONTESTED
    lifecycle.open_poll(poll=second, by=actor("chair"))
    assert one.state == State.LAPSED
    assert one.poll.events.last().detail == {"repeated_by": "de-brug-2"}


def test_count_that_was_never_begun_is_made_up_for():
    one = Vote("closed")
    assert tally_actions.tally_due() == 1
    assert one.state == State.TALLIED
    assert tally_actions.tally_due() == 0


@pytest.mark.parametrize("waits", [True, False])
def test_count_that_the_committee_is_to_start_waits(waits):
    one = Vote("closed")
    triggers.lift(connection)  # the rules are frozen long since
    Poll.objects.filter(pk=one.poll.pk).update(frozen={**one.poll.frozen, "count_waits": waits})
    assert tally_actions.tally_due() == (not waits)


def test_count_that_failed_waits_for_people(hold_clock):
    Tally.objects.create(poll=Vote("closed").poll, state=Tally.State.FAILED)
    later = clock.now() + DAY
    hold_clock(later)
    assert tally_actions.tally_due() == 0
