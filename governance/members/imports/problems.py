"""What can be wrong with a file and with a row. The words are in `import_words.py`."""

from enum import Enum, StrEnum


class FileProblem(Enum):
    """Why a file cannot be read at all. A closed list."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY_ROWS = "too many rows"
    TOO_MANY_COLUMNS = "too many columns"
    NO_ROWS = "headings without rows"
    NOT_A_LIST = "neither text nor a workbook"
    ENCODING = "text in an unknown encoding"
    QUOTES = "quotation marks that do not match"
    OLD_EXCEL = "old Excel"
    OPEN_DOCUMENT = "OpenDocument"
    PASSWORD = "password"  # noqa: S105
    BROKEN = "broken workbook"
    MERGED = "merged cells"


class Unreadable(Exception):
    """A file that cannot be read. `where`: a line or cells, where known."""

    def __init__(self, problem: FileProblem, where: str = "") -> None:
        super().__init__(f"{problem.value} {where}".strip())
        self.problem, self.where = problem, where


class Problem(StrEnum):
    """Why a row cannot be brought in. The value is stored with the row."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    CONTROL = "control"
    LINES = "lines"
    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    TOO_MANY = "too_many"
    NUMBER = "number"
    EMAIL = "email"
    POSTAL_CODE = "postal_code"
    DATE = "date"
    LANGUAGE = "language"
    KIND = "kind"
    PLACE = "place"
    NUMBER_TWICE = "number_twice"
    EMAIL_TWICE = "email_twice"
    PERSON_TWICE = "person_twice"
    EMAIL_TAKEN = "email_taken"
    KNOWN = "known"
    ERASED = "erased"
    HOLDS_ROLE = "holds_role"
    LEFT_BEFORE = "left_before"
