"""From draft to closed: opening freezes, closing counts what there is to count."""

import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from governance.ballots import canonical
from governance.ballots.actions import locks
from governance.ballots.actions.record import record
from governance.ballots.actions.seal import unlink
from governance.ballots.actions.tally import request_tally
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    Participation,
    Poll,
    ProxyGrant,
    RollEntry,
)
from governance.ballots.refusals import Refusal, Refused
from governance.members.models import Member
from governance.rules.errors import CountError

logger = logging.getLogger(__name__)
BY_CLOCK = "the clock"
"""Who closed, where nobody pressed a button: the deadline passed."""


def move(poll: Poll, to: Poll.State) -> None:
    """Takes a declared transition, or refuses."""
    if to not in Poll.TRANSITIONS[Poll.State(poll.state)]:
        raise Refused(Refusal.WRONG_STATE)
    poll.state = to


@transaction.atomic
def open_poll(*, poll: Poll, by: str) -> Poll:
    """Freezes question, choices, rules, times and roll, and opens the box.

    Refused for a vote that is not a draft, that should be closed by now, or whose rules no
    count could follow.
    """
    poll = locks.seize(poll.pk)
    moment = locks.now()
    if moment >= poll.closes_at:
        raise Refused(Refusal.CLOSED)
    move(poll, Poll.State.OPEN)
    poll.opened_at = moment
    entries = freeze_roll(poll)
    try:
        freeze(poll)
    except CountError as error:
        raise Refused(Refusal.BAD_RULES) from error
    poll.save()
    record(
        poll, AuditEvent.Kind.OPENED, at=moment, by=by, frozen=poll.frozen_hash, entitled=entries
    )
    return poll


def freeze(poll: Poll) -> None:
    """Writes the configuration that voters see and that the count obeys, with its hash."""
    poll.frozen = {
        "slug": poll.slug,
        "question": poll.question,
        "kind": poll.kind,
        "mode": poll.mode,
        "rule": [poll.how.rule, poll.how.version],
        "choices": [[choice.key, choice.label] for choice in poll.choices.all()],
        "opens_at": poll.opens_at.isoformat(),
        "closes_at": poll.closes_at.isoformat(),
        **poll.how.freeze(poll),
    }
    poll.frozen_hash = canonical.digest("wijkstem poll 1", canonical.dumps(poll.frozen))


def freeze_roll(poll: Poll) -> int:
    """Puts every member with a vote today on the roll, with the proxies they gave."""
    voters = Member.objects.in_standing(timezone.localdate()).with_vote()
    if poll.neighbourhood_id:
        voters = voters.filter(neighbourhood=poll.neighbourhood_id)
    RollEntry.objects.bulk_create(
        RollEntry(poll=poll, member=member, name=member.name, number=member.number)
        for member in voters
    )
    entries = {entry.member_id: entry for entry in poll.roll.all()}
    for grant in ProxyGrant.objects.filter(poll=poll):
        if grant.principal_id in entries and grant.holder_id in entries:
            entries[grant.principal_id].proxy = entries[grant.holder_id]
            entries[grant.principal_id].save(update_fields=["proxy"])
    return len(entries)


@transaction.atomic
def close(*, poll: Poll, by: str, only_if_due: bool = False) -> Poll:
    """Closes the box and asks for the count. Closing a closed poll does nothing.

    `only_if_due`: for who merely saw on their own clock that the time is up. The database's clock,
    which also decides which ballots are in time, says whether it is.
    """
    poll = locks.seize(poll.pk)
    if poll.state in (Poll.State.CLOSED, Poll.State.TALLIED):
        return poll
    if only_if_due and locks.now() < poll.closes_at:
        return poll
    move(poll, Poll.State.CLOSED)
    poll.closed_at = locks.now()
    poll.save()
    ballots = Ballot.objects.filter(poll=poll).count()
    voted = Participation.objects.filter(entry__poll=poll).count()
    if ballots != voted:
        raise RuntimeError(f"{poll.slug}: {voted} participations and {ballots} ballots")
    unlink(poll)
    record(poll, AuditEvent.Kind.CLOSED, at=poll.closed_at, by=by, ballots=ballots)
    transaction.on_commit(partial(request_tally, poll=poll))
    return poll


def close_due() -> int:
    """Closes every poll whose time is up; the next request or the scheduler calls this. One that
    cannot be closed does not keep the others open."""
    due = Poll.objects.filter(state=Poll.State.OPEN, closes_at__lte=timezone.now())
    closed = 0
    for poll in due:
        try:
            closed += close(poll=poll, by=BY_CLOCK, only_if_due=True).state != Poll.State.OPEN
        except Exception:
            logger.exception("%s could not be closed", poll.slug)
    return closed
