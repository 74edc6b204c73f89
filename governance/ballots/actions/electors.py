"""The electoral roll: made at opening, changed afterwards by logged acts only."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction
from django.db.models import Sum

from governance.ballots import roll
from governance.ballots.actions import clock
from governance.ballots.actions.record import record
from governance.ballots.box import locks
from governance.ballots.electors import Entitled, policy_of
from governance.ballots.models import AuditEvent, Participation, Poll, ProxyGrant, RollEntry
from governance.ballots.models.states import State
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.members.models import Member
from governance.refusals import Refused
from governance.rules.errors import CountError

BATCH = 2000


def freeze_roll(poll: Poll, at: datetime.datetime) -> dict[str, int]:
    """Puts all who may vote on the roll, with their proxies. Returns the number of members
    ("heads") and votes. The caller holds the exclusive lock."""
    try:
        electors = policy_of(poll)
        entitled, cap = list(electors.entitled(at)), electors.proxy_cap
    except CountError as error:
        raise Refused(BoxRefusal.BAD_RULES) from error
    entries = RollEntry.objects.bulk_create(map(partial(entry_for, poll), entitled), BATCH)
    place_proxies({entry.member_id: entry for entry in entries}, entitled, cap)
    return {"heads": len(entries), "votes": sum(entry.votes for entry in entries)}


def entry_for(poll: Poll, found: Entitled) -> RollEntry:
    member = found.member
    return RollEntry(
        poll=poll, member=member, name=member.name, number=member.number, votes=found.votes
    )


def place_proxies(
    entries: Mapping[int, RollEntry], entitled: Iterable[Entitled], cap: int | None
) -> None:
    changed = []
    for found in entitled:
        if found.holder_id is not None and found.holder_id in entries:
            entry = entries[found.member.pk]
            entry.proxy = entries[found.holder_id]
            changed.append(entry)
    held = Counter(entry.proxy_id for entry in changed)
    if cap is not None and max(held.values(), default=0) > cap:
        raise Refused(BoxRefusal.TOO_MANY_PROXIES)
    RollEntry.objects.bulk_update(changed, ["proxy"], batch_size=BATCH)


@transaction.atomic
def add_to_roll(*, poll: Poll, member: Member, reason: str, by: Actor) -> RollEntry:
    """Adds a forgotten member to the roll of an open vote. Refused if not entitled now."""
    poll = locks.lock_exclusive(poll.pk)
    moment = clock.now()
    require_open(poll, moment)
    if not reason.strip():
        raise Refused(BoxRefusal.NO_REASON)
    if poll.roll.filter(member=member).exists():
        raise Refused(BoxRefusal.ALREADY_ON_ROLL)
    votes = policy_of(poll).votes_of(member, moment)
    if not votes:
        raise Refused(BoxRefusal.NOT_ENTITLED)
    entry = entry_for(poll, Entitled(member, votes))
    entry.save(force_insert=True)
    record_roll(poll, moment, by=by, added=entry.number, votes=votes, reason=reason.strip())
    return entry


@transaction.atomic
def set_proxy(*, poll: Poll, principal: Member, holder: Member | None, by: Actor) -> None:
    """Gives the principal's proxy to another voter, or withdraws it (`holder` None)."""
    # BW 2:38 lid 4: in writing, which an electronic act is; the number a voter may hold is capped.
    # In a draft it is a note that opening copies to the roll; in an open vote it changes the roll,
    # as long as no ballot was cast for the principal.
    poll = locks.lock_exclusive(poll.pk)
    if holder is not None and holder.pk == principal.pk:
        raise Refused(BoxRefusal.NOT_ENTITLED)
    if poll.state == State.DRAFT:
        note_proxy(poll, principal, holder)
        return
    moment = clock.now()
    require_open(poll, moment)
    entry = poll.roll.filter(member=principal).first()
    proxy = poll.roll.filter(member=holder).first() if holder else None
    if entry is None or (holder is not None and proxy is None):
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if Participation.objects.filter(entry=entry).exists():
        raise Refused(BoxRefusal.ALREADY_VOTED)
    if proxy is not None:
        require_room(poll, proxy.principals.exclude(pk=entry.pk).count())
    entry.proxy = proxy
    entry.save(update_fields=["proxy"])
    record_roll(poll, moment, by=by, principal=entry.number, proxy=proxy and proxy.number)


def note_proxy(poll: Poll, principal: Member, holder: Member | None) -> None:
    grants = ProxyGrant.objects.filter(poll=poll)
    grants.filter(principal=principal).delete()
    if holder is not None:
        require_room(poll, grants.filter(holder=holder).count())
        ProxyGrant.objects.create(poll=poll, principal=principal, holder=holder)


def require_room(poll: Poll, held: int) -> None:
    cap = proxy_cap_of(poll)
    if cap is not None and held >= cap:
        raise Refused(BoxRefusal.TOO_MANY_PROXIES)


def proxy_cap_of(poll: Poll) -> int | None:
    """Refused for a draft whose rules cannot be read."""
    try:
        return policy_of(poll).proxy_cap
    except CountError as error:
        raise Refused(BoxRefusal.UNKNOWN_RULES) from error


def require_open(poll: Poll, moment: datetime.datetime) -> None:
    if poll.state != State.OPEN:
        raise Refused(BoxRefusal.WRONG_STATE)
    if moment >= poll.closes_at:
        raise Refused(BoxRefusal.CLOSED)


def record_roll(poll: Poll, moment: datetime.datetime, *, by: Actor, **detail: object) -> None:
    entries = poll.roll.aggregate(votes=Sum("votes"))
    record(
        poll,
        AuditEvent.Kind.ROLL,
        at=moment,
        by=by,
        roll=roll.digest_of(poll),
        entitled={"heads": poll.roll.count(), "votes": entries["votes"] or 0},
        **detail,
    )
