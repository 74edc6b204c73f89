"""The bulletin board, and the form with which voters look up their ballot."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ballots.kinds.forms import BallotForm
from governance.ballots.models import BulletinBoard, Poll


@dataclass(frozen=True)
class BulletinPage:
    """`form`: none for imported ballots, which have no receipts."""

    poll: Poll
    board: BulletinBoard | None
    form: BallotForm | None

    @classmethod
    def for_poll(cls, poll: Poll) -> BulletinPage:
        form = None if poll.source else poll.paper.form(poll)(poll=poll, entry=None)
        return cls(poll, BulletinBoard.objects.latest_of(poll), form)
