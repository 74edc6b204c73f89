"""What a column can hold, how its heading is recognised, and how its cells are read."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.members.imports.problems import Problem

LABELS: dict[str, str | Promise] = {
    "number": _("member number"),
    "name": _("name, whole"),
    "first_name": _("first name"),
    "infix": _("prefix of the last name"),
    "last_name": _("last name"),
    "kind": _("kind"),
    "neighbourhood": _("neighbourhood"),
    "street": _("street, or street and house number"),
    "house_number": _("house number"),
    "house_addition": _("addition to the house number"),
    "postal_code": _("postal code"),
    "town": _("town"),
    "email": _("e-mail address"),
    "language": _("language"),
    "joined_on": _("joined on"),
    "email_consent_on": _("agreed to notice by e-mail on"),
}
FIELDS = tuple(LABELS)
# The parts are joined: a name out of three columns, a street with its number out of three.
NAMES = ("first_name", "infix", "last_name")
STREETS = ("street", "house_number", "house_addition")
# What a new member must have, and what may be said for the whole file.
DEFAULTS = ("kind", "neighbourhood", "language", "joined_on")

HEADINGS = {
    "number": "number membernumber memberno nummer lidnummer lidnr lidno nr relatienummer id",
    "name": "name fullname membername naam volledigenaam naamlid lid member",
    "first_name": "firstname givenname voornaam roepnaam voornamen voorletters initials initialen",
    "infix": "infix prefix tussenvoegsel tussenvoegsels tussenv voorvoegsel tv",
    "last_name": "lastname surname familyname achternaam familienaam geslachtsnaam",
    "kind": "kind kindofmember membershiptype type soort soortlid lidsoort soortlidmaatschap",
    "neighbourhood": "neighbourhood neighborhood area district quarter wijk buurt dorp kern gebied",
    "street": (
        "street address streetandhousenumber streetandnumber straat adres straatenhuisnummer"
        " straatnaam straathuisnummer straatennummer"
    ),
    "house_number": "housenumber houseno huisnummer huisnr",
    "house_addition": "houseaddition addition toevoeging huisnummertoevoeging huisletter",
    "postal_code": "postalcode postcode zip zipcode pc",
    "town": "town city place plaats woonplaats stad",
    "email": "email emailaddress mail mailadres emailadres eadres mailaddress",
    "language": "language preferredlanguage taal voorkeurstaal",
    "joined_on": (
        "joinedon joined joindate membersince dateofjoining lidsinds lidvanaf ingangsdatum"
        " datumlid aanmelddatum toegetreden toegetredenop begindatum inschrijfdatum"
    ),
    "email_consent_on": (
        "emailconsenton agreedtonoticebyemailon consent emailconsent toestemming emailtoestemming"
        " toestemmingemail akkoordemail akkoordmetoproepingperemailop"
    ),
}
KNOWN = {word: field for field, words in HEADINGS.items() for word in words.split()}


def plain(heading: str) -> str:
    """Only letters and digits, in small letters without accents."""
    letters = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Heading -> field, "" where unknown; no field twice."""
    found: dict[str, str] = {}
    for heading in headings:
        field = KNOWN.get(plain(heading), "")
        found[heading] = "" if field in found.values() else field
    fields = set(found.values())
    if "name" in fields and fields & set(NAMES):
        instead = "" if "last_name" in fields or "first_name" not in fields else "last_name"
        drop = set() if instead else set(NAMES)  # voornaam, naam: then naam is a last name
        found = {
            heading: instead if field == "name" and instead else "" if field in drop else field
            for heading, field in found.items()
        }
    return found


CLASHES: dict[str, str | Promise] = {
    "twice": _("Two columns are said to hold the same thing."),
    "names": _("Choose either the whole name or its parts, not both."),
    "no_name": _("Say which column holds the name."),
}


def clash(columns: Iterable[str]) -> str:
    """The key in `CLASHES` of why these columns cannot be chosen together, or ""."""
    chosen = [field for field in columns if field]
    if len(chosen) != len(set(chosen)):
        return "twice"
    if "name" in chosen and set(chosen) & set(NAMES):
        return "names"
    if not {"name", "last_name", "number"} & set(chosen):
        return "no_name"
    return ""


@dataclass(frozen=True)
class Plan:
    """`places`: field -> index of its column. `defaults`: for new members without a cell. `width`:
    how many columns have a heading."""

    places: Mapping[str, int]
    defaults: Mapping[str, str]
    width: int

    @classmethod
    def from_mapping(
        cls, headings: Sequence[str], mapping: Mapping[str, Mapping[str, str]]
    ) -> Plan:
        """`mapping`: "columns" (heading -> field) and "defaults", as stored."""
        columns = mapping.get("columns", {})
        places = {
            columns[heading]: place
            for place, heading in enumerate(headings)
            if columns.get(heading) in FIELDS
        }
        return cls(places, mapping.get("defaults", {}), len(headings))


# --- cells

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


def read_line(text: str) -> str:
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


def read_number(text: str) -> int:
    """Excel may have made 12.0 of a member number."""
    found = WHOLE.fullmatch(text)
    if found is None or int(found[1]) == 0:
        raise Wrong(Problem.NUMBER)
    return int(found[1])


def read_email(text: str) -> str:
    text = read_line(text).lower()
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong(Problem.EMAIL) from None
    return text


def read_postal_code(text: str) -> str:
    """1234 AB. A foreign one begins with its country: B-1000."""
    text = read_line(text)
    found = DUTCH_CODE.fullmatch(text)
    if found:
        return f"{found[1]} {found[2].upper()}"
    if FOREIGN_CODE.fullmatch(text.upper()):
        return text.upper()
    raise Wrong(Problem.POSTAL_CODE)


def read_date(text: str) -> datetime.date:
    """2026-01-31 or 31-1-2026, also with slashes or dots; a time after it is ignored."""
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


def read_language(text: str) -> str:
    found = LANGUAGES.get(text.casefold())
    if found is None:
        raise Wrong(Problem.LANGUAGE)
    return found


# Other fields are a line of text; kind and neighbourhood are looked up in the register.
READERS: dict[str, Callable[[str], Any]] = {
    "email": read_email,
    "postal_code": read_postal_code,
    "joined_on": read_date,
    "email_consent_on": read_date,
    "language": read_language,
}


def read_cell(field: str, text: str) -> Any:
    value = READERS.get(field, read_line)(text)
    if field in LENGTHS and len(value) > LENGTHS[field]:
        raise Wrong(Problem.TOO_LONG)
    return value
