"""The pages of voting: the ballot paper, its check page and the receipt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from governance.ballots.actions.cast import Receipt, require_open, require_standing
from governance.ballots.box import receipts
from governance.ballots.kinds.polls import Choice
from governance.ballots.models import PaperVoter, Poll, RollEntry
from governance.ballots.pages.electors import Weight
from governance.ballots.refusals import BoxRefusal
from governance.members.models import Member
from governance.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class BallotPaperPage:
    """The ballot paper, to fill in or (with a `choice`) to check. `trial`: of a draft, without a
    code; it casts nothing."""

    poll: Poll
    entry: RollEntry
    weight: Weight | None
    by_proxy: bool = False
    again: bool = False
    trial: bool = False
    code: str = field(default="", repr=False)
    choice: Any = field(default=None, repr=False)

    @classmethod
    def for_voter(
        cls, entry: RollEntry, voter: Member, code: str, choice: Choice | None = None
    ) -> BallotPaperPage:
        return cls(
            poll=entry.poll,
            entry=entry,
            weight=Weight.of_votes(entry.poll, entry.votes),
            by_proxy=entry.member_id != voter.pk,
            again=entry.voted,
            code=code,
            choice=shown(entry.poll, choice),
        )

    @classmethod
    def for_trial(
        cls, poll: Poll, entry: RollEntry, choice: Choice | None = None
    ) -> BallotPaperPage:
        return cls(poll=poll, entry=entry, weight=None, trial=True, choice=shown(poll, choice))

    @property
    def signed_code(self) -> str:
        return receipts.sign(self.code, self.entry.pk)

    @property
    def spaced_code(self) -> str:
        return receipts.spaced(self.code)


@dataclass(frozen=True)
class ReceiptPage:
    poll: Poll
    receipt: Receipt
    weight: Weight | None

    @classmethod
    def for_receipt(cls, poll: Poll, receipt: Receipt) -> ReceiptPage:
        return cls(poll, receipt, Weight.of_votes(poll, receipt.entry.votes))

    @property
    def spaced_code(self) -> str:
        return receipts.spaced(self.receipt.code)


def shown(poll: Poll, choice: Choice | None) -> Any:
    return None if choice is None else poll.paper.shown_choice(poll, choice)


def entry_to_fill_in(poll: Poll, entry_id: int, voter: Member) -> RollEntry:
    """The roll entry, if this voter can fill in its ballot paper now."""
    entries = poll.roll.select_related("member", "participation")
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if not RollEntry.objects.of(voter).filter(pk=entry_id).exists():
        raise Refused(BoxRefusal.NOT_YOURS)
    require_standing(entry, voter)
    require_open(poll)
    if entry.voted and not poll.linked:
        raise Refused(BoxRefusal.ALREADY_VOTED)
    if PaperVoter.objects.filter(entry=entry).exists():
        raise Refused(BoxRefusal.ON_PAPER)
    return entry
