"""Closing while many vote, on a real database with real threads: what was acknowledged is counted,
and nothing else. Each control takes one of the defences away, and then it goes wrong."""

import random
import threading
import time
from contextlib import contextmanager, nullcontext

import pytest
from django.db import connection, connections, transaction

from governance.ballots.actions import cast as cast_actions
from governance.ballots.actions import clock, lifecycle
from governance.ballots.box import locks, receipts
from governance.ballots.models import Ballot, Participation, Poll, Tally
from governance.ballots.refusals import BoxRefusal
from governance.ballots.verification import triggers
from governance.refusals import Refused
from tests import storm
from tests.factories import actor, ballot_code, entry_of, member, resolution

pytestmark = pytest.mark.django_db(transaction=True)

VOTERS = storm.size(20, 50)
ROUNDS = storm.size(6, 200)
ON_SQLITE = connection.vendor == "sqlite"
LONG = 30  # seconds, after which nobody waits for the other


def cast_job(poll, voter):
    entry, code = entry_of(poll, voter), receipts.new_code()

    def job():
        cast_actions.cast(
            poll=poll, entry_id=entry.pk, voter=voter, code=code, choice={"vote": "yes"}
        )
        return code

    return job


class Race:
    """Voters who all vote in one poll after another, each of which is closed in the middle."""

    def __init__(self, together, voters):
        self.together = together
        self.voters = voters
        self.chance = random.Random(11)  # noqa: S311
        self.rounds = 0
        self.acknowledged = self.lost = 0
        self.refusals = {}
        # a voter looked whether the poll is open; the poll was closed. Set: nobody waits for it
        self.looked, self.closed = threading.Event(), threading.Event()
        self.looked.set()

    def run(self, *, close_after=0.08):
        """One round. Adds up what was acknowledged, and how much of it the count does not hold."""
        self.rounds += 1
        self.closed.clear()
        poll = resolution(f"race-{self.rounds}")
        jobs = [cast_job(poll, voter) for voter in self.voters]
        moment = self.chance.uniform(0, close_after)

        def close():
            time.sleep(moment)
            self.looked.wait(LONG)
            try:
                lifecycle.close(poll=poll, by=actor("chair"))
            finally:
                self.closed.set()

        *outcomes, _closed = self.together([*jobs, close])
        lifecycle.close(poll=poll, by=actor("chair"))  # where closing broke in the middle of it
        codes = {ballot_code(poll, said) for said in outcomes if isinstance(said, str)}
        for refused in (said for said in outcomes if not isinstance(said, str)):
            assert isinstance(refused, Refused), repr(refused)
            self.refusals[refused.refusal] = self.refusals.get(refused.refusal, 0) + 1
        self.acknowledged += len(codes)
        self.lost += len(codes) - self.counted(poll, codes)
        return poll, codes

    def counted(self, poll, codes):
        tally = Tally.objects.filter(poll=poll, state=Tally.State.DONE).first()
        return sum(tally.result["tally"].values()) if tally else len(codes)


@pytest.fixture
def race():
    with storm.crowd(VOTERS + 1) as together:
        yield Race(together, [member() for _ in range(VOTERS)])


def test_every_vote_acknowledged_around_closing_is_in_the_tally(race):
    while race.rounds < ROUNDS or (not race.refusals and race.rounds < ROUNDS + 30):
        early = race.rounds >= ROUNDS  # nobody came too late so far: close at once
        poll, codes = race.run(close_after=0 if early else 0.08)
        stored = Ballot.objects.filter(poll=poll).values_list("code", flat=True)
        assert set(stored) == codes
        assert race.counted(poll, codes) == len(codes)
        assert Participation.objects.filter(entry__poll=poll).count() == len(codes)
    assert race.lost == 0
    assert set(race.refusals) == {BoxRefusal.CLOSED}, "the control: some came too late"
    assert race.acknowledged > 0
    print(
        f"{ROUNDS} rounds: {race.acknowledged} in time, {race.refusals[BoxRefusal.CLOSED]} too late"
    )


