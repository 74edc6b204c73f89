"""The bulletin board: with its commitments, voters can check that no ballot is lost or changed."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from governance.ballots.actions import clock
from governance.ballots.actions.record import record
from governance.ballots.box import canonical, locks, receipts
from governance.ballots.models import AuditEvent, Ballot, BulletinBoard, Poll
from governance.ballots.models.states import LINKED, State
from governance.members.access.actor import Actor

# A checkpoint follows the ballots of at least 10 voters, so that it says nothing about one of them.
STEP = 10


def lines_of(poll: Poll) -> list[str]:
    """One line for each ballot in the box, sorted: "locator commitment"."""
    stored = Ballot.objects.filter(poll=poll).values_list("code", "commitment")
    return sorted(
        f"{code if poll.sealed else receipts.locator(code)} {commitment}"
        for code, commitment in stored
    )


def board_digest(lines: list[str]) -> str:
    return canonical.digest("wijkstem board 1", *lines)


def boxes_of(poll: Poll) -> dict[str, str]:
    # What is in the boxes shows only when they are opened; this shows before that they are the
    # same.
    if not poll.sealed:
        return {}
    return {"boxes": boxes_digest(Ballot.objects.filter(poll=poll).values_list("code", "body"))}


def boxes_digest(boxes: Iterable[tuple[str, str]]) -> str:
    return canonical.digest("wijkstem boxes 1", *sorted(f"{code} {body}" for code, body in boxes))


def publish(poll: Poll, *, final: bool, at: datetime.datetime) -> BulletinBoard:
    # The caller holds the exclusive lock.
    lines = lines_of(poll)
    made = {
        "ballots": len(lines),
        "lines": "\n".join(lines),
        "digest": board_digest(lines),
        "at": at,
    }
    return BulletinBoard.objects.update_or_create(poll=poll, final=final, defaults=made)[0]


def checkpoint_due() -> int:
    """For the scheduler: a checkpoint of each open poll with enough new ballots."""
    # No checkpoint where voters may vote again: a ballot on it could be replaced later.
    polls = Poll.objects.filter(state=State.OPEN).exclude(mode__in=LINKED)
    return sum(checkpoint(poll=poll) for poll in polls)


def checkpoint(*, poll: Poll) -> bool:
    """True if enough ballots came in for a new checkpoint."""
    with transaction.atomic():
        poll = locks.lock_exclusive(poll.pk)
        checkpoints = BulletinBoard.objects.filter(poll=poll, final=False)
        new = Ballot.objects.filter(poll=poll).count() - (
            checkpoints.values_list("ballots", flat=True).first() or 0
        )
        most = poll.roll.aggregate(most=Max("votes"))["most"] or 1
        if poll.state != State.OPEN or poll.linked or new < STEP * most:
            return False
        board = publish(poll, final=False, at=clock.now())
        record(
            poll,
            AuditEvent.Kind.CHECKPOINT,
            at=board.at,
            by=Actor.clock(),
            ballots=board.ballots,
            board=board.digest,
            **boxes_of(poll),
        )
    return True
