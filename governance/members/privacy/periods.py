"""For how long something is kept."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext

from governance.rules.periods import days_before, months_before


@dataclass(frozen=True)
class Period:
    """`length`: a number, or the field of RegisterSettings in which the board decides it. `words`:
    instead of a number."""

    length: int | str = 0
    words: str | Promise = ""

    @property
    def by_board(self) -> bool:
        return isinstance(self.length, str)

    def number(self, settings: object) -> int:
        return int(getattr(settings, self.length) if isinstance(self.length, str) else self.length)

    def cutoff(self, moment: datetime.datetime, settings: object) -> datetime.datetime:
        """What is from this moment or earlier is old enough."""
        here = timezone.localtime(moment)
        day = self.back(here.date(), self.number(settings))
        return datetime.datetime.combine(day, here.timetz())

    def in_words(self, settings: object) -> str:
        return str(self.words) or self.counted(self.number(settings))

    def back(self, day: datetime.date, number: int) -> datetime.date:
        raise NotImplementedError

    def counted(self, number: int) -> str:
        raise NotImplementedError


class Days(Period):
    def back(self, day: datetime.date, number: int) -> datetime.date:
        return days_before(day, number)

    def counted(self, number: int) -> str:
        return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


class Weeks(Period):
    def back(self, day: datetime.date, number: int) -> datetime.date:
        return days_before(day, 7 * number)

    def counted(self, number: int) -> str:
        return ngettext("%(number)d week", "%(number)d weeks", number) % {"number": number}


class Months(Period):
    def back(self, day: datetime.date, number: int) -> datetime.date:
        return months_before(day, number)

    def counted(self, number: int) -> str:
        return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
