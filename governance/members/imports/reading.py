"""A file as a list with headings: CSV in any common form, or a workbook."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from governance.members.imports import workbooks
from governance.members.imports.problems import FileProblem, Unreadable

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 5_000  # of one cell; the rest is cut off, and this is too long for any field
SHOWN = 5  # rows that are shown when the columns are named
TITLES = 10  # rows in which the headings are looked for
SEPARATORS = ";,\t"
SAMPLE = 20  # rows that tell which separator it is

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """`rows`: line number and cells, to be gone through once; empty lines are left out."""

    headings: list[str]
    rows: Iterator[Line]


def read(content: bytes) -> Sheet:
    """Raises Unreadable, also while the rows are gone through."""
    if not content.strip():
        raise Unreadable(FileProblem.EMPTY)
    if len(content) > MOST_BYTES:
        raise Unreadable(FileProblem.TOO_LARGE)
    workbooks.refuse_other_kinds(content)
    source = workbooks.read(content) if content.startswith(b"PK") else read_csv(content)
    lines = filled(source)
    top = list(islice(lines, TITLES))
    if not top:
        raise Unreadable(FileProblem.EMPTY)
    place = next((at for at, (_, cells) in enumerate(top) if sum(map(bool, cells)) > 1), 0)
    names = headings(top[place][1])
    return Sheet(names, limited(chain(top[place + 1 :], lines)))


def first_rows(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The headings and the first rows, padded to the same length."""
    sheet = read(content)
    width = len(sheet.headings)
    rows = [padded(cells, width) for _line, cells in islice(sheet.rows, SHOWN)]
    if not rows:
        raise Unreadable(FileProblem.NO_ROWS)
    return sheet.headings, rows


def padded(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * (width - len(cells)))[:width]


def filled(lines: Iterable[Line]) -> Iterator[Line]:
    for number, cells in lines:
        kept = [cell.strip()[:MOST_CHARACTERS] for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if len(kept) > MOST_COLUMNS:
            raise Unreadable(FileProblem.TOO_MANY_COLUMNS, str(number))
        if kept:
            yield number, kept


def limited(lines: Iterable[Line]) -> Iterator[Line]:
    for count, line in enumerate(lines, start=1):
        if count > MOST_ROWS:
            raise Unreadable(FileProblem.TOO_MANY_ROWS)
        yield line


def headings(cells: list[str]) -> list[str]:
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or f"kolom {place}"
        again = 2
        while name in names:
            name, again = f"{cell[:80]} ({again})", again + 1
        names.append(name)
    return names


def read_csv(content: bytes) -> Iterator[Line]:
    """Each row with the number of its first line."""
    text = decode(content)
    first, _, rest = text.partition("\n")
    begin, separator = 0, ""
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:  # Excel's own note
        begin, separator, text = 1, first[4], rest
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or guess_separator(text), strict=True
    )
    line = begin
    try:
        for cells in reader:
            yield line + 1, cells
            line = begin + reader.line_num
    except csv.Error:
        raise Unreadable(FileProblem.QUOTES, str(line + 1)) from None


def decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise Unreadable(FileProblem.NOT_A_LIST)
    else:
        # Old Excel writes Windows-1252; hardly any text in it is by chance UTF-8.
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Unreadable(FileProblem.NOT_A_LIST)
        return text
    raise Unreadable(FileProblem.ENCODING)


def guess_separator(text: str) -> str:
    # The one that splits most of the first rows into the same number of cells.
    return max(SEPARATORS, key=lambda separator: evenness(text, separator))


def evenness(text: str, separator: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(cells) for cells in islice(reader, SAMPLE))
    except csv.Error:
        return 0, 0
    # The most common width, and how many of the first rows have it.
    wide = [(count, width) for width, count in widths.items() if width > 1]
    return max(wide, default=(0, 0))
