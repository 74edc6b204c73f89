"""Counting a closed poll."""

import datetime
import logging
import time
from collections import Counter
from functools import partial

from django.db import transaction
from django.db.models import Q
from django_q.tasks import async_task

from governance.ballots import kinds
from governance.ballots.actions import clock
from governance.ballots.actions.record import record
from governance.ballots.box import canonical, locks
from governance.ballots.models import AuditEvent, Ballot, BulletinBoard, Poll, Tally
from governance.ballots.models.states import COUNTED, PollLifecycle
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.refusals import Refused
from governance.rules.quorum import Attendance, attendance_from

logger = logging.getLogger(__name__)
TASK = "governance.ballots.tasks.tally_poll"
COUNT = Actor(name="the count")
# The queue gives a task up after ten minutes.
LONGEST_COUNT = datetime.timedelta(minutes=15)
# Seconds between two writes of the progress.
REPORT_EVERY = 0.15


@transaction.atomic
def request_tally(*, poll: Poll) -> None:
    poll = locks.lock_exclusive(poll.pk)
    if is_counted(poll):
        return
    Tally.objects.update_or_create(
        poll=poll, defaults={"state": Tally.State.WAITING, "stage": "", "done": 0, "total": None}
    )
    if poll.counting.slow:
        transaction.on_commit(partial(async_task, TASK, poll.pk))
    else:
        transaction.on_commit(partial(tally, poll=poll))


def tally_due() -> int:
    """For the scheduler: counts closed polls whose count was never begun or died long ago."""
    # A process can die between closing and asking for the count, and Redis forgets what a dead
    # worker had taken. A failed count waits until the chair or the committee starts it again, and
    # one with `count_waits` for the committee.
    closed = Poll.objects.filter(state__in=PollLifecycle.tally.sources)
    stray = Q(tally=None) | Q(tally__state=Tally.State.WAITING)
    dead = Q(tally__state=Tally.State.COUNTING, closed_at__lt=clock.now() - LONGEST_COUNT)
    counted = 0
    for poll in closed.filter(stray | dead):
        if not (poll.sealed or waits(poll)):
            counted += counted_now(poll)
    return counted


def waits(poll: Poll) -> bool:
    """Whether the counting committee has yet to start the count of this poll."""
    begun = Tally.objects.filter(poll=poll).exists()
    return poll.configuration.count_waits and not begun


def counted_now(poll: Poll) -> bool:
    try:
        return tally(poll=poll).state == Tally.State.DONE
    # A poll that cannot be counted does not keep the others waiting.
    except Exception as error:
        logger.error("%s could not be counted: %s", poll.slug, type(error).__name__)
        return False


def tally(*, poll: Poll) -> Tally:
    """Counts the ballots and stores the result, once: a second call returns the same."""
    poll = Poll.objects.get(pk=poll.pk)
    if is_counted(poll):
        return Tally.objects.get(poll=poll)
    started = time.monotonic()
    Tally.objects.get_or_create(poll=poll)
    report = _reporter(poll)
    report("reading", 0, None)
    ballots = Counter(
        body.rstrip(" ")
        for body in Ballot.objects.filter(poll=poll).values_list("body", flat=True).iterator()
    )
    try:
        # No lock, since a closed box does not change. Two counts at the same time find the same
        # result, and the first one stores it.
        result = poll.counting.count(poll.configuration, turnout_of(poll), ballots, report)
    except Exception:
        Tally.objects.filter(poll=poll).update(state=Tally.State.FAILED)
        raise
    return _store(poll, result, sum(ballots.values()), time.monotonic() - started)


@transaction.atomic
def _store(poll: Poll, result: kinds.Choice, ballots: int, seconds: float) -> Tally:
    poll = locks.lock_exclusive(poll.pk)
    if is_counted(poll):
        return Tally.objects.get(poll=poll)
    digest = result_digest(poll, result)
    done, _created = Tally.objects.update_or_create(
        poll=poll,
        defaults={
            "state": Tally.State.DONE,
            "result": result,
            "digest": digest,
            "seconds": seconds,
        },
    )
    poll.state = PollLifecycle.tally.to
    poll.save(update_fields=["state"])
    record(poll, AuditEvent.Kind.TALLIED, at=clock.now(), by=COUNT, ballots=ballots, result=digest)
    return done


def is_counted(poll: Poll) -> bool:
    """Refused if the box is not closed, or the ballots are still sealed."""
    if poll.state in COUNTED:
        return True
    if poll.state not in PollLifecycle.tally.sources:
        raise Refused(BoxRefusal.WRONG_STATE)
    if poll.sealed:
        raise Refused(BoxRefusal.SEALED)
    return False


def turnout_of(poll: Poll) -> Attendance:
    # As closing established it. Of imported ballots only the number is known.
    kinds_of_closing = [AuditEvent.Kind.CLOSED, AuditEvent.Kind.IMPORTED]
    closing = poll.events.filter(kind__in=kinds_of_closing).get()
    return attendance_from(closing.detail["turnout"])


def result_digest(poll: Poll, result: kinds.Choice) -> str:
    board = BulletinBoard.objects.values_list("digest", flat=True).get(poll=poll, final=True)
    return canonical.digest("wijkstem result 2", poll.frozen_hash, board, canonical.dumps(result))


def _reporter(poll: Poll) -> kinds.Report:
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
