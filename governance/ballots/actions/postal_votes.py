"""Votes on paper: one member of the counting committee enters them, another confirms.

First the names, under the poll's exclusive lock: so the committee knows who voted online before any
envelope is opened, and no voter in a batch can still vote online. Then what is on the papers,
shuffled and without names. When a second member has read all of it again, it goes into the box.
"""

import json
from collections.abc import Collection, Iterator

from django.db import transaction

from governance.ballots import kinds, roll
from governance.ballots.actions import clock
from governance.ballots.actions.cast import made_ballot, made_ballots
from governance.ballots.actions.electors import require_open
from governance.ballots.actions.record import record
from governance.ballots.box import canonical, locks, receipts
from governance.ballots.models import (
    AuditEvent,
    Ballot,
    Link,
    PaperBallot,
    PaperBatch,
    PaperVoter,
    Participation,
    Poll,
    RollEntry,
)
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.refusals import Refused

# With fewer voters in a batch, the member who enters it could guess who voted what.
SMALLEST = 10


@transaction.atomic
def enter_names(*, poll: Poll, numbers: Collection[int], whole: bool, by: Actor) -> PaperBatch:
    """Begins a batch for these numbers on the roll. Refused if one of them is not on the roll, has
    voted or is in a batch; and below 10 secret votes, unless these are all papers of the vote
    (`whole`)."""
    poll = locks.lock_exclusive(poll.pk)
    require_open(poll, clock.now())
    entries = list(poll.roll.filter(number__in=numbers).order_by("number"))
    if len(entries) != len(set(numbers)) or not entries:
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if Participation.objects.filter(entry__in=entries).exists():
        raise Refused(BoxRefusal.ALREADY_VOTED)
    if PaperVoter.objects.filter(entry__in=entries).exists():
        raise Refused(BoxRefusal.ON_PAPER)
    batches = PaperBatch.objects.filter(poll=poll)
    if (whole and batches.exists()) or batches.filter(whole=True).exists():
        raise Refused(BoxRefusal.NOT_WHOLE)
    if not (whole or poll.linked) and len(entries) < SMALLEST:
        raise Refused(BoxRefusal.TOO_FEW)
    batch = PaperBatch.objects.create(
        poll=poll,
        whole=whole,
        entered_by_id=by.user_id,  # type: ignore[misc]  # the database wants a person
        entered_at=clock.now(),
    )
    PaperVoter.objects.bulk_create(PaperVoter(batch=batch, entry=entry) for entry in entries)
    return batch


@transaction.atomic
def enter_paper(
    *, batch: PaperBatch, choice: kinds.Choice, entry: RollEntry | None, by: Actor
) -> PaperBallot:
    """Stores what is on one paper. `entry`: whose it is, in a vote by name only."""
    batch = lock_batch(batch, by=by)
    poll = batch.poll
    if batch.ballots.count() >= batch.due:
        raise Refused(BoxRefusal.WRONG_STATE)
    if poll.linked != (entry is not None):
        raise Refused(BoxRefusal.INVALID_BALLOT)
    if entry is not None and not batch.voters.filter(entry=entry).exists():
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if entry is not None and batch.ballots.filter(entry=entry).exists():
        raise Refused(BoxRefusal.ALREADY_VOTED)
    try:
        said = canonical.dumps(poll.counting.check(choice, poll.configuration))
    except kinds.InvalidBallot as error:
        raise Refused(BoxRefusal.INVALID_BALLOT) from error
    body = canonical.pad(said, poll.configuration.body_size)
    return PaperBallot.objects.create(batch=batch, entry=entry, body=body)


@transaction.atomic
def remove_paper(*, batch: PaperBatch, paper_id: str, by: Actor) -> None:
    lock_batch(batch, by=by).ballots.filter(pk=paper_id).delete()


@transaction.atomic
def discard_batch(*, batch: PaperBatch, by: Actor) -> None:
    """Deletes a batch that is not in the box: its names can vote again, its choices are gone."""
    poll = locks.lock_exclusive(batch.poll_id)
    batch = waiting_batch(batch)
    throw_away(batch)
    record(poll, AuditEvent.Kind.PAPER, at=clock.now(), by=by, batch=batch.pk, discarded=True)


