"""One poll: before and during the vote its rules in plain words, afterwards the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from governance.ballots.actions.evidence import head_of
from governance.ballots.actions.mailings import letters_for
from governance.ballots.capabilities import (
    COUNT,
    ENTER_PAPER_VOTES,
    ESTABLISH,
    KEEP_KEYS,
    SEE_ROLL,
    WRITE_DRAFTS,
)
from governance.ballots.models import BulletinBoard, Poll, RollEntry, Tally
from governance.ballots.models.states import State
from governance.ballots.pages.downloads import Download, downloads
from governance.ballots.pages.next_steps import NextSteps, next_steps
from governance.ballots.pages.outcome import Outcome, SameVote, read_outcome, votes_by_name
from governance.ballots.pages.roll import why_not_on_roll
from governance.ballots.pages.rules import RulesPart, rules_part
from governance.ballots.pages.turnout import Turnout, read_turnout
from governance.members.access.visitor import Visitor
from governance.members.models import Member


@dataclass(frozen=True)
class PaperPart:
    """A ballot paper that the visitor may vote with. `suspended`: its member may not vote now, so
    no proxy votes for them."""

    entry: RollEntry
    own: bool
    suspended: bool
    may_fill_in: bool
    may_change: bool


@dataclass(frozen=True)
class ResultPart:
    """`shown`: what the kind of poll says about its result, for its template."""

    shown: Any
    downloads: list[Download]


@dataclass(frozen=True)
class Proof:
    """`head`: of the chain, as in the evidence file; empty before the count."""

    board: BulletinBoard
    head: str
    with_all_ballots: bool


@dataclass(frozen=True, kw_only=True)
class PollPage:
    """`why_not`: why a member without a ballot paper cannot vote. `letters`: how many voters must
    be called by letter, for those who send them. `result`: also of a cancelled vote."""

    poll: Poll
    outcome: Outcome
    rules: RulesPart
    papers: list[PaperPart]
    tally: Tally | None
    proof: Proof | None
    turnout: Turnout | None = None
    result: ResultPart | None = None
    next_steps: NextSteps | None = None
    by_name: list[SameVote]
    why_not: str = ""
    letters: int = 0
    is_member: bool = False
    sees_newer: bool = False
    may_see_roll: bool = False
    may_count: bool = False
    may_unseal: bool = False
    may_seal: bool = False
    may_enter_paper_votes: bool = False

    @property
    def may_object(self) -> bool:
        return bool(self.papers) and self.outcome.can_object

    @classmethod
    def for_visitor(cls, poll: Poll, visitor: Visitor) -> PollPage:
        outcome, tally = read_outcome(poll), Tally.objects.filter(poll=poll).first()
        member, is_open = visitor.member, poll.state == State.OPEN
        papers = paper_parts(poll, member) if member else []
        prepares = visitor.can(WRITE_DRAFTS)
        return cls(
            poll=poll,
            outcome=outcome,
            rules=rules_part(poll, outcome.extensions),
            papers=papers,
            tally=tally,
            proof=proof_of(poll, visitor),
            turnout=read_turnout(poll) if poll.running else None,
            result=result_part(poll, tally, visitor),
            next_steps=next_steps(poll, visitor),
            by_name=votes_by_name(poll) if member else [],
            why_not=why_not_on_roll(poll, member) if poll.running and member and not papers else "",
            letters=letters_for(poll) if prepares and is_open else 0,
            is_member=member is not None,
            sees_newer=prepares or visitor.can(ESTABLISH),
            may_see_roll=visitor.can(SEE_ROLL) and not poll.source,
            may_count=may_count(visitor),
            may_unseal=visitor.can(KEEP_KEYS),
            may_seal=prepares and poll.state == State.DRAFT,
            may_enter_paper_votes=poll.running and visitor.can(ENTER_PAPER_VOTES),
        )


def may_count(visitor: Visitor) -> bool:
    return visitor.can(COUNT, ESTABLISH)


def paper_parts(poll: Poll, member: Member) -> list[PaperPart]:
    """The papers that this member may fill in or has filled in, also as a proxy."""
    entries = RollEntry.objects.of(member).filter(poll=poll)
    return [
        paper_part(entry, member, poll)
        for entry in entries.select_related("member", "participation")
    ]


def paper_part(entry: RollEntry, member: Member, poll: Poll) -> PaperPart:
    able = member.in_standing_today and entry.member.in_standing_today
    return PaperPart(
        entry=entry,
        own=entry.member_id == member.pk,
        suspended=not entry.member.in_standing_today,
        may_fill_in=able and not entry.voted,
        may_change=able and entry.voted and poll.linked,
    )


def result_part(poll: Poll, tally: Tally | None, visitor: Visitor) -> ResultPart | None:
    ended = poll.counted or poll.state == State.CANCELLED
    if not ended or tally is None or tally.state != Tally.State.DONE:
        return None
    return ResultPart(poll.paper.shown_result(poll, tally.result), downloads(poll, visitor))


def proof_of(poll: Poll, visitor: Visitor) -> Proof | None:
    board = BulletinBoard.objects.latest_of(poll)
    if board is None:
        return None
    kept = not poll.source and not poll.purged_at
    return Proof(board, head_of(poll) if poll.counted else "", kept and visitor.can(COUNT))
