"""The program that counts a kind of poll again with the standard library alone."""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from governance.ballots.kinds import Kind
from governance.ballots.standalone.verify import contains

Recount = Callable[[Mapping[str, Any], Mapping[str, int]], Any]

__all__ = ["contains", "of", "source_of"]


def of(kind: Kind) -> Recount | None:
    """The second count of this kind; None where there is none."""
    if not kind.recount:
        return None
    recount: Recount = importlib.import_module(kind.recount).recount
    return recount


def source_of(kind: Kind) -> str | None:
    """The text of that program, as it goes into an evidence file."""
    return kind.recount_source() if kind.recount else None
