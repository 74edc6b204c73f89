"""The audit chain: whole, in order, and in agreement with the poll's state and times."""

import datetime
from collections.abc import Iterator

from django.utils.dateparse import parse_datetime

from governance.ballots.actions.record import event_hash
from governance.ballots.models import AuditEvent, Poll
from governance.ballots.models.states import PollLifecycle, State, Step
from governance.ballots.verification.case import Case, Kind
from governance.ballots.verification.problems import Finding, Found, Wrong

STEPS: dict[str, Step] = {
    Kind.OPENED: PollLifecycle.open,
    Kind.CLOSED: PollLifecycle.close,
    Kind.TALLIED: PollLifecycle.tally,
    Kind.ESTABLISHED: PollLifecycle.establish,
    Kind.CONTESTED: PollLifecycle.contest,
    Kind.LAPSED: PollLifecycle.lapse,
    Kind.CANCELLED: PollLifecycle.cancel,
}
WHILE_OPEN = {Kind.ROLL, Kind.CHECKPOINT, Kind.EXTENDED}
MOMENTS = {"opened_at": Kind.OPENED, "unsealed_at": Kind.UNSEALED, "purged_at": Kind.PURGED}


def check(case: Case) -> Found:
    yield from whole(case)
    yield from life(case)
    yield from moments(case)
    yield from end(case)
    yield from repeats(case.poll, case)


def whole(case: Case) -> Found:
    """No gap in the numbers; each event has its hash and names the hash before it."""
    before = ""
    for number, event in enumerate(case.events, start=1):
        where = f"event {event.number}"
        if event.number != number:
            yield Finding(Wrong.EVENT_NUMBER, where)
        if event.previous != before:
            yield Finding(Wrong.EVENT_LINK, where)
        if event.hash != event_hash(event):
            yield Finding(Wrong.EVENT_HASH, where)
        before = event.hash
    if not case.events:
        yield Finding(Wrong.NO_CHAIN)
    if case.poll.head != before:
        yield Finding(Wrong.HEAD)


def life(case: Case) -> Found:
    """Each event is a declared step; the last one leads to the current state."""
    state = State.DRAFT
    for event in case.events:
        where = f"event {event.number}: {event.kind}"
        step = STEPS.get(event.kind)
        if event.kind == Kind.IMPORTED and state == State.DRAFT:
            state = State.CLOSED
        elif step is not None:
            if state not in step.sources:
                yield Finding(Wrong.STEP, where)
            state = step.to
        elif (event.kind in WHILE_OPEN and state != State.OPEN) or state == State.DRAFT:
            yield Finding(Wrong.STEP, where)
    if case.poll.state != state:
        yield Finding(Wrong.STATE, case.poll.state)


def moments(case: Case) -> Found:
    for column, kind in MOMENTS.items():
        event = case.last(kind)
        if getattr(case.poll, column) != (event and event.at):
            yield Finding(Wrong.MOMENT, column)
    closing = case.closing
    # An import closed when the vote elsewhere ended.
    closed = closing and (case.poll.closes_at if case.poll.source else closing.at)
    if case.poll.closed_at != closed:
        yield Finding(Wrong.MOMENT, "closed_at")
    scrubbed = case.poll.scrubbed_at
    if scrubbed and (closing is None or scrubbed < closing.at):
        yield Finding(Wrong.MOMENT, "scrubbed_at")


def end(case: Case) -> Found:
    """Each extension moves the previous end, and the last one is the end."""
    until: datetime.datetime | None = case.poll.configuration.closes_at
    for event in case.all_of(Kind.EXTENDED):
        if moment(event.detail["before"]) != until:
            yield Finding(Wrong.END, f"event {event.number}")
        until = moment(event.detail["until"])
    if case.poll.closes_at != until:
        yield Finding(Wrong.END, "closes_at")


def moment(text: str) -> datetime.datetime | None:
    return parse_datetime(text)


def repeats(poll: Poll, case: Case) -> Found:
    """A lapsed vote and the new one in its place name each other."""
    for event in case.all_of(Kind.LAPSED):
        again = Poll.objects.filter(slug=event.detail["repeated_by"]).first()
        if again is None or again.repeats_id != poll.pk:
            yield Finding(Wrong.REPEAT, f"event {event.number}")
    if poll.repeats_id and poll.slug not in set(lapses_of(poll.repeats_id)):
        yield Finding(Wrong.REPEAT, "repeats_id")


def lapses_of(poll_id: int) -> Iterator[str]:
    for event in AuditEvent.objects.filter(poll_id=poll_id, kind=Kind.LAPSED):
        yield event.detail["repeated_by"]
