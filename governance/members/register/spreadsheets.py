"""Tables as files for spreadsheets, in which nothing is a formula."""

import datetime
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell  # type: ignore[import-untyped]

from governance.csv_files import csv_lines, guard

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = 500  # sent at a time
FIRST_YEAR = 1900  # a spreadsheet knows no dates before it


def csv_text(headings: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    lines = csv_lines(chain([headings], rows), separator=",")
    while piece := "".join(islice(lines, LINES)):
        yield piece.encode()


def xlsx(headings: list[str], rows: Iterable[list[Any]]) -> IO[bytes]:
    """A workbook in a temporary file, which is gone when it is closed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([guard(heading) for heading in headings])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return file


def cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime.date):
        if value.year < FIRST_YEAR:
            return value.isoformat()
        made = WriteOnlyCell(sheet, value)
        made.number_format = "yyyy-mm-dd"
        return made
    if isinstance(value, str):
        return guard(ILLEGAL_CHARACTERS_RE.sub("", value))
    return value
