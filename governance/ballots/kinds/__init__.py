"""The kinds of poll. The app that owns a kind registers it when it loads, so that opening, casting,
closing and counting treat every poll alike and never import upwards."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.utils.functional import Promise

from governance.ballots.kinds.configuration import Configuration, Rules
from governance.ballots.kinds.forms import BallotForm, Drafting
from governance.ballots.kinds.polls import Choice, PollLike
from governance.rules.quorum import Attendance, Quorum

R = TypeVar("R", bound=Rules)
C = TypeVar("C", bound=Configuration)
Shared = Mapping[str, Any]
"""The fields of a `Configuration`, but for `rule` and `body_size`, which the kind knows."""
Draw = Callable[[Sequence[str]], Sequence[str]]
Report = Callable[[str, int, int | None], None]
"""Says how far a count is: stage, done, total (None while unknown)."""
PARTS = ("fields", "choice", "rules", "result")
"""The templates that every kind has."""


def by_lot(keys: Sequence[str]) -> Sequence[str]:
    return random.SystemRandom().sample(keys, len(keys))


class InvalidBallot(Exception):
    """The ballot does not fit the poll's frozen rules; `problem` is a word for it."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Count(Protocol[R, C]):
    """How one kind of poll is frozen, checked and counted: by its own `Rules` and `Configuration`.

    Both are read strictly from JSON: BadData for a key that is unknown or missing.
    """

    name: str
    slow: bool = False  # then the count runs as a task

    def read_rules(self, data: Any) -> R: ...

    def read_configuration(self, data: Any) -> C: ...

    def freeze(self, poll: PollLike, rules: R, shared: Shared, draw: Draw = by_lot) -> C:
        """The configuration of this poll. Raises CountError for rules that cannot be counted.
        `draw`: an order of its keys for ties, where the rules do not bring one."""
        ...

    def quorum(self, configuration: C) -> Quorum | None:
        """How many must take part; None where any number will do."""
        return None

    def check(self, choice: Choice, configuration: C) -> Choice:
        """The canonical choice. Raises InvalidBallot."""
        ...

    def count(
        self, configuration: C, turnout: Attendance, ballots: Mapping[str, int], report: Report
    ) -> Choice:
        """The result as JSON-able data, of the distinct canonical choices with their number."""
        ...

    def recount(self, rule: str) -> str:
        """The module whose `recount(frozen, ballots)` counts the same again by the rule of this
        name, with the standard library alone, and says what it found under the keys of `count`.
        `frozen` is the configuration as JSON, with the turnout that closing established:
        {"entitled": {"heads", "votes"}, "present": {"heads", "votes"}}. The module goes into the
        evidence file as text."""
        ...


@dataclass(frozen=True)
class BallotsFile:
    """A format for single ballots. `ending`: of the file, and the name of its address in the app.
    `text`: writes it from the ballots, in an order that says nothing of voting, and the result."""

    ending: str
    label: str | Promise
    text: Callable[[Sequence[str], Any], str]


class Paper(Protocol):
    """How one kind of poll is written, filled in and shown.

    Its templates are `<folder>/{fields,choice,rules,result}.html`, where `folder` is
    `<label of the app>/<kind>`. `fields` is the part of the ballot paper that is filled in; the
    page that checks receipts shows it too. A `paper.html` is there where the paper needs more.
    Templates read no database: what they print comes from the `shown_...` methods.
    """

    folder: str
    page: str = "ballots:poll"
    # The address where voters read about a poll of this kind. Its namespace also has `csv` and
    # `json`, and the ending of the ballots' file.
    drafting: Drafting | None = None  # None: its drafts are made elsewhere
    publishable: bool = False
    # Whether everybody may have the single ballots, if there are enough of them. Not so where
    # persons are elected, nor where what a voter chose is as good as a signature.

    def form(self, poll: PollLike) -> type[BallotForm]: ...

    def table(self, poll: PollLike, result: Any) -> list[list[str]]:
        """The totals of a result as rows of text, the first one a heading; none: no such file."""
        return []

    def ballots_file(self, poll: PollLike) -> BallotsFile | None:
        """The single ballots for a recount with other programs; None where no format fits."""
        return None

    def shown_rules(self, poll: PollLike) -> Any:
        """What `rules.html` prints, as `rules`. Raises CountError for a draft it cannot read."""
        return poll.configuration if poll.opened else poll.draft_rules

    def shown_result(self, poll: PollLike, result: Any) -> Any:
        """What `result.html` prints, as `result`."""
        return result

    def shown_choice(self, poll: PollLike, choice: Choice) -> Any:
        """What `choice.html` prints, as `choice`."""
        return choice

    def finding(self, poll: PollLike, result: Choice) -> str:
        """The words with which the chair could establish a result."""
        return ""

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        """What a ballot says, in one line; empty for a blank one."""
        ...

    def copy(self, first: Any, again: Any) -> None:  # polls, as the models of the kind know them
        """Takes what the kind keeps beside the poll along to a new vote."""
        return None

    @property
    def templates(self) -> dict[str, str]:
        return {part: f"{self.folder}/{part}.html" for part in PARTS}

    @property
    def paper_templates(self) -> list[str]:
        """The ballot paper: the kind's own, or the one that only has the fields."""
        return [f"{self.folder}/paper.html", "ballots/voting/paper_fields.html"]


_counts: dict[str, Count[Any, Any]] = {}
_papers: dict[str, Paper] = {}


def register(count: Count[R, C], paper: Paper) -> None:
    _counts[count.name], _papers[count.name] = count, paper


def count_of(name: str) -> Count[Any, Any]:
    return _counts[name]


def paper_of(name: str) -> Paper:
    return _papers[name]


def names() -> list[str]:
    return list(_counts)


def drafted() -> dict[str, Drafting]:
    """The kinds whose drafts are written on this site, in the order of their addresses."""
    found = {name: paper.drafting for name, paper in _papers.items() if paper.drafting}
    return dict(sorted(found.items(), key=lambda item: item[1].slug or ""))
