"""The texts of the demo, with dates and numbers of today filled in."""

import datetime
import re
from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format

DAY = re.compile(r"\{day ([+-]?\d+)\}")


@dataclass(frozen=True)
class Words:
    """Fills in `{year}`, `{last}`, `{next}`, `{members}` and `{day +10}`: "vrijdag 3 december"."""

    today: datetime.date
    language: str = "nl"
    members: int = 0

    def fill(self, text: str) -> str:
        # Other braces stay as they are.
        for name, value in self.numbers().items():
            text = text.replace(f"{{{name}}}", str(value))
        return DAY.sub(lambda found: self.day(int(found[1])), text)

    def numbers(self) -> dict[str, int]:
        year = self.today.year
        return {"year": year, "last": year - 1, "next": year + 1, "members": self.members}

    def day(self, days: int) -> str:
        with translation.override(self.language):
            return date_format(self.today + datetime.timedelta(days=days), "l j F")
