"""The kinds of poll. The wing that owns a kind registers it here when the app loads, so that
opening, casting, closing and counting treat every poll alike and never import upwards."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from governance.ballots.forms import BallotForm
    from governance.ballots.models import Poll

Choice = dict[str, Any]
"""What a ballot says, as JSON: its keys are the kind's own."""

Report = Callable[[str, int, int | None], None]
"""Tells how far a count is: stage, done, total (None while unknown)."""


class InvalidBallot(Exception):
    """The ballot does not fit the poll's frozen rules; `problem` is a word for it."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one kind of poll is frozen, filled in, checked and counted.

    `freeze` gives the part of the frozen configuration that is the kind's own. `check` returns
    the canonical choice or raises InvalidBallot; it sees the frozen configuration only. `count`
    takes the frozen configuration and the distinct canonical choices (as JSON) with their
    number, and returns the result as JSON-able data. A `slow` count runs as a task. `page` names
    the address where voters read about a poll of this kind. `copy` takes what the kind keeps beside
    the poll along to a new vote. `recount` names a module that imports only the standard library;
    its `recount(frozen, ballots)` counts the same again, from the documents instead of from our
    rules, and says what it found under the keys of `count`.

    What `count` gets is the frozen configuration and, as "turnout", what closing established:
    {"entitled": {"heads", "votes"}, "present": {"heads", "votes"}}.
    """

    name: str
    rule: str
    version: int
    freeze: Callable[[Poll], Choice]
    check: Callable[[Choice, Mapping[str, Any]], Choice]
    count: Callable[[Mapping[str, Any], Mapping[str, int], Report], Choice]
    form: str
    paper_template: str
    choice_template: str
    rules_template: str
    result_template: str
    copy: Callable[[Poll, Poll], None] | None = None
    page: str = "ballots:poll"
    slow: bool = False
    recount: str = ""

    def form_class(self) -> type[BallotForm]:
        module, _, name = self.form.rpartition(".")
        form: type[BallotForm] = getattr(importlib.import_module(module), name)
        return form

    def recount_source(self) -> str:
        """The text of the file that counts polls of this kind again, on its own."""
        spec = importlib.util.find_spec(self.recount)
        if spec is None or spec.origin is None:
            raise LookupError(f"{self.name} names no file that counts again")
        return Path(spec.origin).read_text(encoding="utf-8")


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]


def registered() -> list[Kind]:
    return list(_kinds.values())
