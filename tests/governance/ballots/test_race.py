"""Many voters at once, on a real database with real threads: what was acknowledged is counted."""

import threading
from collections import Counter

import pytest
from django.db import connection, connections

from governance.ballots import actions, guards, receipts
from governance.ballots.actions import locks
from governance.ballots.models import Ballot, Participation, Poll, Tally
from governance.ballots.refusals import Refusal, Refused
from tests.factories import ballot_code, entry_of, member, resolution

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def together(jobs):
    """Runs the jobs at the same moment, each on a connection of its own; returns what each gave:
    a value or an exception."""
    outcomes = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(index, job):
        start.wait()
        try:
            outcomes[index] = job()
        except Exception as error:
            outcomes[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def cast_job(poll, voter, code, choice="yes"):
    entry = entry_of(poll, voter)

    def job():
        actions.cast(poll=poll, entry_id=entry.pk, by=voter, code=code, choice={"vote": choice})
        return code

    return job


def close_race(number):
    """Voters cast while the chair closes; returns the acknowledged codes and the ballots that
    the closing saw."""
    voters = [member() for _ in range(12)]
    poll = resolution(f"race-{number}")
    jobs = [cast_job(poll, voter, receipts.new_code()) for voter in voters]
    jobs.insert(6, lambda: actions.close(poll=poll, by="chair"))
    outcomes = together(jobs)
    closed = outcomes.pop(6)
    assert isinstance(closed, Poll), closed
    acknowledged = {outcome for outcome in outcomes if isinstance(outcome, str)}
    others = [outcome for outcome in outcomes if not isinstance(outcome, str)]
    assert all(isinstance(other, Refused) for other in others), others
    return acknowledged, poll


def test_every_vote_acknowledged_around_closing_is_in_the_tally():
    for number in range(5):
        acknowledged, poll = close_race(number)
        named = {ballot_code(poll, receipt) for receipt in acknowledged}
        assert set(Ballot.objects.filter(poll=poll).values_list("code", flat=True)) == named
        counted = sum(Tally.objects.get(poll=poll).result["tally"].values())
        assert counted == len(acknowledged)


@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="on SQLite IMMEDIATE is the lock and cannot be left out",
)
def test_without_the_shared_lock_acknowledged_votes_are_lost(monkeypatch):
    """The control: the same race with a plain read in place of the lock, and without the guards
    that would still stop most of the late ones, must go wrong."""
    import time

    guards.lift(connection)

    def slow_plain_read(poll_id):
        poll = Poll.objects.get(pk=poll_id)
        time.sleep(0.05)
        return poll

    monkeypatch.setattr(locks, "share", slow_plain_read)
    lost = 0
    for number in range(10):
        acknowledged, poll = close_race(number)
        tally = Tally.objects.filter(poll=poll).first()
        counted = sum(tally.result["tally"].values()) if tally and tally.result else 0
        lost += len(acknowledged) - counted
    assert lost > 0


def test_double_submits_and_two_devices_give_one_participation():
    voters = [member() for _ in range(5)]
    poll = resolution()
    for voter in voters:
        code = receipts.new_code()
        same = cast_job(poll, voter, code)
        other = cast_job(poll, voter, receipts.new_code(), "no")
        outcomes = together([same, same, other])
        stored = [type(outcome).__name__ for outcome in outcomes]
        kinds = Counter(
            outcome if isinstance(outcome, str) else outcome.refusal for outcome in outcomes
        )
        assert set(kinds) <= {code, Refusal.ALREADY_VOTED} | {
            outcome for outcome in outcomes if isinstance(outcome, str)
        }, stored
        assert len({outcome for outcome in outcomes if isinstance(outcome, str)}) == 1, stored
    assert Participation.objects.count() == len(voters)
    assert Ballot.objects.count() == len(voters)


def test_the_clock_is_the_databases():
    before = locks.now()
    assert before <= locks.now()
    assert before.tzinfo is not None
