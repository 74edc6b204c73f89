"""A member ends the membership (BW 2:35 lid 1 under a), and may come back on it."""

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
    """The last day of the membership of who gives notice today, as the statutes say."""
    settings = RegisterSettings.load()
    return leaving.last_day(
        timezone.localdate(),
        notice_days=settings.notice_days,
        ends_with_year=settings.leave_at_year_end,
        year_ends_in=settings.year_ends_in,
    )


@transaction.atomic
def end_membership(*, member: Member, reason: str = "") -> Member:
    """Gives notice: the membership ends at the end of the last day."""
    last = last_day()
    left = register.leave(
        member=member, on=last + datetime.timedelta(days=1), by=Actor.member(member), reason=reason
    )
    tell(left, "leaving", last)
    return left


@transaction.atomic
def take_back(*, member: Member) -> Member:
    """The member stays after all; possible as long as they are a member."""
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
