"""After the count: the chair's finding, an objection, a new vote; and ending a vote that went
wrong.

BW 2:13: the chair's finding on the outcome decides; a voter who disputes it at once can get a new
vote.
"""

import datetime
from itertools import count as numbers

from django.db import transaction

from governance.ballots.actions import clock
from governance.ballots.actions.electors import require_open
from governance.ballots.actions.lifecycle import end_casting, take_step
from governance.ballots.actions.record import record
from governance.ballots.box import locks
from governance.ballots.models import AuditEvent, Choice, Poll, Tally
from governance.ballots.models.states import PollLifecycle, State
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.members.models import Member
from governance.refusals import Refused

LONGEST_REASON = 1000


@transaction.atomic
def extend(*, poll: Poll, until: datetime.datetime, reason: str, by: Actor) -> Poll:
    """Moves the closing time of an open vote, with a reason; not after it has closed."""
    poll = locks.lock_exclusive(poll.pk)
    moment = clock.now()
    require_open(poll, moment)
    said = require_reason(reason)
    if until <= poll.closes_at:
        raise Refused(BoxRefusal.NOT_LATER)
    before = poll.closes_at.isoformat()
    poll.closes_at = until
    poll.save(update_fields=["closes_at"])
    kind = AuditEvent.Kind.EXTENDED
    record(poll, kind, at=moment, by=by, before=before, until=until.isoformat(), reason=said)
    return poll


@transaction.atomic
def cancel(*, poll: Poll, reason: str, by: Actor) -> Poll:
    """Ends a vote that went wrong, for ever. Ballots stay, unlinked, and are not counted; a result
    can still be read, but decides nothing."""
    poll = locks.lock_exclusive(poll.pk)
    said = require_reason(reason)
    open_until_now = poll.state == State.OPEN
    take_step(poll, PollLifecycle.cancel)
    if open_until_now:
        end_casting(poll, AuditEvent.Kind.CANCELLED, by=by, reason=said)
        return poll
    poll.save(update_fields=["state"])
    record(poll, AuditEvent.Kind.CANCELLED, at=clock.now(), by=by, reason=said)
    return poll


@transaction.atomic
def establish(*, poll: Poll, words: str, by: Actor) -> Poll:
    """The chair's finding (BW 2:13 lid 3), in the chair's own words; also after an objection."""
    poll = locks.lock_exclusive(poll.pk)
    said = require_reason(words)
    take_step(poll, PollLifecycle.establish)
    poll.save(update_fields=["state"])
    digest = Tally.objects.get(poll=poll).digest
    record(poll, AuditEvent.Kind.ESTABLISHED, at=clock.now(), by=by, words=said, result=digest)
    return poll


@transaction.atomic
def contest(*, poll: Poll, member: Member, reason: str) -> Poll:
    """A voter on the roll disputes the outcome (BW 2:13 lid 4)."""
    poll = locks.lock_exclusive(poll.pk)
    said = require_reason(reason)
    entry = poll.roll.filter(member=member).first()
    if entry is None:
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if clock.now() > objections_until(poll):
        raise Refused(BoxRefusal.TOO_LATE)
    take_step(poll, PollLifecycle.contest)
    poll.save(update_fields=["state"])
    kind = AuditEvent.Kind.CONTESTED
    by = Actor(name=entry.name, user_id=member.user_id, number=entry.number)
    record(poll, kind, at=clock.now(), by=by, number=entry.number, reason=said)
    return poll


def objections_until(poll: Poll) -> datetime.datetime:
    """Some days after the finding, or after the count if there is no finding yet."""
    kinds = [AuditEvent.Kind.TALLIED, AuditEvent.Kind.ESTABLISHED]
    last = poll.events.filter(kind__in=kinds).order_by("-number").first()
    if last is None:
        raise Refused(BoxRefusal.WRONG_STATE)
    return last.at + datetime.timedelta(days=poll.configuration.objection_days)


@transaction.atomic
def repeat(
    *, poll: Poll, opens_at: datetime.datetime, closes_at: datetime.datetime, by: Actor
) -> Poll:
    """Prepares the new vote after an objection: a draft with the same question and rules."""
    poll = locks.lock_exclusive(poll.pk)
    # The first vote lapses when the new one opens; there is one new vote at a time.
    if (
        poll.state not in PollLifecycle.lapse.sources
        or poll.repeated_by.exclude(state=State.CANCELLED).exists()
    ):
        raise Refused(BoxRefusal.WRONG_STATE)
    if closes_at <= max(opens_at, clock.now()):
        raise Refused(BoxRefusal.NOT_LATER)
    again = Poll.objects.create(
        slug=next_slug(poll),
        kind=poll.kind,
        mode=poll.mode,
        question=poll.question,
        explanation=poll.explanation,
        public=poll.public,
        neighbourhood=poll.neighbourhood,
        electors=poll.electors,
        repeats=poll,
        rules=poll.rules,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    Choice.objects.bulk_create(
        Choice(poll=again, key=choice.key, label=choice.label, order=choice.order)
        for choice in poll.choices.all()
    )
    poll.paper.copy(poll, again)
    return again


def next_slug(poll: Poll) -> str:
    start = poll.slug[:70]
    return next(
        slug
        for number in numbers(2)
        if not Poll.objects.filter(slug=(slug := f"{start}-{number}")).exists()
    )


def require_reason(words: str) -> str:
    said = words.strip()
    if not said:
        raise Refused(BoxRefusal.NO_REASON)
    return said[:LONGEST_REASON]
