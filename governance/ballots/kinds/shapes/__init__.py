"""The shapes of a ballot: what it says, how it is checked, and what the rules read in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from governance.ballots import kinds
from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.shapes.form import ShapeForm
from governance.rules.points import PointsProfile
from governance.rules.profile import Profile

Names = Mapping[str, str]  # the label of each key
Line = tuple[str, str]  # a number, if there is one, and a name


@dataclass(frozen=True)
class Said:
    """A ballot in words. `mark` follows each number, for those who hear the page."""

    lines: list[Line]
    intro: str = ""
    mark: str = ""
    note: str = ""


class Shape(Protocol):
    """`key` is the one key of a ballot of this shape, and its name in site/static/js/check.js."""

    name: str
    key: str
    form: type[ShapeForm]
    ranked: bool = True  # whether the rules read it as a ranking, and so a file of ballots too

    def how_you_vote(self, rules: Data) -> str: ...

    def longest(self, keys: Sequence[str], rules: Data) -> Iterable[Any]:
        """What the longest ballots say."""
        ...

    def check(self, said: Any, configuration: Configuration) -> Any:
        """What a ballot says, in its one spelling. Raises InvalidBallot."""
        ...

    def ballot(self, said: Any, place: Mapping[str, int]) -> Any:
        """The same as the rules read it, with the numbers of the candidates."""
        ...

    def read(self, said: Any, names: Names, configuration: Configuration) -> Said: ...

    def in_words(self, said: Any, names: Names) -> str:
        """What a ballot says, in one line; empty for a blank one."""
        ...

    def profile(
        self, configuration: Configuration, ballots: Mapping[str, int]
    ) -> Profile | PointsProfile:
        """The aggregated profile of the distinct ballots; its candidates are the keys."""
        place = {key: index for index, (key, _label) in enumerate(configuration.choices)}
        counts: Counter[Any] = Counter()
        for body, number in ballots.items():
            counts[self.ballot(json.loads(body)[self.key], place)] += number
        blank = counts.pop((), 0)
        made = Profile if self.ranked else PointsProfile
        return made(tuple(place), dict(counts), blank)


def check_names(named: Any, configuration: Configuration) -> None:
    """Choices of this poll, each once. Raises InvalidBallot with "wrong shape", "unknown
    candidate" or "repeated candidate"."""
    if not isinstance(named, list) or not all(isinstance(key, str) for key in named):
        raise kinds.InvalidBallot("wrong shape")
    if not set(named) <= configuration.labels.keys():
        raise kinds.InvalidBallot("unknown candidate")
    if len(set(named)) < len(named):
        raise kinds.InvalidBallot("repeated candidate")
