"""The JSON text of a result. `docs/count.md` is the contract."""

import json
from collections.abc import Iterable
from typing import Any


class Number(str):
    """Digits that are written as a number: exact where a float would not be."""

    __slots__ = ()


def dump(value: Any, indent: str = "") -> str:
    """As `json.dumps(value, ensure_ascii=False, indent=2)`, with `Number` besides."""
    if isinstance(value, Number):
        return str(value)
    deeper = indent + "  "
    if isinstance(value, dict):
        rows = [f"{_scalar(key)}: {dump(inner, deeper)}" for key, inner in value.items()]
        return _block("{", rows, "}", indent)
    if isinstance(value, list | tuple):
        return _block("[", [dump(inner, deeper) for inner in value], "]", indent)
    return _scalar(value)


def _scalar(value: str | int | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(opening: str, rows: Iterable[str], closing: str, indent: str) -> str:
    inner = f",\n{indent}  ".join(rows)
    return f"{opening}\n{indent}  {inner}\n{indent}{closing}" if inner else opening + closing
