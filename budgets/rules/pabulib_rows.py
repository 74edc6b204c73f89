"""From the text of a `.pb` file to rows of cells in three sections, each with its line number.

The cells follow the rules of csv with `;` between them: quotes around a cell that holds `;`,
quotes or line ends, doubled quotes inside. Blank lines are skipped.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from budgets.rules.pabulib_file import PabulibError

SECTIONS = ("META", "PROJECTS", "VOTES")
Row = tuple[int, list[str]]  # line, cells


@dataclass(frozen=True, slots=True)
class Section:
    """name, the line of its heading, its columns, and its rows (as many cells as columns)."""

    name: str
    line: int
    columns: list[str]
    rows: list[Row]


def decode(data: bytes, name: str) -> str:
    """The text of the bytes of a file, without byte-order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PabulibError(name, line, "The text is not UTF-8.") from None


def sections(text: str, name: str) -> dict[str, Section]:
    """META, PROJECTS and VOTES with their rows; PabulibError when the file is not so built."""
    found: dict[str, Section] = {}
    last = 0
    here: Section | None = None
    for line, raw in _rows(text, name):
        last = line
        cells = [cell.strip() for cell in raw]
        title = _title(cells)
        if title is not None:
            here = found[title] = _open(title, line, list(found), name)
        elif here is None:
            raise PabulibError(name, line, "The file does not begin with a META section.")
        elif not here.columns:
            here.columns.extend(_columns(here, line, cells, name))
        else:
            here.rows.append((line, _fit(here, line, raw, name)))
    if not last:
        raise PabulibError(name, 1, "The file is empty.")
    for title in SECTIONS:
        if title not in found:
            raise PabulibError(name, last, f"The file ends without a {title} section.")
        if not found[title].columns:
            raise PabulibError(name, last, f"The {title} section has no row of column names.")
    return found


def _rows(text: str, name: str) -> Iterator[Row]:
    stream = io.StringIO(text.removeprefix("\ufeff"), newline="")
    reader = csv.reader(stream, delimiter=";")
    end = len(stream.getvalue())
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise PabulibError(
                name, line, "A cell is too long, or a quote is not closed."
            ) from None
        if cells is None:
            return
        if stream.tell() == end:
            _check_closed(stream.getvalue(), line, name)
        if any(map(str.strip, cells)):
            yield line, cells


def _check_closed(text: str, line: int, name: str) -> None:
    """Raise when the row that begins on this line, the last one, leaves a quote open."""
    lines = islice(io.StringIO(text, newline=""), line - 1, None)
    try:
        next(csv.reader(lines, delimiter=";", strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise PabulibError(name, line, "A quote is opened that is not closed.") from None


def _title(cells: list[str]) -> str | None:
    """The section that this row opens: a word in capitals alone on its line."""
    word = cells[0]
    if len(cells) == 1 and word.upper() in SECTIONS:
        return word.upper()
    if word in SECTIONS and not any(cells[1:]):
        return word
    return word if len(cells) == 1 and word.isalpha() and word.isupper() else None


def _open(title: str, line: int, before: list[str], name: str) -> Section:
    if title not in SECTIONS:
        raise PabulibError(name, line, f"The section {title} is unknown.")
    if title in before:
        raise PabulibError(name, line, f"The section {title} appears twice.")
    if title != SECTIONS[len(before)]:
        expected = SECTIONS[len(before)]
        raise PabulibError(name, line, f"The section {title} stands where {expected} should.")
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
        raise PabulibError(name, line, f"A column of {here.name} has no name.")
    for column in REQUIRED[here.name]:
        if column not in columns:
            sentence = f"The column names of {here.name} lack {column!r}."
            raise PabulibError(name, line, sentence)
    for column in columns:
        if columns.count(column) > 1:
            sentence = f"The column names of {here.name} hold {column!r} twice."
            raise PabulibError(name, line, sentence)
    return columns


def _fit(here: Section, line: int, raw: list[str], name: str) -> list[str]:
    """The cells of a row, one per column; a value of META may hold `;` without quotes."""
    width = len(here.columns)
    cells = [cell.strip() for cell in raw]
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if here.name == "META" and len(cells) > width:
        cells = [*cells[: width - 1], ";".join(raw[width - 1 : len(cells)]).strip()]
    if len(cells) != width:
        sentence = f"This row of {here.name} has {len(cells)} cells where {width} are expected."
        raise PabulibError(name, line, sentence)
    return cells
