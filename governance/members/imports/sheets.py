"""A file as a list with headings, whatever it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from governance.members.imports import csv_lists, workbooks
from governance.members.imports.csv_lists import Line
from governance.members.imports.problems import FileProblem, Unreadable

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 5_000
"""Of one cell; what is longer is cut off, and too long for any field."""
SHOWN = 5
"""Rows that are shown when the columns are named."""
TITLES = 10
"""Rows in which the headings are looked for."""


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
    workbooks.refuse_old(content)
    source = workbooks.read(content) if content.startswith(b"PK") else csv_lists.read(content)
    lines = filled(source)
    top = list(islice(lines, TITLES))
    if not top:
        raise Unreadable(FileProblem.EMPTY)
    place = next((at for at, (_, cells) in enumerate(top) if sum(map(bool, cells)) > 1), 0)
    names = headings(top[place][1])
    return Sheet(names, limited(chain(top[place + 1 :], lines)))


def first_rows(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The headings and the first rows, each as long as the headings."""
    sheet = read(content)
    width = len(sheet.headings)
    rows = [padded(cells, width) for _line, cells in islice(sheet.rows, SHOWN)]
    if not rows:
        raise Unreadable(FileProblem.NO_ROWS)
    return sheet.headings, rows


def padded(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * (width - len(cells)))[:width]


def filled(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with something on them, without empty cells at the end."""
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
    """One name for each column, no two the same: a column without a name is called by its place."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:80] or f"kolom {place}"
        again = 2
        while name in names:
            name, again = f"{cell[:80]} ({again})", again + 1
        names.append(name)
    return names
