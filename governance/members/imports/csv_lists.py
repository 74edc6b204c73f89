"""Rows out of a CSV file: UTF-8, UTF-16 or Windows-1252; semicolons, commas or tabs."""

import codecs
import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from governance.members.imports.problems import FileProblem, Unreadable

Line = tuple[int, list[str]]
SEPARATORS = ";,\t"
SAMPLE = 20
"""Rows looked at to find out what stands between the cells."""


def read(content: bytes) -> Iterator[Line]:
    """Each row with the number of the line where it begins."""
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
    """Windows-1252 is what old Excel writes; hardly any text in it is by chance UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    elif b"\0" in content:
        raise Unreadable(FileProblem.NOT_A_LIST)
    else:
        tries = ["utf-8-sig", "cp1252"]
    for encoding in tries:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Unreadable(FileProblem.NOT_A_LIST)
        return text
    raise Unreadable(FileProblem.ENCODING)


def guess_separator(text: str) -> str:
    """The one that cuts the most of the first rows into equally many cells."""
    return max(SEPARATORS, key=lambda separator: evenness(text, separator))


def evenness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have the commonest width, and that width."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(cells) for cells in itertools.islice(reader, SAMPLE))
    except csv.Error:
        return 0, 0
    wide = [(count, width) for width, count in widths.items() if width > 1]
    return max(wide, default=(0, 0))
