"""Opening a sealed box: what the committee's key opened replaces the sealed ballots, all or
nothing. The board, published at closing, says what each ballot must be."""

import json
from collections import Counter
from enum import Enum
from functools import partial

from django.db import transaction

from governance.ballots import kinds
from governance.ballots.actions import clock
from governance.ballots.actions.bulletin_board import board_digest, boxes_of, lines_of
from governance.ballots.actions.record import record
from governance.ballots.actions.tally import request_tally
from governance.ballots.actions.unlink import BATCH
from governance.ballots.box import canonical, locks, receipts
from governance.ballots.committee.files import OpenedBallots, SealedBallots
from governance.ballots.models import AuditEvent, Ballot, BulletinBoard, Poll
from governance.ballots.models.states import Mode, State
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.refusals import Refused


class Problem(Enum):
    """Why opened ballots do not match; the words are in the views."""

    FOREIGN = "of another vote"
    MISSING = "missing"
    UNKNOWN = "not in this box"
    TWICE = "more than once"
    ALTERED = "another choice than was cast"
    INVALID = "not a ballot of this vote"


class DoesNotFit(Refused):
    """`problems`: how many ballots have each problem; never which."""

    def __init__(self, problems: dict[Problem, int]) -> None:
        super().__init__(BoxRefusal.DOES_NOT_FIT)
        self.problems = problems


def sealed_ballots(poll: Poll) -> SealedBallots:
    """The boxes of a closed poll, for the committee's computer. Refused if one was changed."""
    require_closed(poll)
    require_untouched(poll)
    boxes = Ballot.objects.filter(poll=poll).values_list("body", flat=True)
    return SealedBallots(
        poll=poll.slug,
        question=poll.question,
        frozen_hash=poll.frozen_hash,
        public_key=poll.configuration.sealed_to.public_key,
        boxes=tuple(sorted(boxes)),
    )


@transaction.atomic
def unseal(*, poll: Poll, opened: OpenedBallots, by: Actor) -> Poll:
    """Replaces each sealed ballot by its content and asks for the count. Opening an opened box
    changes nothing. Raises DoesNotFit unless each sealed ballot is there exactly once, as cast."""
    poll = locks.lock_exclusive(poll.pk)
    if poll.unsealed_at is not None:
        return poll
    require_closed(poll)
    require_untouched(poll)
    stored = dict(Ballot.objects.filter(poll=poll).values_list("code", "commitment"))
    if problems := problems_of(poll, stored, opened):
        raise DoesNotFit(problems)
    poll.unsealed_at = clock.now()
    replace(poll, stored, opened)
    require_untouched(poll)
    poll.save(update_fields=["unsealed_at"])
    record(
        poll,
        AuditEvent.Kind.UNSEALED,
        at=poll.unsealed_at,
        by=by,
        ballots=len(stored),
        board=board_digest(lines_of(poll)),
    )
    transaction.on_commit(partial(request_tally, poll=poll))
    return poll


def require_closed(poll: Poll) -> None:
    if poll.state != State.CLOSED or poll.mode != Mode.SEALED or not poll.sealed:
        raise Refused(BoxRefusal.WRONG_STATE)


def require_untouched(poll: Poll) -> None:
    published = BulletinBoard.objects.values_list("digest", flat=True).get(poll=poll, final=True)
    closing = poll.events.get(kind=AuditEvent.Kind.CLOSED)
    same = {"boxes": closing.detail["boxes"]} if poll.sealed else {}
    if board_digest(lines_of(poll)) != published or boxes_of(poll) != same:
        raise Refused(BoxRefusal.BOX_CHANGED)


def problems_of(poll: Poll, stored: dict[str, str], opened: OpenedBallots) -> dict[Problem, int]:
    """How many opened ballots do not match the sealed ones (commitment by locator), and why."""
    if (opened.poll, opened.frozen_hash) != (poll.slug, poll.frozen_hash):
        return {Problem.FOREIGN: len(opened.ballots)}
    times = Counter(receipts.locator(code) for code, _choice in opened.ballots)
    problems = Counter(
        {
            Problem.MISSING: len(stored.keys() - times.keys()),
            Problem.TWICE: sum(number > 1 for number in times.values()),
        }
    )
    for code, choice in opened.ballots:
        problem = problem_of(poll, stored.get(receipts.locator(code)), code, choice)
        if problem:
            problems[problem] += 1
    return {problem: problems[problem] for problem in Problem if problems[problem]}


def problem_of(poll: Poll, committed: str | None, code: str, choice: str) -> Problem | None:
    if committed is None:
        return Problem.UNKNOWN
    if receipts.commitment(poll.frozen_hash, code, choice) != committed:
        return Problem.ALTERED
    try:
        said = poll.counting.check(json.loads(choice), poll.configuration)
        valid = canonical.dumps(said) == choice
    except (kinds.InvalidBallot, ValueError, RecursionError):
        valid = False
    return None if valid else Problem.INVALID


def replace(poll: Poll, stored: dict[str, str], opened: OpenedBallots) -> None:
    size = poll.configuration.body_size
    box = Ballot.objects.filter(poll=poll)
    box._raw_delete(box.db)
    # In the order of their codes, so that the order of rows says nothing.
    Ballot.objects.bulk_create(
        [
            Ballot(
                code=code,
                poll=poll,
                body=canonical.pad(choice, size),
                commitment=stored[receipts.locator(code)],
            )
            for code, choice in sorted(opened.ballots)
        ],
        batch_size=BATCH,
    )
