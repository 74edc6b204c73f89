"""Casting a ballot: the only way in, in one short transaction."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import (
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    transaction,
)
from django.utils import timezone

from governance.ballots import kinds
from governance.ballots.actions import clock
from governance.ballots.actions.vote_cast_mail import tell
from governance.ballots.box import canonical, locks, receipts
from governance.ballots.box.sealing import seal
from governance.ballots.models import Ballot, Link, PaperVoter, Participation, Poll, RollEntry
from governance.ballots.refusals import BoxRefusal
from governance.members.models import Member
from governance.refusals import Refused

logger = logging.getLogger(__name__)
# Raised by a database that is full, read-only, locked too long or gone.
BROKEN = (OperationalError, InterfaceError, InternalError)


@dataclass(frozen=True)
class Receipt:
    """`repeated`: this ballot was cast before. `replaced`: it took an earlier one's place."""

    code: str
    entry: RollEntry
    repeated: bool = False
    replaced: bool = False


def cast(*, poll: Poll, entry_id: int, voter: Member, code: str, choice: kinds.Choice) -> Receipt:
    """Casts a ballot for a roll entry; `voter` is its member or the proxy on the roll.

    The same code with the same choice gives the same receipt, so a voter whose connection broke can
    ask again. Where ballots are linked to voters, a voter may vote again and the last vote counts.
    Raises Refused if nothing was stored; except IN_DOUBT: then cast the same ballot again.
    """
    with _faults_in_words() as fault:
        try:
            receipt = _insert(poll.pk, entry_id, voter, code, choice, fault)
        except IntegrityError:
            fault.committing = False
            receipt = _after_a_collision(poll.pk, entry_id, voter, code, choice, fault)
    _tell(poll, receipt.entry)
    return receipt


@dataclass
class Fault:
    """How far a cast came before the database broke: nothing is stored before the commit."""

    committing: bool = False


@contextmanager
def _faults_in_words() -> Iterator[Fault]:
    """Turns a broken database into a refusal: NOT_STORED, or IN_DOUBT if it broke at the commit."""
    fault = Fault()
    try:
        yield fault
    except BROKEN as error:
        logger.error("A ballot could not be stored: %s", type(error).__name__)
        locks.close_broken_connection()
        # After a broken commit only casting the same ballot again gives certainty.
        refusal = BoxRefusal.IN_DOUBT if fault.committing else BoxRefusal.NOT_STORED
        raise Refused(refusal) from None


def _insert(
    poll_id: int, entry_id: int, voter: Member, code: str, choice: kinds.Choice, fault: Fault
) -> Receipt:
    with transaction.atomic(durable=True):
        poll = locks.lock_shared(poll_id)
        entry = _entry(poll, entry_id, voter)
        before = Participation.objects.filter(entry=entry).exists()
        if before and _is_stored(poll, entry, code, choice):
            fault.committing = True
            return Receipt(code, entry, repeated=True)
        if before and not poll.linked:
            raise Refused(BoxRefusal.ALREADY_VOTED)
        require_open(poll)
        if PaperVoter.objects.filter(entry=entry).exists():
            raise Refused(BoxRefusal.ON_PAPER)
        _store(poll, entry, made_ballots(poll, entry, code, choice), before)
        fault.committing = True
    return Receipt(code, entry, replaced=before)


def _entry(poll: Poll, entry_id: int, voter: Member) -> RollEntry:
    # Read after the lock: a proxy that was withdrawn casts nothing any more.
    entries = RollEntry.objects.select_related("member__user", "proxy").filter(poll=poll)
    if poll.linked:  # two devices of one voter: the second replaces what the first cast
        entries = entries.select_for_update(of=("self",))
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if voter.pk not in (entry.member_id, entry.proxy.member_id if entry.proxy else None):
        raise Refused(BoxRefusal.NOT_YOURS)
    require_standing(entry, voter)
    return entry


def require_standing(entry: RollEntry, voter: Member) -> None:
    # The roll stays as it was at opening, but no voter votes while suspended or after leaving, and
    # no proxy for them (BW 2:38 lid 1 and 4).
    today = timezone.localdate(clock.now())
    if not (entry.member.in_standing(today) and voter.in_standing(today)):
        raise Refused(BoxRefusal.NOT_IN_STANDING)


def _store(poll: Poll, entry: RollEntry, ballots: list[Ballot], before: bool) -> None:
    if before:
        _take_out(entry)
    else:
        Participation(entry=entry).save(force_insert=True)
    Ballot.objects.bulk_create(ballots)
    if poll.linked:
        Link.objects.bulk_create(
            Link(ballot=ballot, entry=entry, unit=unit) for unit, ballot in enumerate(ballots)
        )


def _take_out(entry: RollEntry) -> None:
    links = list(Link.objects.filter(entry=entry))
    Link.objects.filter(entry=entry).delete()
    Ballot.objects.filter(pk__in=[link.ballot_id for link in links]).delete()


def _after_a_collision(
    poll_id: int, entry_id: int, voter: Member, code: str, choice: kinds.Choice, fault: Fault
) -> Receipt:
    # Another request came first. If it was for this roll entry, its ballot is there now. If not, it
    # holds this very code, which then was never made for this entry.
    try:
        return _insert(poll_id, entry_id, voter, code, choice, fault)
    except IntegrityError:  # its words hold a code: they go no further
        raise Refused(BoxRefusal.FORGED_CODE) from None


def require_open(poll: Poll) -> None:
    if poll.state != Poll.State.OPEN:
        early = poll.state == Poll.State.DRAFT
        raise Refused(BoxRefusal.NOT_OPEN if early else BoxRefusal.CLOSED)
    if clock.now() >= poll.closes_at:
        raise Refused(BoxRefusal.CLOSED)


def made_ballots(poll: Poll, entry: RollEntry, code: str, choice: kinds.Choice) -> list[Ballot]:
    try:
        said = canonical.dumps(poll.counting.check(choice, poll.configuration))
    except kinds.InvalidBallot as error:
        raise Refused(BoxRefusal.INVALID_BALLOT) from error
    codes = receipts.ballot_codes(code, poll.frozen_hash, entry.votes)
    return [made_ballot(poll, ballot_code, said) for ballot_code in codes]


def made_ballot(poll: Poll, code: str, said: str) -> Ballot:
    size = poll.configuration.body_size
    commitment = receipts.commitment(poll.frozen_hash, code, said)
    if not poll.sealed:
        return Ballot(code=code, poll=poll, body=canonical.pad(said, size), commitment=commitment)
    body = seal(poll.configuration.sealed_to.public_key, code, said, size)
    return Ballot(code=receipts.locator(code), poll=poll, body=body, commitment=commitment)


def _is_stored(poll: Poll, entry: RollEntry, code: str, choice: kinds.Choice) -> bool:
    if not poll.opened:
        return False
    wanted = {ballot.code: ballot.commitment for ballot in made_ballots(poll, entry, code, choice)}
    there = Ballot.objects.filter(poll=poll, code__in=wanted).values_list("code", "commitment")
    return dict(there) == wanted


def _tell(poll: Poll, entry: RollEntry) -> None:
    try:
        tell(poll=poll, entry=entry)
    # The vote is stored: no fault of the mail may take the receipt away. The scheduler writes a
    # missing mail later.
    except Exception as error:
        logger.error("No mail of a vote was posted: %s", type(error).__name__)
        locks.close_broken_connection()
