"""The mail about a vote: that it opened, was extended, was counted or was cancelled.

A mailing is due because its event is in the audit chain, so nothing is lost when a process dies. It
goes in batches: each is written in one transaction with how far it came, and each mail has its own
key.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from governance.ballots.actions import clock
from governance.ballots.electors import policy_of
from governance.ballots.mail_kinds import CONVENING, RESULTS
from governance.ballots.models import AuditEvent, Mailing, Poll, RollEntry
from governance.ballots.models.states import State
from governance.members.models import Member, User
from governance.notifications.actions.outbox import Message, post_all
from governance.rules.errors import CountError
from governance.rules.membership import MembershipStatus

logger = logging.getLogger(__name__)
BATCH = 250
# In one run of the task, so that other tasks get their turn.
BATCHES = 20


@dataclass(frozen=True)
class Notice:
    name: str
    # Whether the mail still makes sense.
    timely: Callable[[AuditEvent], bool]
    kind: str = CONVENING

    @property
    def template(self) -> str:
        return f"ballots/mail/{self.name}.txt"


def can_vote_still(event: AuditEvent) -> bool:
    return event.poll.state == State.OPEN and clock.now() < event.poll.closes_at


def is_last_extension(event: AuditEvent) -> bool:
    return can_vote_still(event) and extended_until(event) == event.poll.closes_at


def extended_until(event: AuditEvent) -> datetime.datetime | None:
    """The new closing time of an extension."""
    return parse_datetime(event.detail["until"]) if "until" in event.detail else None


def result_stands(event: AuditEvent) -> bool:
    return event.poll.state in (State.TALLIED, State.ESTABLISHED, State.CONTESTED)


NOTICES = {
    AuditEvent.Kind.OPENED: Notice("opened", can_vote_still),
    AuditEvent.Kind.ROLL: Notice("opened", can_vote_still),
    AuditEvent.Kind.EXTENDED: Notice("extended", is_last_extension),
    AuditEvent.Kind.TALLIED: Notice("counted", result_stands, RESULTS),
    AuditEvent.Kind.CANCELLED: Notice("cancelled", lambda _event: True),
}


def mail_due() -> int:
    """For the scheduler: writes the mail about new events. Returns for how many roll entries."""
    left, written = BATCHES, 0
    for event in waiting_events().select_related("poll__neighbourhood", "poll__repeats"):
        try:
            while left and (size := advance(event)) is not None:
                left, written = left - 1, written + size
        except Exception:  # one that cannot be written does not keep the others waiting
            logger.exception("The mail about event %s could not be written", event.pk)
    return written


def waiting_events() -> QuerySet[AuditEvent]:
    mailed = Q(kind__in=NOTICES.keys() - {AuditEvent.Kind.ROLL})
    # Of the changes of a roll only those that add a member.
    added = Q(kind=AuditEvent.Kind.ROLL, detail__has_key="added")
    unfinished = Q(mailing=None) | Q(mailing__finished=False)
    return AuditEvent.objects.filter(mailed | added, unfinished).order_by("at", "pk")


def advance(event: AuditEvent) -> int | None:
    """Writes the next batch and returns its size; None when the mailing is finished."""
    mailing = Mailing.objects.get_or_create(event=event)[0]
    if mailing.finished:
        return None
    notice = NOTICES[AuditEvent.Kind(event.kind)]
    entries = next_entries(event, mailing.reached) if notice.timely(event) else []
    today = timezone.localdate(clock.now())
    messages = [message for entry in entries if (message := about(event, notice, entry, today))]
    reached = entries[-1].pk if entries else None
    step(mailing, messages, reached=reached, letters=len(entries) - len(messages))
    return len(entries)


def next_entries(event: AuditEvent, reached: int) -> list[RollEntry]:
    entries = RollEntry.objects.filter(poll=event.poll, pk__gt=reached).order_by("pk")
    if event.kind == AuditEvent.Kind.ROLL:
        entries = entries.filter(number=event.detail["added"])
    # With all that their mail needs, in two queries.
    return list(
        entries.select_related("member__user", "proxy").prefetch_related("principals")[:BATCH]
    )


@transaction.atomic
def step(mailing: Mailing, messages: list[Message], *, reached: int | None, letters: int) -> None:
    """Stores a batch and how far it came; `reached` None finishes."""
    now = Mailing.objects.select_for_update().get(pk=mailing.pk)
    # Another worker did this batch in the meantime.
    if now.finished or now.reached != mailing.reached:
        return
    post_all(messages)
    now.finished = reached is None
    now.reached = reached or now.reached
    now.mails += len(messages)
    now.letters += letters
    now.save()


def about(
    event: AuditEvent, notice: Notice, entry: RollEntry, today: datetime.date
) -> Message | None:
    user = reader(entry.member, today)
    if user is None:
        return None
    again = f"-{event.number}" if event.kind == AuditEvent.Kind.EXTENDED else ""
    return Message(
        key=f"{notice.name}{again}:{event.poll.slug}:{entry.pk}",
        to=user,
        kind=notice.kind,
        template=notice.template,
        context=context(event, entry, user),
    )


def reader(member: Member, today: datetime.date) -> User | None:
    # Not after the membership ended. A voter who was suspended after the opening stays on the roll
    # and still gets mail.
    left = member.status(today) is MembershipStatus.LEFT
    user = member.user
    return user if user and user.email and user.is_active and not left else None


def context(event: AuditEvent, entry: RollEntry, user: User) -> dict[str, Any]:
    # No ballot, and nothing about who voted.
    return {
        "poll": event.poll,
        "event": event,
        "entry": entry,
        "principals": [principal.name for principal in entry.principals.all()],
        "until": extended_until(event),
        "address": address(event.poll, user.language),
    }


def address(poll: Poll, language: str) -> str:
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + poll.get_absolute_url()


def letters_for(poll: Poll) -> int:
    """How many of those on the roll (of a draft: who would be on it) must be called by letter: they
    have no login or address, or did not agree to mail (BW 2:41 lid 5)."""
    unreachable = Q(user=None) | Q(user__email=None) | Q(user__is_active=False)
    unreachable |= Q(email_consent_on=None)
    if poll.state != State.DRAFT:
        return Member.objects.filter(unreachable, roll_entries__poll=poll).count()
    electors, now = policy_of(poll), timezone.now()
    members = Member.objects.filter(unreachable).select_related("neighbourhood__parent")
    try:
        return sum(electors.votes_of(member, now) > 0 for member in members)
    except CountError:  # nobody comes on a roll whose rule cannot be read
        return 0
