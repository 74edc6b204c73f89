"""Counting a closed poll."""

import time
from collections import Counter
from functools import partial

from django.db import transaction
from django_q.tasks import async_task

from governance.ballots import canonical, kinds
from governance.ballots.actions import locks
from governance.ballots.actions.record import record
from governance.ballots.models import AuditEvent, Ballot, Poll, Tally
from governance.ballots.refusals import Refusal, Refused

TASK = "governance.ballots.tasks.tally_poll"
BY_COUNT = "the count"
REPORT_EVERY = 0.15
"""Seconds between two writes of the progress."""


@transaction.atomic
def request_tally(*, poll: Poll) -> None:
    """Counts at once, or hands the count to the worker if it may take long."""
    poll = locks.seize(poll.pk)
    if poll.state == Poll.State.TALLIED:
        return
    if poll.state != Poll.State.CLOSED:
        raise Refused(Refusal.WRONG_STATE)
    Tally.objects.update_or_create(
        poll=poll, defaults={"state": Tally.State.WAITING, "stage": "", "done": 0, "total": None}
    )
    if poll.how.slow:
        transaction.on_commit(partial(async_task, TASK, poll.pk))
    else:
        transaction.on_commit(partial(tally, poll=poll))


def tally(*, poll: Poll) -> Tally:
    """Counts the ballots and stores the result, once: a second call finds it there.

    The count itself holds no lock, since a closed box does not change; two that run at the
    same time find the same result, and the first one stores it.
    """
    poll = Poll.objects.get(pk=poll.pk)
    if poll.state == Poll.State.TALLIED:
        return Tally.objects.get(poll=poll)
    if poll.state != Poll.State.CLOSED:
        raise Refused(Refusal.WRONG_STATE)
    started = time.monotonic()
    Tally.objects.get_or_create(poll=poll)
    report = _reporter(poll)
    report("reading", 0, None)
    ballots = Counter(
        body.rstrip(" ")
        for body in Ballot.objects.filter(poll=poll).values_list("body", flat=True).iterator()
    )
    try:
        result = poll.how.count(poll.configuration, ballots, report)
    except Exception:
        Tally.objects.filter(poll=poll).update(state=Tally.State.FAILED)
        raise
    return _store(poll, result, sum(ballots.values()), time.monotonic() - started)


@transaction.atomic
def _store(poll: Poll, result: kinds.Choice, ballots: int, seconds: float) -> Tally:
    poll = locks.seize(poll.pk)
    if poll.state == Poll.State.TALLIED:
        return Tally.objects.get(poll=poll)
    digest = canonical.digest("wijkstem result 1", poll.frozen_hash, canonical.dumps(result))
    done, _created = Tally.objects.update_or_create(
        poll=poll,
        defaults={
            "state": Tally.State.DONE,
            "result": result,
            "digest": digest,
            "seconds": seconds,
        },
    )
    poll.state = Poll.State.TALLIED
    poll.save(update_fields=["state"])
    record(
        poll, AuditEvent.Kind.TALLIED, at=locks.now(), by=BY_COUNT, ballots=ballots, result=digest
    )
    return done


def _reporter(poll: Poll) -> kinds.Report:
    """Writes the progress where the page reads it, but not more often than an eye can see."""
    last = (float("-inf"), "")

    def report(stage: str, done: int, total: int | None) -> None:
        nonlocal last
        moment = time.monotonic()
        if stage == last[1] and moment - last[0] < REPORT_EVERY:
            return
        last = (moment, stage)
        unfinished = Tally.objects.filter(poll=poll).exclude(state=Tally.State.DONE)
        unfinished.update(state=Tally.State.COUNTING, stage=stage, done=done, total=total)

    return report
