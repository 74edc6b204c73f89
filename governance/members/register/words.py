"""The register in words: the status of a membership, who did something, and what changed."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.members.access.actor import Actor
from governance.members.forms.exports import HEADINGS
from governance.members.models import Member, MemberEvent, MemberKind
from governance.members.models.users import LANGUAGES
from governance.rules.membership import MembershipStatus

NOTHING = "-"
DAYS = ("email_consent_on", "joined_on", "left_on", "suspended_on", "erased_on")

STATUS_LABELS = {
    MembershipStatus.ACTIVE: pgettext_lazy("standing of a member", "active"),
    MembershipStatus.SUSPENDED: gettext_lazy("suspended"),
    MembershipStatus.LEFT: gettext_lazy("left"),
    MembershipStatus.COMING: gettext_lazy("joins later"),
}


def numbered(user: Any) -> Actor:
    """The actor with the member number beside the name."""
    member = Member.objects.of_user(user, timezone.localdate())
    actor = Actor.user(user)
    return replace(actor, name=str(member)) if member else actor


def status_words(member: Member, on: datetime.date | None = None) -> str:
    on = on or timezone.localdate()
    status = member.status(on)
    if status is MembershipStatus.LEFT:
        return _("left on %(day)s") % {"day": day(member.left_on)}
    if status is MembershipStatus.COMING:
        return _("joins on %(day)s") % {"day": day(member.joined_on)}
    if status is MembershipStatus.SUSPENDED:
        said = _("suspended since %(day)s") % {"day": day(member.suspended_on)}
    elif member.suspended_on:
        said = _("active; suspended from %(day)s") % {"day": day(member.suspended_on)}
    else:
        said = str(STATUS_LABELS[MembershipStatus.ACTIVE])
    if member.left_on:
        said += "; " + _("leaves on %(day)s") % {"day": day(member.left_on)}
    return said


def day(date: datetime.date | None) -> str:
    return date_format(date, "j F Y") if date else NOTHING


@dataclass(frozen=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    at: datetime.datetime
    what: str
    by: str
    reason: str
    changes: list[Change] = field(default_factory=list)


def history(events: Iterable[MemberEvent]) -> list[Line]:
    kinds = {kind.key: str(kind) for kind in MemberKind.objects.all()}
    return [
        Line(
            at=event.at,
            what=event.get_kind_display(),
            by=event.by_name,
            reason=event.reason,
            changes=[change(name, said, kinds) for name, said in event.changes.items()],
        )
        for event in events
    ]


def change(name: str, said: Any, kinds: Mapping[str, str]) -> Change:
    """`said`: [old, new], unless erased."""
    pair = list(said) if isinstance(said, list) and len(said) == 2 else [None, None]
    old, new = (value_in_words(name, value, kinds) for value in pair)
    return Change(label=str(HEADINGS.get(name, name)), old=old, new=new)


def value_in_words(name: str, value: Any, kinds: Mapping[str, str]) -> str:
    if value in (None, ""):
        return NOTHING
    text = str(value)
    if name == "kind":
        return kinds.get(text, text)
    if name == "language":
        return dict(LANGUAGES).get(text, text)
    if name in DAYS:
        try:
            return day(datetime.date.fromisoformat(text))
        except ValueError:
            return text
    return text
