"""What can be wrong with a file and with a row."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileProblem(TextChoices):
    """Why a file cannot be read at all."""

    EMPTY = "empty", _("There is nothing in this file.")
    TOO_LARGE = (
        "too_large",
        _(
            "This file is larger than %(megabytes)s MB. Cut the list in pieces and bring them in"
            " one after another."
        ),
    )
    TOO_MANY_ROWS = (
        "too_many_rows",
        _(
            "This list has more than %(rows)s rows. Cut it in pieces and bring them in one after"
            " another."
        ),
    )
    TOO_MANY_COLUMNS = (
        "too_many_columns",
        _("Row %(where)s has more than %(columns)s columns."),
    )
    NO_ROWS = "no_rows", _("There are headings in this file, but no rows below them.")
    NOT_A_LIST = (
        "not_a_list",
        _("This is not a list. Choose a CSV file or an Excel file (.xlsx)."),
    )
    ENCODING = (
        "encoding",
        _("The letters in this file cannot be read. Save it as CSV UTF-8."),
    )
    QUOTES = (
        "quotes",
        _('From row %(where)s on, the quotation marks do not match. Look for a single " there.'),
    )
    OLD_EXCEL = "old_excel", _("This is a file of old Excel (.xls). Save it as .xlsx or CSV.")
    OPEN_DOCUMENT = (
        "open_document",
        _("This is an OpenDocument file. Save it as .xlsx or CSV."),
    )
    PASSWORD = "password", _("There is a password on this file. Save it without one.")
    BROKEN = (
        "broken",
        _("This workbook is broken. Open it in Excel or LibreOffice and save it again."),
    )
    MERGED = (
        "merged",
        _("Cells are merged in this sheet (%(where)s). Split them, so that each row has its own."),
    )


class Unreadable(Exception):
    """`where`: a line or cells, where known."""

    def __init__(self, problem: FileProblem, where: str = "") -> None:
        super().__init__(f"{problem.value} {where}".strip())
        self.problem, self.where = problem, where


class Problem(TextChoices):
    """Why a row cannot be brought in; the value is stored with the row."""

    MISSING = "missing", _("nothing is filled in")
    TOO_LONG = "too_long", _("this is too long: %(value)s")
    CONTROL = "control", _("there is a character in it that cannot be read")
    LINES = "lines", _("this goes over more than one line: %(value)s")
    FORMULA = "formula", _("here is a formula without an outcome: %(value)s")
    CELL_ERROR = "cell_error", _("here is a fault of the spreadsheet: %(value)s")
    TOO_MANY = "too_many", _("the row has more cells than there are headings: %(value)s")
    NUMBER = "number", _("this is no member number: %(value)s")
    EMAIL = "email", _("this is no e-mail address: %(value)s")
    POSTAL_CODE = "postal_code", _("this is no postal code, such as 1234 AB: %(value)s")
    DATE = "date", _("this is no date, such as 31-12-2025: %(value)s")
    LANGUAGE = "language", _("the language is nl or en, not: %(value)s")
    KIND = "kind", _("this kind of member does not exist: %(value)s")
    PLACE = "place", _("this neighbourhood does not exist: %(value)s")
    NUMBER_TWICE = "number_twice", _("the same number is in row %(value)s")
    EMAIL_TWICE = "email_twice", _("the same e-mail address is in row %(value)s")
    PERSON_TWICE = "person_twice", _("the same name and address are in row %(value)s")
    EMAIL_TAKEN = "email_taken", _("this address is somebody else's in the register: %(value)s")
    KNOWN = (
        "known",
        _(
            "member %(value)s has the same name and address. The same person? Fill in that number."
            " Somebody else? Give a number that is free."
        ),
    )
    ERASED = "erased", _("the details of member %(value)s were erased")
    HOLDS_ROLE = (
        "holds_role",
        _("who holds or held a role signs in with this address: only they themselves change it"),
    )
    LEFT_BEFORE = "left_before", _("this is after the day of leaving, %(value)s")
