"""Tables as files that a spreadsheet opens, and in which nothing is a formula."""

import csv
import datetime
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell  # type: ignore[import-untyped]

from governance.members.imports.guarding import guard

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = 500
"""So many lines of a CSV file go out together."""
FIRST_YEAR = 1900
"""Before that a spreadsheet knows no dates."""


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run, with an apostrophe before it; the rest as it is."""
    return guard(value) if isinstance(value, str) else value


class Echo:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_text(headings: list[str], rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it; dates as 2026-11-25."""
    writer = csv.writer(Echo())
    lines = ["\ufeff", writer.writerow([harmless(heading) for heading in headings])]
    for row in rows:
        lines.append(writer.writerow([harmless(cell) for cell in row]))
        if len(lines) >= LINES:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def xlsx(headings: list[str], rows: Iterable[list[Any]]) -> IO[bytes]:
    """A workbook in a file without a name, which is gone when it is closed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([harmless(heading) for heading in headings])
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
        return harmless(ILLEGAL_CHARACTERS_RE.sub("", value))
    return value
