"""Where a person's details are, beside the register. Each app declares its traces in its own
`privacy.py`: those that erasure takes away, and those that stay, with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.utils.functional import Promise

from governance.members.models import Member, MemberEvent

Words = str | Promise


@dataclass(frozen=True)
class Person:
    """A former member before the erasure, with every name and address the register knows."""

    member: Member
    names: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def pseudonym(self) -> str:
        return pseudonym(self.member.number)

    @property
    def words(self) -> tuple[str, ...]:
        """Names and addresses, the longest first."""
        return tuple(sorted((*self.names, *self.emails), key=len, reverse=True))

    def written_in(self, *fields: str) -> Q:
        """A text in one of these fields names this person."""
        found = Q(pk__in=[])
        for field in fields:
            for word in self.words:
                found |= Q(**{f"{field}__icontains": word})
        return found

    def blot(self, text: str) -> str:
        """The text with the pseudonym in place of every name and address of this person."""
        for word in self.words:
            pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
            text = re.sub(pattern, self.pseudonym, text, flags=re.IGNORECASE)
        return text


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One place where details of a former member are.

    `rows`: the rows that hold them, of one or more tables; none: there always is something.
    `erase`: takes them away. `stays`: they stay, and `why` says for what reason. `columns`: where
    they then still are, as "table.column".
    """

    key: str
    what: Words
    rows: Callable[[Person], Iterable[QuerySet[Any, Any]]] | None = None
    stays: bool = False
    erase: Callable[[Person], Any] | None = None
    why: Words = ""
    columns: tuple[str, ...] = ()


TRACES: dict[str, Trace] = {}


def register(*traces: Trace) -> None:
    for trace in traces:
        TRACES[trace.key] = trace


def counts(someone: Person) -> dict[str, int]:
    """How many rows there are of each trace that has rows, in one query."""
    parts = [
        rows.order_by().values(trace=Value(key)).annotate(n=Count("pk")).values_list("trace", "n")
        for key, trace in TRACES.items()
        for rows in (trace.rows(someone) if trace.rows else ())
    ]
    found: Counter[str] = Counter()
    for key, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found[key] += number
    return dict(found)


def pseudonym(number: int) -> str:
    """What a former member is called once their details are erased."""
    return f"oud-lid {number}"


def person(member: Member) -> Person:
    """Everything by which this member can be found in a text, now and in the past."""
    names, emails = {member.name}, set()
    if member.user:
        names.add(member.user.get_full_name())
        emails.add(member.user.email)
    for changes in MemberEvent.objects.filter(member=member).values_list("changes", flat=True):
        names.update(changes.get("name", []))
        emails.update(changes.get("email", []))
    names.discard(pseudonym(member.number))
    kept = (tuple(sorted({str(one) for one in some if one})) for some in (names, emails))
    return Person(member, *kept)
