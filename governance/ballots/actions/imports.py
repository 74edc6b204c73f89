"""Importing an election that was held elsewhere, with its published ballots."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from governance.ballots import kinds
from governance.ballots.actions import clock
from governance.ballots.actions.bulletin_board import publish
from governance.ballots.actions.lifecycle import freeze
from governance.ballots.actions.record import record
from governance.ballots.box import canonical, receipts
from governance.ballots.models import AuditEvent, Ballot, Choice, Poll
from governance.ballots.models.states import State
from governance.members.access.actor import Actor


@transaction.atomic
def import_closed_poll(
    *,
    slug: str,
    kind: str,
    question: str,
    choices: Sequence[tuple[str, str]],
    ballots: Iterable[kinds.Choice],
    rules: Mapping[str, Any],
    opens_at: datetime.datetime,
    closes_at: datetime.datetime,
    source: str,
    by: Actor,
) -> Poll:
    """Makes a closed, public poll without a roll: the file does not say who voted. Each ballot is
    checked like one that is cast; InvalidBallot means that nothing is imported."""
    moment = clock.now()
    poll = Poll.objects.create(
        slug=slug,
        kind=kind,
        question=question,
        public=True,
        rules=dict(rules),
        opens_at=opens_at,
        closes_at=closes_at,
        source=source,
    )
    Choice.objects.bulk_create(
        Choice(poll=poll, key=key, label=label, order=order)
        for order, (key, label) in enumerate(choices)
    )
    freeze(poll)
    poll.state = State.OPEN  # the database refuses ballots in a closed box
    poll.save()
    stored = Ballot.objects.bulk_create(_ballots(poll, ballots), batch_size=2000)
    board = publish(poll, final=True, at=moment)
    poll.state = State.CLOSED
    poll.closed_at = closes_at
    poll.save()
    voters = {"heads": len(stored), "votes": len(stored)}
    record(
        poll,
        AuditEvent.Kind.IMPORTED,
        at=moment,
        by=by,
        source=source,
        frozen=poll.frozen_hash,
        ballots=len(stored),
        board=board.digest,
        turnout={"entitled": voters, "present": voters},
    )
    return poll


def _ballots(poll: Poll, choices: Iterable[kinds.Choice]) -> Iterable[Ballot]:
    configuration = poll.configuration
    for choice in choices:
        code = receipts.new_code()
        body = canonical.dumps(poll.counting.check(choice, configuration))
        made = receipts.commitment(poll.frozen_hash, code, body)
        yield Ballot(code=code, poll=poll, body=body, commitment=made)
