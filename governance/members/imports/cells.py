"""What one cell says: texts in, values out, or the problem that the cell has."""

import datetime
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from governance.members.imports.problems import Problem

LENGTHS = {"name": 120, "street": 120, "postal_code": 10, "town": 80, "email": 254}
CELL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/B", "#VERW!"}
WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")
DUTCH_CODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")
FOREIGN_CODE = re.compile(r"[A-Z]{1,2}-[A-Z0-9 -]{3,7}")
CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2100
LANGUAGES = {
    **dict.fromkeys(["nl", "nederlands", "dutch", "ned"], "nl"),
    **dict.fromkeys(["en", "engels", "english", "eng"], "en"),
}


class Wrong(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def line(text: str) -> str:
    """One line of text, with one space between the words."""
    if "\n" in text.strip() or "\r" in text.strip():
        raise Wrong(Problem.LINES)
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text.isprintable() and any(
        unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") for letter in text
    ):
        raise Wrong(Problem.CONTROL)
    if "\ufffd" in text:
        raise Wrong(Problem.CONTROL)
    return text


def number(text: str) -> int:
    """A member number; Excel may have made 12.0 of it."""
    found = WHOLE.fullmatch(text)
    if found is None or int(found[1]) == 0:
        raise Wrong(Problem.NUMBER)
    return int(found[1])


def email(text: str) -> str:
    text = line(text).lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong(Problem.EMAIL) from None
    return text


def postal_code(text: str) -> str:
    """1234 AB. A foreign one has its country in front: B-1000."""
    text = line(text)
    found = DUTCH_CODE.fullmatch(text)
    if found:
        return f"{found[1]} {found[2].upper()}"
    if FOREIGN_CODE.fullmatch(text.upper()):
        return text.upper()
    raise Wrong(Problem.POSTAL_CODE)


def date(text: str) -> datetime.date:
    """2026-01-31 or 31-1-2026; strokes and dots count as well, a time behind it does not."""
    text = CLOCK.sub("", text)
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise Wrong(Problem.DATE)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong(Problem.DATE)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Wrong(Problem.DATE) from None


def language(text: str) -> str:
    found = LANGUAGES.get(text.casefold())
    if found is None:
        raise Wrong(Problem.LANGUAGE)
    return found


READERS: dict[str, Callable[[str], Any]] = {
    "email": email,
    "postal_code": postal_code,
    "joined_on": date,
    "email_consent_on": date,
    "language": language,
}
"""Other fields are a line of text; kind and neighbourhood are looked up in the register."""


def read(field: str, text: str) -> Any:
    """The value of a field that is not empty."""
    value = READERS.get(field, line)(text)
    if field in LENGTHS and len(value) > LENGTHS[field]:
        raise Wrong(Problem.TOO_LONG)
    return value
