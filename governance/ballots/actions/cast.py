"""Casting a ballot: the only way in, in one short transaction."""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction

from governance.ballots import canonical, kinds
from governance.ballots.actions import locks
from governance.ballots.models import Ballot, Participation, Poll, RollEntry
from governance.ballots.refusals import Refusal, Refused
from governance.members.models import Member
from governance.notifications.actions import post


@dataclass(frozen=True)
class Receipt:
    """What the voter takes home. `repeated`: this very ballot was cast before."""

    code: str
    entry: RollEntry
    repeated: bool


def cast(*, poll: Poll, entry_id: int, by: Member, code: str, choice: kinds.Choice) -> Receipt:
    """Casts a ballot for a roll entry; `by` is its member or the proxy on the roll.

    The same code with the same choice gives the same receipt again, so that a lost answer leaves
    no doubt. Raises Refused, and then nothing was stored.
    """
    entry = _entry(poll, entry_id, by)
    try:
        repeated = _insert(poll.pk, entry, code, choice)
    except IntegrityError:
        repeated = _after_a_collision(poll, entry, code, choice)
    if not repeated:
        _tell(poll, entry)
    return Receipt(code, entry, repeated)


def _entry(poll: Poll, entry_id: int, by: Member) -> RollEntry:
    entry = (
        RollEntry.objects.select_related("member__user", "proxy")
        .filter(poll=poll, pk=entry_id)
        .first()
    )
    if entry is None:
        raise Refused(Refusal.NOT_ON_ROLL)
    if by.pk not in (entry.member_id, entry.proxy.member_id if entry.proxy else None):
        raise Refused(Refusal.NOT_YOURS)
    return entry


def _insert(poll_id: int, entry: RollEntry, code: str, choice: kinds.Choice) -> bool:
    """Stores participation and ballot; true if this very ballot is there already."""
    with transaction.atomic(durable=True):
        poll = locks.share(poll_id)
        if Participation.objects.filter(entry=entry).exists():
            if _is_stored(poll, code, choice):
                return True
            raise Refused(Refusal.ALREADY_VOTED)
        _require_open(poll)
        body = _body(poll, choice)
        Participation(entry=entry).save(force_insert=True)
        Ballot(code=code, poll=poll, body=body).save(force_insert=True)
    return False


def _after_a_collision(poll: Poll, entry: RollEntry, code: str, choice: kinds.Choice) -> bool:
    """Another request came first. If it was for this roll entry, what it stored counts; if not,
    it holds this very code, which then was never made for this entry."""
    if not Participation.objects.filter(entry=entry).exists():
        raise Refused(Refusal.FORGED_CODE)
    if not _is_stored(poll, code, choice):
        raise Refused(Refusal.ALREADY_VOTED)
    return True


def _require_open(poll: Poll) -> None:
    if poll.state != Poll.State.OPEN:
        early = poll.state == Poll.State.DRAFT
        raise Refused(Refusal.NOT_OPEN if early else Refusal.CLOSED)
    if locks.now() >= poll.closes_at:
        raise Refused(Refusal.CLOSED)


def _body(poll: Poll, choice: kinds.Choice) -> str:
    try:
        checked = poll.how.check(choice, poll.configuration)
    except kinds.InvalidBallot as error:
        raise Refused(Refusal.INVALID_BALLOT) from error
    return canonical.pad(canonical.dumps(checked), poll.configuration["body_size"])


def _is_stored(poll: Poll, code: str, choice: kinds.Choice) -> bool:
    body = Ballot.objects.filter(poll=poll, code=code).values_list("body", flat=True).first()
    if body is None or not poll.frozen:
        return False
    return body == _body(poll, choice)


def _tell(poll: Poll, entry: RollEntry) -> None:
    """Mails the member *that* a vote was cast in their name; never what, never the code."""
    user = entry.member.user
    if user is None:
        return
    context = {"poll": poll, "entry": entry}
    transaction.on_commit(
        partial(
            post,
            key=f"vote-cast:{poll.slug}:{entry.pk}",
            to=user,
            template="ballots/mail/vote_cast.txt",
            context=context,
        ),
        robust=True,
    )
