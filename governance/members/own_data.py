"""What the house holds about one person (GDPR articles 15 and 20).

Each app adds its part here when it loads: a name, what it is, the models it covers and a function
that gives the rows. A model that points at members or users and is no part of it is listed with the
reason; a test finds those that are neither.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from governance.members.models import Member, User

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody with a login, and their membership: also one that has ended."""

    user: User
    member: Member | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """`rows`: flat, with the same keys in each; values that JSON and a spreadsheet know, days and
    moments among them."""

    name: str
    about: str | Promise
    rows: Callable[[Person], Iterable[Row]]
    models: tuple[str, ...] = ()


parts: dict[str, Part] = {}
left_out: dict[str, str] = {}
"""Model ("app.Model") -> why it is no part of what is handed out."""


def register(part: Part) -> None:
    parts[part.name] = part


def leave_out(reason: str, *models: str) -> None:
    left_out.update(dict.fromkeys(models, reason))


def person(user: User) -> Person:
    return Person(user, Member.objects.filter(user=user).first())


def gather(who: Person) -> dict[str, list[dict[str, Any]]]:
    """All parts, each with its rows in plain values."""
    return {
        name: [{key: plain(value) for key, value in row.items()} for row in part.rows(who)]
        for name, part in parts.items()
    }


def plain(value: Any) -> Any:
    """As JSON holds it: days and moments by ISO 8601."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, Promise) else value


def fields(row: Model, *names: str) -> dict[str, Any]:
    """These fields of a row; of a relation its key."""
    return {name: getattr(row, row._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
