"""A member ends the membership (BW 2:35 lid 1 under a), and may take that back."""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from governance.joining import links
from governance.members.access.actor import Actor
from governance.members.actions import register
from governance.members.models import Member, RegisterSettings
from governance.notifications.actions import outbox
from governance.rules import leaving


def last_day() -> datetime.date:
    """The last day of a membership that is ended today, by the statutes."""
    settings = RegisterSettings.load()
    return leaving.last_day(
        timezone.localdate(),
        notice_days=settings.notice_days,
        ends_with_year=settings.leave_at_year_end,
        year_ends_in=settings.year_ends_in,
    )


@transaction.atomic
def end_membership(*, member: Member, reason: str = "") -> Member:
    last = last_day()
    left = register.leave(
        member=member, on=last + datetime.timedelta(days=1), by=Actor.member(member), reason=reason
    )
    tell(left, "leaving", last)
    return left


@transaction.atomic
def take_back(*, member: Member) -> Member:
    stayed = register.stay(member=member, by=Actor.member(member))
    tell(stayed, "stays", None)
    return stayed


def tell(member: Member, what: str, last: datetime.date | None) -> None:
    if member.user is None:
        return
    with translation.override(member.language):
        when = date_format(last, "j F Y") if last else ""
    outbox.post(
        key=f"joining:{what}:{member.pk}:{timezone.now().isoformat()}",
        to=member.user,
        template=f"joining/mail/{what}.txt",
        context={
            "name": member.name,
            "last_day": when,
            "address": links.whole("joining:leave", language=member.language),
        },
        fleeting=True,
    )
