"""Rows of a workbook (XLSX), read without building it up in memory."""

# Not python-calamine: it gives an empty cell for #N/A and for a formula without an outcome, and an
# empty cell takes an e-mail address away; a row number of 999999999 has it end the whole process.

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl  # type: ignore[import-untyped]

from governance.members.imports.problems import FileProblem, Unreadable

MOST_UNPACKED = 300_000_000  # bytes
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how old Excel begins, and a workbook with a password
MOST_LINES = 1 << 20  # of one sheet, empty ones too; Excel has no more
MOST_CELLS = 11_000_000  # of one sheet, empty ones too: a row counts as far as its last cell
WIDEST = 1 << 14  # cells of one row; Excel has no more
PIECE = 1 << 20
ROW, CELL = re.compile(rb"<(?:\w+:)?row[\s>/]"), re.compile(rb"<(?:\w+:)?c[\s>/]")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)"')


def refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable(FileProblem.PASSWORD if locked else FileProblem.OLD_EXCEL)
    if b"application/vnd.oasis.opendocument" in content[:200]:
        raise Unreadable(FileProblem.OPEN_DOCUMENT)


def read(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each row of the first visible sheet, with its number."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from rows(content)
    except Unreadable:
        raise
    except Exception as error:  # a broken workbook breaks its reader in every way there is
        raise Unreadable(FileProblem.BROKEN) from error


def rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise Unreadable(FileProblem.TOO_LARGE)
        refuse_wide(archive)
        sheet = first_sheet(content, outcomes=True)
        formulas, merged = look_through(archive, sheet._worksheet_path)
    lines = outcomes_of(content, sheet) if formulas else sheet.iter_rows(values_only=True)
    first, seen = None, 0
    for number, values in enumerate(lines, start=1):
        if number > MOST_LINES:
            raise Unreadable(FileProblem.BROKEN)
        seen += len(values)
        if seen > MOST_CELLS:
            raise Unreadable(FileProblem.TOO_MANY_COLUMNS, str(number))
        cells = [text(value) for value in values]
        if first is None and sum(map(bool, cells)) > 1:
            first = number
            refuse_merged(merged, first)
        yield number, cells


def refuse_wide(archive: zipfile.ZipFile) -> None:
    """Refuses a row so wide that the reader would need very long."""
    for entry in archive.infolist():
        number, width = 0, 0
        with archive.open(entry) as source:
            while piece := source.read(PIECE):
                begun, *rows = ROW.split(piece)
                widths = [width + len(CELL.findall(begun)), *(len(CELL.findall(r)) for r in rows)]
                if max(widths) > WIDEST:
                    where = number + widths.index(max(widths))
                    raise Unreadable(FileProblem.TOO_MANY_COLUMNS, str(where))
                number, width = number + len(rows), widths[-1]


def outcomes_of(content: bytes, sheet: Any) -> Iterator[list[Any]]:
    """The cells of a sheet with formulas: the stored outcome, or else the formula itself."""
    formulas = first_sheet(content, outcomes=False).iter_rows(values_only=True)
    for cells, written in zip(sheet.iter_rows(), formulas, strict=False):
        # A row with a formula without an outcome is refused for it.
        yield [
            formula
            if cell.value is None and formula is not None and cell.data_type != "str"
            else cell.value
            for cell, formula in zip(cells, written, strict=False)
        ]


def first_sheet(content: bytes, *, outcomes: bool) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=outcomes)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise Unreadable(FileProblem.EMPTY)
    sheet = visible[0]
    sheet.reset_dimensions()  # what a file says about its own size is not always so
    return sheet


def look_through(archive: zipfile.ZipFile, path: str) -> tuple[bool, list[str]]:
    """Whether the sheet holds formulas, and which cells are merged."""
    formulas, merged, tail = False, [], b""
    with archive.open(path) as source:
        while piece := source.read(PIECE):
            seen = tail + piece
            formulas = formulas or FORMULA.search(seen) is not None
            merged += [found.decode() for found in MERGED.findall(seen)]
            tail = seen[-60:]
    return formulas, merged


def refuse_merged(merged: list[str], heading: int) -> None:
    # A title above the headings may stretch over cells; headings and rows may not.
    for area in merged:
        if int(re.findall(r"\d+", area)[-1]) >= heading:
            raise Unreadable(FileProblem.MERGED, area)


def text(value: Any) -> str:
    """A cell as it would be typed: dates as 2026-01-31, whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time.min
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(getattr(value, "text", None) or value)  # a formula over an area has a text
