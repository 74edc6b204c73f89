"""The program that counts a kind of poll again with the standard library alone."""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from governance.ballots.kinds import Kind
from governance.ballots.standalone.verify import contains

Recount = Callable[[Mapping[str, Any], Mapping[str, int]], Any]

__all__ = ["contains", "of", "source_of"]


def of(kind: Kind) -> Recount | None:
    """The second count of this kind; None where there is none."""
    name = module_of(kind)
    if not name:
        return None
    recount: Recount = importlib.import_module(name).recount
    return recount


def source_of(kind: Kind) -> str | None:
    """The text of that program, as it goes into an evidence file."""
    name = module_of(kind)
    found = importlib.util.find_spec(name) if name else None
    return Path(found.origin).read_text() if found and found.origin else None


def module_of(kind: Kind) -> str:
    return str(getattr(kind, "recount", ""))
