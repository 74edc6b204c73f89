"""From draft to closed: opening freezes, closing establishes what is to be counted."""

import logging
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from governance.ballots import roll
from governance.ballots.actions import clock
from governance.ballots.actions.bulletin_board import boxes_of, publish
from governance.ballots.actions.electors import freeze_roll
from governance.ballots.actions.keys import sealing_of
from governance.ballots.actions.postal_votes import discard_waiting
from governance.ballots.actions.record import record
from governance.ballots.actions.tally import request_tally
from governance.ballots.actions.unlink import unlink
from governance.ballots.actions.vote_cast_mail import settle_told
from governance.ballots.box import canonical, locks
from governance.ballots.electors import policy_of
from governance.ballots.kinds.configuration import Rules, Standing
from governance.ballots.models import AuditEvent, Ballot, Link, Participation, Poll
from governance.ballots.models.states import Mode, PollLifecycle, State, Step
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.refusals import Refused
from governance.rules.errors import CountError

logger = logging.getLogger(__name__)
# Days for an objection after the count or the finding, if the poll's rules (`objection_days`) do
# not say.
OBJECTION_DAYS = 7


def take_step(poll: Poll, taken: Step) -> None:
    if poll.state not in taken.sources:
        raise Refused(BoxRefusal.WRONG_STATE)
    poll.state = taken.to


@transaction.atomic
def open_poll(*, poll: Poll, by: Actor) -> Poll:
    """Freezes question, choices, rules, times and roll, and opens the box.

    Refused for a vote that is not a draft, that should be closed by now, or whose rules no count
    could follow.
    """
    poll = locks.lock_exclusive(poll.pk)
    moment = clock.now()
    take_step(poll, PollLifecycle.open)
    if moment >= poll.closes_at:
        raise Refused(BoxRefusal.CLOSED)
    poll.opened_at = moment
    entitled = freeze_roll(poll, moment)
    freeze(poll)
    # A new vote after an objection makes the first one lapse (BW 2:13 lid 4).
    if poll.repeats:
        lapse(poll.repeats, poll.slug, by=by)
    poll.save()
    record(
        poll,
        AuditEvent.Kind.OPENED,
        at=moment,
        by=by,
        frozen=poll.frozen_hash,
        roll=roll.digest_of(poll),
        entitled=entitled,
    )
    return poll


def lapse(first: Poll, repeated_by: str, *, by: Actor) -> None:
    first = locks.lock_exclusive(first.pk)
    take_step(first, PollLifecycle.lapse)
    first.save(update_fields=["state"])
    record(first, AuditEvent.Kind.LAPSED, at=clock.now(), by=by, repeated_by=repeated_by)


def freeze(poll: Poll) -> None:
    """Writes the configuration that voters see and the count obeys, with its hash."""
    try:
        rules = replace(poll.draft_rules, roll=policy_of(poll).settings())
        sealing = sealing_of(poll) if poll.mode == Mode.SEALED else None
        shared = {**shared_of(poll, rules), "sealing": sealing}
        poll.rules = {**poll.rules, "roll": rules.roll}
        poll.frozen = poll.counting.freeze(poll, rules, shared).to_data()
    except CountError as error:
        raise Refused(BoxRefusal.BAD_RULES) from error
    poll.frozen_hash = canonical.digest("wijkstem poll 3", canonical.dumps(poll.frozen))


def shared_of(poll: Poll, rules: Rules) -> dict[str, Any]:
    """What every poll freezes, but for the key that its ballots are sealed to."""
    electors = policy_of(poll)
    home = poll.neighbourhood.name if poll.neighbourhood else None
    days = rules.objection_days
    return {
        "slug": poll.slug,
        "question": poll.question,
        "explanation": poll.explanation,
        "kind": poll.kind,
        "mode": poll.mode,
        "choices": tuple((choice.key, choice.label) for choice in poll.choices.all()),
        "count_waits": rules.count_waits,
        "objection_days": OBJECTION_DAYS if days is None else days,
        "repeats": poll.repeats.slug if poll.repeats else None,
        "opens_at": poll.opens_at,
        "closes_at": poll.closes_at,
        "electors": poll.electors,
        "roll": {"neighbourhood": home, "proxy_cap": electors.proxy_cap, **rules.roll},
        "standing": electors.force(rules.standing or Standing()).standing,
        "attendance": electors.attendance(poll.opened_at) if poll.opened_at else None,
    }


@transaction.atomic
def close(*, poll: Poll, by: Actor, only_if_due: bool = False, then_count: bool = True) -> Poll:
    """Closes the box and asks for the count, unless the committee starts it (`count_waits`).
    Closing a closed poll does nothing.

    `only_if_due`: close only if the deadline has passed by the database's clock, which also decides
    which ballots are in time.
    """
    poll = locks.lock_exclusive(poll.pk)
    if poll.state not in (State.DRAFT, State.OPEN):
        return poll
    if only_if_due and clock.now() < poll.closes_at:
        return poll
    take_step(poll, PollLifecycle.close)
    end_casting(poll, AuditEvent.Kind.CLOSED, by=by)
    if then_count and not (poll.sealed or poll.configuration.count_waits):
        transaction.on_commit(partial(request_tally, poll=poll))
    return poll


def end_casting(poll: Poll, kind: AuditEvent.Kind, *, by: Actor, **detail: object) -> None:
    """Establishes the turnout, unlinks, publishes the board and records it. The caller has moved
    the poll and holds its exclusive lock."""
    poll.closed_at = clock.now()
    discard_waiting(poll)
    turnout = turnout_of(poll)
    settle_told(poll)
    destroyed = unlink(poll)
    board = publish(poll, final=True, at=poll.closed_at)
    voted = Participation.objects.filter(entry__poll=poll).values_list("entry__number", flat=True)
    poll.save()
    record(
        poll,
        kind,
        at=poll.closed_at,
        by=by,
        ballots=board.ballots,
        board=board.digest,
        turnout=turnout,
        voted=roll.voted_digest(voted),
        **names_of(poll),
        **boxes_of(poll),
        **detail,
    )
    if poll.mode == Mode.CONFIDENTIAL:
        record(poll, AuditEvent.Kind.UNLINKED, at=clock.now(), by=by, links=destroyed)


def names_of(poll: Poll) -> dict[str, str]:
    if poll.mode != Mode.OPEN:
        return {}
    links = Link.objects.filter(entry__poll=poll)
    rows = links.values_list("entry__number", "unit", "ballot_id")
    return {"names": roll.names_digest(rows)}


def turnout_of(poll: Poll) -> dict[str, dict[str, int]]:
    """Members ("heads") and votes: on the roll, and of those who took part. Raises RuntimeError if
    the box does not hold exactly the votes of those who took part."""
    entries = poll.roll.all()
    present = entries.filter(participation__isnull=False)
    turnout = {
        name: {"heads": people.count(), "votes": people.aggregate(n=Sum("votes"))["n"] or 0}
        for name, people in (("entitled", entries), ("present", present))
    }
    ballots = Ballot.objects.filter(poll=poll).count()
    if ballots != turnout["present"]["votes"]:
        due = turnout["present"]["votes"]
        raise RuntimeError(f"{poll.slug}: {due} votes are due and there are {ballots} ballots")
    return turnout


def close_due() -> int:
    due = Poll.objects.filter(state=State.OPEN, closes_at__lte=timezone.now())
    closed = 0
    for poll in due:
        try:
            closed += close(poll=poll, by=Actor.clock(), only_if_due=True).state != State.OPEN
        # One poll that cannot be closed does not keep others open.
        except Exception:
            logger.exception("%s could not be closed", poll.slug)
    return closed
