"""Plain text for a terminal: tables of at most `WIDTH` columns, wrapped sentences."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

WIDTH = 100
GAP = "  "


def clean(text: str) -> str:
    """The text on one line, with other signs in place of those that steer a terminal."""
    joined = " ".join(text.split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in joined)


def width(text: str) -> int:
    """Columns that the text takes: wide signs (Chinese, emoji) two, combining ones none."""
    return sum(map(_columns, text))


def _columns(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cut(text: str, most: int) -> str:
    """The text in at most so many columns, ending in … when it is cut."""
    if width(text) <= most:
        return text
    kept, room = [], most - 1
    for sign in text:
        room -= _columns(sign)
        if room < 0:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + "…"


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to so many columns; `right` aligns it there."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], align: str, flexible: int | None = None
) -> list[str]:
    """Lines of a table. align: one of `<` and `>` per column.

    flexible: the column that is cut when the table would be wider than `WIDTH`.
    """
    cells = [list(head), *map(list, rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    if flexible is not None:
        others = sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
        widths[flexible] = min(widths[flexible], max(16, WIDTH - others))
        for row in cells:
            row[flexible] = cut(row[flexible], widths[flexible])
    lines = [
        GAP.join(pad(*column) for column in zip(row, widths, _rights(align), strict=True)).rstrip()
        for row in cells
    ]
    return [lines[0], "-" * (sum(widths) + len(GAP) * (len(widths) - 1)), *lines[1:]]


def _rights(align: str) -> list[bool]:
    return [side == ">" for side in align]


def facts(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Lines of `name  sentence`, the sentences wrapped under each other."""
    listed = [(name, text) for name, text in rows if text]
    left = max(width(name) for name, _ in listed) + len(GAP)
    lines = []
    for name, text in listed:
        lines += wrapped(text, first=pad(name, left), rest=" " * left)
    return lines


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The sentence in lines of at most `WIDTH` columns."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def heading(text: str) -> list[str]:
    return ["", text.upper(), ""]


def listed(names: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    shown = [clean(name) for name in names]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def number(count: int) -> str:
    return f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 vote`, `2,000 votes`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(part: int, whole: int) -> str:
    """With one decimal, rounded half up; a dash of nothing."""
    if not whole:
        return "-"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"
