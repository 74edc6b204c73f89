"""Exact numbers, JSON, and plain text for a terminal. `docs/count.md` is the contract."""

import json
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

WIDTH = 100  # columns of a terminal
GAP = "  "


# --- numbers: votes and money are never rounded by a float


@contextmanager
def long_numbers() -> Iterator[None]:
    """Allows integers of any length: an exact price can have thousands of digits."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def digits(scale: int) -> int:
    """Decimals of an amount in 1/scale; `scale` is a power of ten."""
    return len(str(scale)) - 1


def decimal(units: int, scale: int, places: int, separator: str = "") -> str:
    """units / scale with `places` decimals, exact; `scale` is a power of ten <= 10**places."""
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units) * 10**places // scale, 10**places)
    before = f"{whole:,}".replace(",", separator)
    return f"{sign}{before}.{rest:0{places}}" if places else f"{sign}{before}"


def money(minor: int, scale: int) -> str:
    """Minor units as a number like in the file: whole, or with the decimals that it needs."""
    text = decimal(minor, scale, digits(scale))
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(minor: Fraction, scale: int) -> str:
    """An amount in the file's money: an integer, or "num/den"."""
    return str(minor / scale)


def counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def percent(part: int, whole: int) -> str:
    """With one decimal, rounded half up; "-" if the whole is 0."""
    if not whole:
        return "-"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


# --- JSON


class Number(str):
    # Written as a number in JSON: exact where a float would not be.

    __slots__ = ()


def dump(value: Any, indent: str = "") -> str:
    """Like `json.dumps(value, ensure_ascii=False, indent=2)`, but with `Number`."""
    if isinstance(value, Number):
        return str(value)
    deeper = indent + "  "
    if isinstance(value, dict):
        rows = [f"{dump(key)}: {dump(inner, deeper)}" for key, inner in value.items()]
        return _block("{", rows, "}", indent)
    if isinstance(value, list | tuple):
        return _block("[", [dump(inner, deeper) for inner in value], "]", indent)
    return json.dumps(value, ensure_ascii=False)


def _block(opening: str, rows: Iterable[str], closing: str, indent: str) -> str:
    inner = f",\n{indent}  ".join(rows)
    return f"{opening}\n{indent}  {inner}\n{indent}{closing}" if inner else opening + closing


# --- text in columns


def clean(text: str) -> str:
    """The text on one line, without the signs that control a terminal."""
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
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], align: str, flexible: int | None = None
) -> list[str]:
    """Lines of a table; `align` has one of `<` and `>` per column."""
    # The `flexible` column is cut when the table would be wider than `WIDTH`.
    cells = [list(head), *map(list, rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    if flexible is not None:
        others = sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
        widths[flexible] = min(widths[flexible], max(16, WIDTH - others))
        for row in cells:
            row[flexible] = cut(row[flexible], widths[flexible])
    rights = [side == ">" for side in align]
    lines = [
        GAP.join(pad(*column) for column in zip(row, widths, rights, strict=True)).rstrip()
        for row in cells
    ]
    return [lines[0], "-" * (sum(widths) + len(GAP) * (len(widths) - 1)), *lines[1:]]


def facts(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Lines of `name  sentence`, with the sentences wrapped under each other."""
    told = [(name, text) for name, text in rows if text]
    left = max(width(name) for name, _ in told) + len(GAP)
    return [
        line
        for name, text in told
        for line in wrapped(text, first=pad(name, left), rest=" " * left)
    ]


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def heading(text: str) -> list[str]:
    return ["", text.upper(), ""]


def listed(names: Sequence[str]) -> str:
    shown = [clean(name) for name in names]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