@contextmanager
def slow_check(race, monkeypatch):
    """A cast that looks whether the poll is open, and only stores when it has been closed."""
    look = cast_actions.require_open
    race.looked.clear()

    def look_and_wait(poll):
        look(poll)
        race.looked.set()
        race.closed.wait(LONG)

    with monkeypatch.context() as patch:
        patch.setattr(cast_actions, "require_open", look_and_wait)
        yield patch


def without_lock(patch):
    patch.setattr(locks, "lock_shared", lambda poll_id: Poll.objects.get(pk=poll_id))


def without_transaction(patch):
    stand_in = type("NoTransaction", (), {"atomic": lambda **_: nullcontext()})
    patch.setattr(cast_actions, "transaction", stand_in)


def test_check_outside_the_transaction_loses_votes(race, monkeypatch):
    """The control on both databases: the same statements, but not in one transaction, and without
    the guards that would still stop the late ones."""
    triggers.lift(connection)
    with slow_check(race, monkeypatch) as patch:
        without_lock(patch)
        without_transaction(patch)
        race.run()
    assert race.lost > 0


def test_guards_alone_still_refuse_a_ballot_in_a_closed_box(race, monkeypatch):
    """The second line of defence: without the transaction and the lock, the database itself."""
    with slow_check(race, monkeypatch) as patch:
        without_lock(patch)
        without_transaction(patch)
        race.run()
    assert (race.acknowledged, race.lost) == (0, 0)


@pytest.mark.skipif(ON_SQLITE, reason="on SQLite IMMEDIATE is the lock and cannot be left out")
def test_without_the_shared_lock_acknowledged_votes_are_lost(race, monkeypatch):
    """The control on PostgreSQL: a plain read in place of the lock."""
    triggers.lift(connection)
    with slow_check(race, monkeypatch) as patch:
        without_lock(patch)
        race.run()
    assert race.lost > 0


@pytest.mark.skipif(not ON_SQLITE, reason="SQLite's own way of beginning a transaction")
def test_transactions_that_begin_without_the_lock_fail_but_never_lie(monkeypatch):
    """The control on SQLite: with Django's default DEFERRED most casts at the same moment fail.
    Nothing is lost, since each of them says that it stored nothing."""
    options = connections.settings["default"]["OPTIONS"]
    with storm.crowd(VOTERS + 1) as together, monkeypatch.context() as patch:
        patch.setitem(options, "transaction_mode", "DEFERRED")
        race = Race(together, [member() for _ in range(VOTERS)])
        for _ in range(3):
            poll, codes = race.run(close_after=0.5)
            assert set(Ballot.objects.filter(poll=poll).values_list("code", flat=True)) == codes
    assert race.refusals[BoxRefusal.NOT_STORED] > 0
    assert race.lost == 0


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets writers in by chance, not in turn"
)
def test_closing_waits_in_turn_and_not_until_nobody_votes_any_more():
    """Votes keep coming on a poll where one may vote again, and the chair closes it."""
    voters = [member() for _ in range(12)]
    poll = resolution(mode="open")
    end = time.monotonic() + 8

    def go_on_voting(voter):
        entry = entry_of(poll, voter)

        def job():
            while time.monotonic() < end:
                cast = {"code": receipts.new_code(), "choice": {"vote": "yes"}}
                cast_actions.cast(poll=poll, entry_id=entry.pk, voter=voter, **cast)

        return job

    def close():
        time.sleep(0.5)
        lifecycle.close(poll=poll, by=actor("chair"))

    with storm.crowd(len(voters) + 1) as together:
        *ends, _closed = together([*map(go_on_voting, voters), close])
    assert {type(said).__name__ for said in ends} == {"Refused"}
    assert {said.refusal for said in ends} == {BoxRefusal.CLOSED}
    assert time.monotonic() < end


def test_the_clock_is_the_databases():
    before = clock.now()
    assert before <= clock.now()
    assert before.tzinfo is not None


def test_a_cast_inside_another_transaction_is_a_mistake_of_the_programmer():
    voter = member()
    poll = resolution()
    with pytest.raises(RuntimeError), transaction.atomic():
        cast_job(poll, voter)()
