"""Reminding voters who have not voted: one mail a day at most, for all votes that close soon."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from governance.ballots.actions import clock
from governance.ballots.actions.mailings import BATCH, BATCHES, address, reader, step
from governance.ballots.mail_kinds import REMINDERS
from governance.ballots.models import Mailing, Poll, RollEntry
from governance.ballots.models.states import State
from governance.members.models import Member
from governance.notifications.actions.outbox import Message
from governance.rules import reminders

# No reminder arrives at night.
FROM_HOUR = 9
TEMPLATE = "ballots/mail/reminder.txt"


@dataclass(frozen=True)
class Waiting:
    """A vote in which a member still has to vote: for themselves (`own`) and for others (names)."""

    poll: Poll
    own: bool
    principals: list[str]
    address: str


def remind_due() -> int:
    """For the scheduler: writes the reminders of today. Returns for how many members."""
    moment = timezone.localtime(clock.now())
    today = moment.date()
    near = polls_near(moment) if moment.hour >= FROM_HOUR else []
    if not any(is_day(poll, today) for poll in near):
        return 0
    mailing = Mailing.objects.get_or_create(day=today)[0]
    seen = 0
    for _ in range(BATCHES):
        if mailing.finished:
            break
        seen += advance(mailing, near)
        mailing.refresh_from_db()
    return seen


def polls_near(moment: datetime.datetime) -> list[Poll]:
    polls = Poll.objects.filter(state=State.OPEN, closes_at__gt=moment)
    return [
        poll
        for poll in polls.order_by("closes_at", "pk")
        if reminders.is_near(
            moment.date(), closes_on=timezone.localdate(poll.closes_at), days=days_of(poll)
        )
    ]


def is_day(poll: Poll, today: datetime.date) -> bool:
    return reminders.is_day(
        today,
        opened_on=timezone.localdate(poll.opened_at),
        closes_on=timezone.localdate(poll.closes_at),
        days=days_of(poll),
    )


def days_of(poll: Poll) -> tuple[int, ...]:
    days = poll.draft_rules.reminders
    return reminders.DAYS if days is None else days


def advance(mailing: Mailing, near: list[Poll]) -> int:
    waiting = RollEntry.objects.filter(poll__in=near, participation=None)
    members = next_members(waiting, mailing.reached)
    entries = entries_of(members, waiting)
    made = (digest(member, entries[member.pk], near, mailing) for member in members)
    messages = [message for message in made if message]
    reached = members[-1].pk if members else None
    step(mailing, messages, reached=reached, letters=len(members) - len(messages))
    return len(members)


def next_members(waiting: QuerySet[RollEntry], reached: int) -> list[Member]:
    own = Exists(waiting.filter(member=OuterRef("pk")))
    as_proxy = Exists(waiting.filter(proxy__member=OuterRef("pk")))
    members = Member.objects.filter(own | as_proxy, pk__gt=reached)
    return list(members.select_related("user").order_by("pk")[:BATCH])


def entries_of(members: list[Member], waiting: QuerySet[RollEntry]) -> dict[int, list[RollEntry]]:
    # One query for all these members, who vote for themselves or as a proxy.
    found: dict[int, list[RollEntry]] = {member.pk: [] for member in members}
    theirs = Q(member__in=members) | Q(proxy__member__in=members)
    for entry in waiting.filter(theirs).select_related("proxy").order_by("number", "pk"):
        for member_id in {entry.member_id, entry.proxy.member_id if entry.proxy else None}:
            if member_id in found:
                found[member_id].append(entry)
    return found


def digest(
    member: Member, entries: list[RollEntry], near: list[Poll], mailing: Mailing
) -> Message | None:
    today = mailing.day or timezone.localdate()
    user = reader(member, today)
    if user is None:
        return None
    polls = [waiting_in(poll, member, entries, user.language) for poll in near]
    context: dict[str, Any] = {"member": member, "polls": [poll for poll in polls if poll]}
    key = f"reminder:{today.isoformat()}:{member.pk}"
    return Message(key=key, to=user, kind=REMINDERS, template=TEMPLATE, context=context)


def waiting_in(
    poll: Poll, member: Member, entries: list[RollEntry], language: str
) -> Waiting | None:
    here = [entry for entry in entries if entry.poll_id == poll.pk]
    if not here:
        return None
    return Waiting(
        poll=poll,
        own=any(entry.member_id == member.pk for entry in here),
        principals=[entry.name for entry in here if entry.member_id != member.pk],
        address=address(poll, language),
    )
