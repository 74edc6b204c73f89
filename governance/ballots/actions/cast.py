"""Casting a ballot: the only way in, in one short transaction."""

from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.ballots import canonical, kinds, receipts
from governance.ballots.actions import locks
from governance.ballots.models import Ballot, Link, Participation, Poll, RollEntry
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.sealing import seal
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
    no doubt. Where ballots are linked to voters one may vote again, and the last vote counts.
    Raises Refused, and then nothing was stored.
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
    require_standing(entry, by)
    return entry


def require_standing(entry: RollEntry, by: Member) -> None:
    """The roll stays as it was at opening, but nobody votes while suspended, nor after leaving; and
    nobody votes for them (BW 2:38 lid 1 and 4)."""
    today = timezone.localdate()
    if not (entry.member.in_standing(today) and by.in_standing(today)):
        raise Refused(Refusal.NOT_IN_STANDING)


def _insert(poll_id: int, entry: RollEntry, code: str, choice: kinds.Choice) -> bool:
    """Stores participation and ballots; true if these very ballots are there already."""
    with transaction.atomic(durable=True):
        poll = locks.share(poll_id)
        if poll.linked:  # two devices of one voter: the second replaces what the first cast
            entry = RollEntry.objects.select_for_update().get(pk=entry.pk)
        before = Participation.objects.filter(entry=entry).exists()
        if before and _is_stored(poll, entry, code, choice):
            return True
        if before and not (poll.linked and poll.state == Poll.State.OPEN):
            raise Refused(Refusal.ALREADY_VOTED)
        _require_open(poll)
        ballots = _ballots(poll, entry, code, choice)
        if before:
            _take_out(entry)
        else:
            Participation(entry=entry).save(force_insert=True)
        Ballot.objects.bulk_create(ballots)
        if poll.linked:
            Link.objects.bulk_create(
                Link(ballot=ballot, entry=entry, unit=unit) for unit, ballot in enumerate(ballots)
            )
    return False


def _take_out(entry: RollEntry) -> None:
    """The earlier ballots of who votes again; the last ones count."""
    links = list(Link.objects.filter(entry=entry))
    Link.objects.filter(entry=entry).delete()
    Ballot.objects.filter(pk__in=[link.ballot_id for link in links]).delete()


def _after_a_collision(poll: Poll, entry: RollEntry, code: str, choice: kinds.Choice) -> bool:
    """Another request came first. If it was for this roll entry, what it stored counts, or is
    replaced where one may vote again; if not, it holds this very code, which then was never made
    for this entry."""
    if not Participation.objects.filter(entry=entry).exists():
        raise Refused(Refusal.FORGED_CODE)
    if poll.linked:
        return _insert(poll.pk, entry, code, choice)
    if not _is_stored(poll, entry, code, choice):
        raise Refused(Refusal.ALREADY_VOTED)
    return True


def _require_open(poll: Poll) -> None:
    if poll.state != Poll.State.OPEN:
        early = poll.state == Poll.State.DRAFT
        raise Refused(Refusal.NOT_OPEN if early else Refusal.CLOSED)
    if locks.now() >= poll.closes_at:
        raise Refused(Refusal.CLOSED)


def _ballots(poll: Poll, entry: RollEntry, code: str, choice: kinds.Choice) -> list[Ballot]:
    """One ballot for each vote of the entry, as it is stored: sealed where the poll says so."""
    try:
        said = canonical.dumps(poll.how.check(choice, poll.configuration))
    except kinds.InvalidBallot as error:
        raise Refused(Refusal.INVALID_BALLOT) from error
    codes = receipts.ballot_codes(code, poll.frozen_hash, entry.votes)
    return [_ballot(poll, ballot_code, said) for ballot_code in codes]


def _ballot(poll: Poll, code: str, said: str) -> Ballot:
    size = poll.configuration["body_size"]
    commitment = receipts.commitment(poll.frozen_hash, code, said)
    if not poll.sealed:
        return Ballot(code=code, poll=poll, body=canonical.pad(said, size), commitment=commitment)
    body = seal(poll.configuration["sealing"]["public_key"], code, said, size)
    return Ballot(code=receipts.locator(code), poll=poll, body=body, commitment=commitment)


def _is_stored(poll: Poll, entry: RollEntry, code: str, choice: kinds.Choice) -> bool:
    """Whether exactly these ballots are in the box."""
    if not poll.frozen:
        return False
    wanted = {ballot.code: ballot.commitment for ballot in _ballots(poll, entry, code, choice)}
    there = Ballot.objects.filter(poll=poll, code__in=wanted).values_list("code", "commitment")
    return dict(there) == wanted


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