def discard_waiting(poll: Poll) -> None:
    # Papers not confirmed before the end are not in the box, and are not kept. The caller holds the
    # poll's exclusive lock.
    for batch in PaperBatch.objects.filter(poll=poll).waiting():
        throw_away(batch)


def throw_away(batch: PaperBatch) -> None:
    PaperBallot.objects.filter(batch=batch).delete()
    PaperVoter.objects.filter(batch=batch).delete()
    PaperBatch.objects.filter(pk=batch.pk).delete()


@transaction.atomic
def confirm_batch(*, batch: PaperBatch, seen: str, by: Actor) -> PaperBatch:
    """Puts the batch into the box. `seen`: the fingerprint of what this person read. Refused for
    the person who entered it; a batch that is in the box already stays unchanged."""
    poll = locks.lock_exclusive(batch.poll_id)
    there = PaperBatch.objects.select_for_update().filter(pk=batch.pk).first()
    if there is None:
        raise Refused(BoxRefusal.WRONG_STATE)
    batch = there
    if batch.state == PaperBatch.State.CONFIRMED:
        return batch
    moment = clock.now()
    require_open(poll, moment)
    if by.user_id == batch.entered_by_id:
        raise Refused(BoxRefusal.SAME_PERSON)
    papers = list(batch.ballots.select_related("entry"))
    if seen != fingerprint(batch) or len(papers) != batch.due:
        raise Refused(BoxRefusal.NOT_AS_SEEN)
    entries = [voter.entry for voter in batch.voters.select_related("entry__member__user")]
    put_in(poll, entries, papers)
    batch.ballots.all().delete()
    batch.state, batch.confirmed_at = batch.State.CONFIRMED, moment
    batch.confirmed_by_id = by.user_id
    batch.save()
    votes = sum(entry.votes for entry in entries)
    numbers = roll.voted_digest(entry.number for entry in entries)
    enterer = Actor.user(batch.entered_by)
    detail = {
        "batch": batch.pk,
        "voters": len(entries),
        "ballots": votes,
        "digest": numbers,
        "entered_by": {"name": enterer.name, "number": enterer.number},
    }
    record(poll, AuditEvent.Kind.PAPER, at=moment, by=by, **detail)
    return batch  # the scheduler mails those in whose name it was (`vote_cast_mail.tell_due`)


def put_in(poll: Poll, entries: list[RollEntry], papers: list[PaperBallot]) -> None:
    Participation.objects.bulk_create(Participation(entry=entry) for entry in entries)
    pairs = list(ballots_from(poll, papers))
    ballots = sorted((ballot for ballot, _link in pairs), key=lambda ballot: ballot.code)
    Ballot.objects.bulk_create(ballots)
    Link.objects.bulk_create(link for _ballot, link in pairs if link)


def ballots_from(poll: Poll, papers: list[PaperBallot]) -> Iterator[tuple[Ballot, Link | None]]:
    """A ballot for each vote, with its link if the vote is by name."""
    for paper in papers:
        said = paper.body.rstrip(" ")
        # Its receipt code is made and forgotten: no voter can look this ballot up.
        receipt = receipts.new_code()
        if paper.entry is None:
            [code] = receipts.ballot_codes(receipt, poll.frozen_hash, 1)
            yield made_ballot(poll, code, said), None
            continue
        made = made_ballots(poll, paper.entry, receipt, json.loads(said))
        for unit, ballot in enumerate(made):
            yield ballot, Link(ballot=ballot, entry=paper.entry, unit=unit)


def fingerprint(batch: PaperBatch) -> str:
    numbers = batch.voters.order_by("entry__number").values_list("entry__number", flat=True)
    papers = batch.ballots.order_by("pk").values_list("pk", "body", "entry__number")
    return canonical.digest("wijkstem papers 1", canonical.dumps([list(numbers), list(papers)]))


def lock_batch(batch: PaperBatch, *, by: Actor) -> PaperBatch:
    poll = locks.lock_exclusive(batch.poll_id)
    require_open(poll, clock.now())
    batch = waiting_batch(batch)
    if by.user_id != batch.entered_by_id:
        raise Refused(BoxRefusal.NOT_YOURS)
    return batch


def waiting_batch(batch: PaperBatch) -> PaperBatch:
    there = PaperBatch.objects.select_for_update().waiting().filter(pk=batch.pk).first()
    if there is None:
        raise Refused(BoxRefusal.WRONG_STATE)
    return there
