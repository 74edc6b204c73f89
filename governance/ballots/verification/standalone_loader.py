"""The program that counts a kind of poll again with only the standard library."""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from governance.ballots.kinds import Count
from governance.ballots.verification.standalone.verify import contains

Recount = Callable[[Mapping[str, Any], Mapping[str, int]], Any]

__all__ = ["contains", "recount_of", "source_of"]


def recount_of(count: Count[Any, Any], rule: str) -> Recount:
    recount: Recount = importlib.import_module(count.recount(rule)).recount
    return recount


def source_of(count: Count[Any, Any], rule: str) -> str:
    """The text of that program, as it goes into an evidence file."""
    module = count.recount(rule)
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise LookupError(f"{module}, which counts {count.name} again, is no file")
    return Path(spec.origin).read_text(encoding="utf-8")
