"""The person whom data is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, kw_only=True)
class DataSubject:
    """Keys of login and membership, and for an erasure all known names and addresses."""

    # 0 without one: a filter on 0 finds nothing.
    user: int = 0
    member: int = 0
    number: int = 0
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def pseudonym(self) -> str:
        return pseudonym(self.number)

    @property
    def words(self) -> tuple[str, ...]:
        """Names and addresses, the longest first."""
        return tuple(sorted((*self.names, *self.emails), key=len, reverse=True))

    def written_in(self, *fields: str) -> Q:
        found = Q(pk__in=[])
        for field in fields:
            for word in self.words:
                found |= Q(**{f"{field}__icontains": word})
        return found

    def redact(self, text: str) -> str:
        for word in self.words:
            pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
            text = re.sub(pattern, self.pseudonym, text, flags=re.IGNORECASE)
        return text


def pseudonym(number: int) -> str:
    return f"oud-lid {number}"
