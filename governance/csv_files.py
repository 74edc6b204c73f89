"""CSV files as a spreadsheet reads them, in which no cell is a formula (CSV injection, OWASP)."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guard(value: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe before it; the rest stays as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def unguard(text: str) -> str:
    """The reverse of `guard`. Names such as 't Hart stay what they are."""
    return text[1:] if GUARDED.match(text) else text


class Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[Any]], *, separator: str = ";") -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=separator)
    yield "\ufeff"  # or Excel takes UTF-8 for Windows-1252
    for row in rows:
        yield writer.writerow([guard(cell) for cell in row])


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    return "".join(csv_lines(rows))
