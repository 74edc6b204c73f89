"""The kinds of poll. The wing that owns a kind registers it here when the app loads, so that
opening, casting, closing and counting treat every poll alike and never import upwards."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    the poll along to a new vote, and `discard` deletes it with a draft. `finding` proposes the
    words with which the chair establishes a result.

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
    discard: Callable[[Poll], None] | None = None
    finding: Callable[[Poll, Choice], str] | None = None
    page: str = "ballots:poll"
    slow: bool = False

    def form_class(self) -> type[BallotForm]:
        module, _, name = self.form.rpartition(".")
        form: type[BallotForm] = getattr(importlib.import_module(module), name)
        return form


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]
