"""From the text of a `.pb` file to rows of cells in three sections, with line numbers."""

# The cells follow the rules of csv with `;` between them: quotes around a cell that holds `;`,
# quotes or line ends, doubled quotes inside. Blank lines are skipped.

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from budgets.rules.pabulib_kinds import SHOWN, excerpt
from governance.rules.source import FileError

SECTIONS = ("META", "PROJECTS", "VOTES")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
Row = tuple[int, list[str]]  # line, cells


@dataclass(frozen=True, slots=True)
class Section:
    """A section and its rows, with one cell per column."""

    name: str
    # The line of its name.
    line: int
    columns: list[str]
    rows: list[Row]
    # The line of the column names; 0 until it is read.
    heading: int = 0


def sections(text: str, name: str) -> dict[str, Section]:
    found: dict[str, Section] = {}
    here: Section | None = None
    last = 0
    for last, raw, cells in _rows(_Lines(text), name):
        here = _add(found, here, last, raw, cells, name)
    _check_complete(found, last, name)
    return found


def opening(text: str, name: str) -> tuple[dict[str, Section], int]:
    """As `sections`, but with the place where the rows of VOTES begin instead of these rows."""
    found: dict[str, Section] = {}
    here: Section | None = None
    lines = _Lines(text)
    last = 0
    for last, raw, cells in _rows(lines, name):
        here = _add(found, here, last, raw, cells, name)
        if here.name == "VOTES" and here.columns:
            break
    _check_complete(found, last, name)
    return found, lines.place


def _add(
    found: dict[str, Section],
    here: Section | None,
    line: int,
    raw: list[str],
    cells: list[str],
    name: str,
) -> Section:
    """Adds the row of this line to its section, which it returns."""
    # `found`: the sections until now, in the order of the file. `here`: the last of them.
    title = _title(cells)
    if title is not None:
        here = found[title] = _open(title, line, list(found), name)
    elif here is None:
        raise FileError(name, line, "The file does not begin with a META section.")
    elif here.columns:
        here.rows.append((line, _fit(here, line, raw, cells, name)))
    else:
        columns = _columns(here, line, cells, name)
        here = found[here.name] = replace(here, columns=columns, heading=line)
    return here


def _check_complete(found: Mapping[str, Section], last: int, name: str) -> None:
    if not last:
        raise FileError(name, 1, "The file is empty.")
    for title in SECTIONS:
        if title not in found:
            raise FileError(name, last, f"The file ends without a {title} section.")
        if not found[title].columns:
            raise FileError(name, last, f"The {title} section has no row of column names.")


class _Lines(Iterator[str]):
    def __init__(self, text: str) -> None:
        self.text = text
        # Where the next line begins in the text.
        self.place = int(text.startswith("\ufeff"))
        self._found = LINE.finditer(text, self.place)

    def __next__(self) -> str:
        found = next(self._found)
        self.place = found.end()
        return found[0]


def _rows(lines: _Lines, name: str) -> Iterator[tuple[int, list[str], list[str]]]:
    # Line, cells, and cells without outer white space, of each row that is not blank.
    reader = csv.reader(lines, delimiter=";")
    end = len(lines.text)
    while True:
        line = reader.line_num + 1
        try:
            raw = next(reader, None)
        except csv.Error:
            raise FileError(name, line, "A cell is too long, or a quote is not closed.") from None
        if raw is None:
            return
        if lines.place == end:
            _check_closed(lines.text, line, name)
        cells = list(map(str.strip, raw))
        if any(cells):
            yield line, raw, cells


def _check_closed(text: str, line: int, name: str) -> None:
    lines = islice(_Lines(text), line - 1, None)
    try:
        next(csv.reader(lines, delimiter=";", strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise FileError(name, line, "A quote is opened that is not closed.") from None


def _title(cells: list[str]) -> str | None:
    # A section begins with a word in capitals alone on its line.
    word = cells[0]
    if len(cells) > 1:
        return word if word in SECTIONS and not any(cells[1:]) else None
    if word.upper() in SECTIONS:
        return word.upper()
    return word if word.isalpha() and word.isupper() else None


def _open(title: str, line: int, before: list[str], name: str) -> Section:
    if title not in SECTIONS:
        raise FileError(name, line, f"The section {excerpt(title)} is unknown.")
    if title in before:
        raise FileError(name, line, f"The section {title} appears twice.")
    if title != SECTIONS[len(before)]:
        expected = SECTIONS[len(before)]
        raise FileError(name, line, f"The section {title} stands where {expected} should.")
    return Section(title, line, [], [])


REQUIRED = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}


def _columns(here: Section, line: int, cells: list[str], name: str) -> list[str]:
    columns = cells[:]
    while not columns[-1]:
        columns.pop()
    if "" in columns:
        raise FileError(name, line, f"A column of {here.name} has no name.")
    for column in REQUIRED[here.name]:
        if column not in columns:
            sentence = f"The column names of {here.name} lack {column!r}."
            raise FileError(name, line, sentence)
    for column in columns:
        if columns.count(column) > 1:
            sentence = f"The column names of {here.name} hold {column[:SHOWN]!r} twice."
            raise FileError(name, line, sentence)
    return columns


def _fit(here: Section, line: int, raw: list[str], stripped: list[str], name: str) -> list[str]:
    # A value of META may hold `;` without quotes.
    width = len(here.columns)
    cells = stripped
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if here.name == "META" and len(cells) > width:
        cells = [*cells[: width - 1], ";".join(raw[width - 1 : len(cells)]).strip()]
    if len(cells) != width:
        sentence = f"This row of {here.name} has {len(cells)} cells where {width} are expected."
        raise FileError(name, line, sentence)
    return cells
