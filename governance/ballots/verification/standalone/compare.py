"""Compares a stored result with what was counted again: the standard library and nothing else.

Both are plain JSON data. Of a dict every key that was counted again must be there and agree; a list
has the same length and agrees element by element; anything else is equal and of one type, so
that `true` is not 1.
"""

from collections.abc import Iterator
from typing import Any


def contains(whole: Any, part: Any) -> bool:
    """Whether the stored result (`whole`) says everything that was counted again (`part`)."""
    return next(differences(whole, part), None) is None


def differences(whole: Any, part: Any, at: str = "result") -> Iterator[str]:
    """A line for each place where they do not agree: result.stages[2].totals[0]: ..."""
    if isinstance(part, dict) and isinstance(whole, dict):
        for key in part:
            if key in whole:
                yield from differences(whole[key], part[key], f"{at}.{key}")
            else:
                yield f"{at}.{key}: missing, {part[key]!r} is counted"
    elif isinstance(part, list) and isinstance(whole, list) and len(part) == len(whole):
        for number, (mine, theirs) in enumerate(zip(whole, part, strict=True)):
            yield from differences(mine, theirs, f"{at}[{number}]")
    elif type(whole) is not type(part) or whole != part:
        yield f"{at}: {whole!r} is stored, {part!r} is counted"
