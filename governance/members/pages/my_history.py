"""What happened to a membership, in plain words for the member."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.members.models import Member, MemberEvent, MemberKind
from governance.members.models.users import LANGUAGES

Kind = MemberEvent.Kind

SENTENCES: dict[str, str | Promise] = {
    Kind.ADMITTED: gettext_lazy("You became a member."),
    Kind.CHANGED: gettext_lazy("Your details were changed."),
    Kind.SUSPENDED: gettext_lazy("Your membership was suspended."),
    Kind.REINSTATED: gettext_lazy("The suspension was lifted."),
    Kind.LEFT: gettext_lazy("The end of your membership was recorded."),
    Kind.STAYED: gettext_lazy("The end of your membership was taken back."),
    Kind.INVITED: gettext_lazy("You got a letter with which you can sign in."),
    Kind.LINKED: gettext_lazy("You could sign in from then on."),
    Kind.ERASED: gettext_lazy("Your details were erased."),
}


@dataclass(frozen=True)
class Happened:
    """One event in words."""

    at: datetime.datetime
    sentence: str
    lines: list[str]
    by: str
    reason: str


def history(member: Member) -> list[Happened]:
    """The newest first, in two queries."""
    kinds = {kind.key: str(kind) for kind in MemberKind.objects.all()}
    return [in_words(event, kinds) for event in member.events.all()]


def in_words(event: MemberEvent, kinds: dict[str, str]) -> Happened:
    changes = event.changes if isinstance(event.changes, dict) else {}
    lines = [line(field, change, kinds) for field, change in changes.items()]
    sentence = str(SENTENCES.get(event.kind, event.get_kind_display()))
    return Happened(event.at, sentence, lines, event.by_name, event.reason)


def line(field: str, change: Any, kinds: dict[str, str]) -> str:
    """One change in words; without values once they were erased."""
    old, new = change if isinstance(change, list) and len(change) == 2 else (None, None)
    name = label(field)
    if old is None and new is None:
        return name
    words = {"name": name, "old": value(field, old, kinds), "new": value(field, new, kinds)}
    if not words["old"]:
        return _("%(name)s: %(new)s") % words
    if not words["new"]:
        return _("%(name)s: no longer %(old)s") % words
    return _("%(name)s: from %(old)s to %(new)s") % words


def label(field: str) -> str:
    if field == "email":
        return _("E-mail address")
    try:
        name = str(Member._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return field
    return name[:1].upper() + name[1:]


def value(field: str, stored: Any, kinds: dict[str, str]) -> str:
    if stored is None:
        return ""
    if field.endswith("_on"):
        return read_day(str(stored))
    names: dict[str, Iterable[tuple[str, str]]] = {"kind": kinds.items(), "language": LANGUAGES}
    return dict(names.get(field, ())).get(stored, str(stored))


def read_day(text: str) -> str:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return formats.date_format(day, "j F Y") if day else text
