"""What the pages say about lists of members, and what is wrong with them."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.members.imports import sheets
from governance.members.imports.problems import FileProblem, Problem, Unreadable
from governance.members.refusal_words import SENTENCES
from governance.members.refusals import Refusal

FIELDS: dict[str, str | Promise] = {
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
SHORT: dict[str, str | Promise] = {**FIELDS, "name": _("name"), "street": _("street")}
"""As they stand before a problem or a change."""

FILES: dict[FileProblem, str | Promise] = {
    FileProblem.EMPTY: _("There is nothing in this file."),
    FileProblem.TOO_LARGE: _(
        "This file is larger than %(megabytes)s MB. Cut the list in pieces and bring them in one"
        " after another."
    ),
    FileProblem.TOO_MANY_ROWS: _(
        "This list has more than %(rows)s rows. Cut it in pieces and bring them in one after"
        " another."
    ),
    FileProblem.TOO_MANY_COLUMNS: _("Row %(where)s has more than %(columns)s columns."),
    FileProblem.NO_ROWS: _("There are headings in this file, but no rows below them."),
    FileProblem.NOT_A_LIST: _("This is not a list. Choose a CSV file or an Excel file (.xlsx)."),
    FileProblem.ENCODING: _("The letters in this file cannot be read. Save it as CSV UTF-8."),
    FileProblem.QUOTES: _(
        'From row %(where)s on, the quotation marks do not match. Look for a single " there.'
    ),
    FileProblem.OLD_EXCEL: _("This is a file of old Excel (.xls). Save it as .xlsx or CSV."),
    FileProblem.OPEN_DOCUMENT: _("This is an OpenDocument file. Save it as .xlsx or CSV."),
    FileProblem.PASSWORD: _("There is a password on this file. Save it without one."),
    FileProblem.BROKEN: _(
        "This workbook is broken. Open it in Excel or LibreOffice and save it again."
    ),
    FileProblem.MERGED: _(
        "Cells are merged in this sheet (%(where)s). Split them, so that each row has its own."
    ),
}
PROBLEMS: dict[Problem, str | Promise] = {
    Problem.MISSING: _("nothing is filled in"),
    Problem.TOO_LONG: _("this is too long: %(value)s"),
    Problem.CONTROL: _("there is a character in it that cannot be read"),
    Problem.LINES: _("this goes over more than one line: %(value)s"),
    Problem.FORMULA: _("here is a formula without an outcome: %(value)s"),
    Problem.CELL_ERROR: _("here is a fault of the spreadsheet: %(value)s"),
    Problem.TOO_MANY: _("the row has more cells than there are headings: %(value)s"),
    Problem.NUMBER: _("this is no member number: %(value)s"),
    Problem.EMAIL: _("this is no e-mail address: %(value)s"),
    Problem.POSTAL_CODE: _("this is no postal code, such as 1234 AB: %(value)s"),
    Problem.DATE: _("this is no date, such as 31-12-2025: %(value)s"),
    Problem.LANGUAGE: _("the language is nl or en, not: %(value)s"),
    Problem.KIND: _("this kind of member does not exist: %(value)s"),
    Problem.PLACE: _("this neighbourhood does not exist: %(value)s"),
    Problem.NUMBER_TWICE: _("the same number is in row %(value)s"),
    Problem.EMAIL_TWICE: _("the same e-mail address is in row %(value)s"),
    Problem.PERSON_TWICE: _("the same name and address are in row %(value)s"),
    Problem.EMAIL_TAKEN: _("this address is somebody else's in the register: %(value)s"),
    Problem.KNOWN: _(
        "member %(value)s has the same name and address. The same person? Fill in that number."
        " Somebody else? Give a number that is free."
    ),
    Problem.ERASED: _("the details of member %(value)s were erased"),
    Problem.HOLDS_ROLE: _(
        "who holds or held a role signs in with this address: only they themselves change it"
    ),
    Problem.LEFT_BEFORE: _("this is after the day of leaving, %(value)s"),
}
CLASHES: dict[str, str | Promise] = {
    "twice": _("Two columns are said to hold the same thing."),
    "names": _("Choose either the whole name or its parts, not both."),
    "no_name": _("Say which column holds the name."),
}


def about_file(problem: Unreadable) -> str:
    """The sentence about a file that cannot be read."""
    return FILES[problem.problem] % {
        "where": problem.where,
        "megabytes": sheets.MOST_BYTES // 1_000_000,
        "rows": sheets.MOST_ROWS,
        "columns": sheets.MOST_COLUMNS,
    }


def about_import(problem: str) -> str:
    """The sentence about an import that failed, from what is stored with it."""
    name, _colon, where = problem.partition(":")
    if name in FileProblem.__members__:
        return about_file(Unreadable(FileProblem[name], where))
    return str(SENTENCES[Refusal[name]]) if name in Refusal.__members__ else ""


def about_row(problems: Iterable[list[Any]]) -> list[str]:
    """A sentence for each problem of a row, from what is stored with it."""
    said = []
    for name, code, value in problems:
        sentence = PROBLEMS[Problem(code)] % {"value": value}
        said.append(f"{SHORT[name]}: {sentence}" if name else str(sentence))
    return [sentence[:1].upper() + sentence[1:] for sentence in said]


def about_changes(changes: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    """What, old and new of each change."""
    nothing = gettext("(empty)")
    return [
        (str(SHORT[name]), str(old or nothing), str(new or nothing))
        for name, (old, new) in changes.items()
    ]
