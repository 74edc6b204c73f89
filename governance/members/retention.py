"""What is thrown away when it is old enough. Each app declares its rules in its own `privacy.py`
and registers them here when it loads; one daily task carries them out (GDPR article 5 lid 1 e)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext

from governance.members.models.settings import RegisterSettings
from governance.rules.periods import days_before, months_before

Words = str | Promise


class Unit(Enum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """For how long something is kept. `setting`: the field of RegisterSettings by which the board
    decides it; otherwise `number`. `words`: how the page says it, where a number says it badly."""

    unit: Unit = Unit.DAYS
    number: int = 0
    setting: str = ""
    words: Words = ""

    def length(self, settings: RegisterSettings) -> int:
        return int(getattr(settings, self.setting)) if self.setting else self.number

    def cutoff(self, moment: datetime.datetime, settings: RegisterSettings) -> datetime.datetime:
        """What is from this moment or earlier is old enough."""
        here = timezone.localtime(moment)
        length = self.length(settings)
        if self.unit is Unit.MONTHS:
            day = months_before(here.date(), length)
        else:
            day = days_before(here.date(), length * (7 if self.unit is Unit.WEEKS else 1))
        return datetime.datetime.combine(day, here.timetz())

    def said(self, settings: RegisterSettings) -> str:
        """The length in words, such as "24 months"."""
        number = self.length(settings)
        if self.words:
            return str(self.words)
        if self.unit is Unit.MONTHS:
            return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
        if self.unit is Unit.WEEKS:
            return ngettext("%(number)d week", "%(number)d weeks", number) % {"number": number}
        return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One kind of thing that goes when it is old enough.

    `due`: the rows that are old enough, given the moment up to which they are. `act`: lets a batch
    of them go, in one transaction, and returns how many went; deleted by default. `sweep`: does the
    whole rule itself, given the moment of the run. What is done twice changes nothing the second
    time.
    """

    key: str
    what: Words
    why: Words
    kept: Kept
    due: Callable[[datetime.datetime], QuerySet[Any, Any]]
    act: Callable[[Sequence[Any]], int] | None = None
    sweep: Callable[[datetime.datetime], int] | None = None
    batch: int = 500


RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    for rule in rules:
        RULES[rule.key] = rule


def due(rule: Rule, moment: datetime.datetime, settings: RegisterSettings) -> QuerySet[Any, Any]:
    """What would go at that moment."""
    return rule.due(rule.kept.cutoff(moment, settings))


def due_counts(moment: datetime.datetime, settings: RegisterSettings) -> dict[str, int]:
    """How much would go at that moment, rule by rule, in one query."""
    parts = [
        due(rule, moment, settings)
        .order_by()
        .values(rule=Value(key))
        .annotate(rows=Count("pk"))
        .values_list("rule", "rows")
        for key, rule in RULES.items()
    ]
    if not parts:
        return {}
    found = dict(parts[0].union(*parts[1:], all=True))
    return {key: found.get(key, 0) for key in RULES}
