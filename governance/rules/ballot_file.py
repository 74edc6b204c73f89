"""The content of a file of ranked ballots, and what its readers share."""

# The readers are `blt`, `preflib` and `pairwise_file`. Each has `read` for a path and `parse` for
# bytes or text, and gives its content or raises `FileError`, never anything else. Files count
# candidates from 1, a `Profile` from 0. Names and titles are kept without outer white space.

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.rules.profile import Ballot, Profile, Rank
from governance.rules.source import FileError

WHOLE = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class BallotFile:
    """The content of a file of ranked ballots."""

    name: str = field(compare=False)
    title: str
    # Over all candidates, the withdrawn ones too; `profile.without(withdrawn)` is what a rule
    # counts.
    profile: Profile
    # None where the format does not tell (PrefLib).
    seats: int | None = None
    # Names, in the order of the file.
    withdrawn: tuple[str, ...] = ()


class WholeNumbers(dict[str, int]):
    """Text -> whole number, each read once; KeyError for other text."""

    # Quicker than `int`, and stricter: no sign, no underscore, no foreign digits.

    def __missing__(self, text: str) -> int:
        number = whole(text)
        if number is None:
            raise KeyError(text)
        self[text] = number
        return number


class Ranks(dict[str, Rank]):
    """The word of a rank -> the rank, each read once; KeyError for other words."""

    # A word is the number of a candidate, from 1, or several with a sign between them: `2=4`, or in
    # braces `{2,4}`.

    def __init__(self, candidates: int, sign: str, *, braces: bool = False) -> None:
        self.numbers = {str(place + 1): place for place in range(candidates)}
        super().__init__(self.numbers)
        self.sign, self.braces = sign, braces

    def __missing__(self, word: str) -> Rank:
        if self.braces != (word[:1] == "{" and word[-1:] == "}"):
            raise KeyError(word)
        words = (word[1:-1] if self.braces else word).split(self.sign)
        group = tuple(sorted(map(self.numbers.__getitem__, words)))
        if len(set(group)) < len(group):
            raise KeyError(word)
        rank = self[word] = group if len(group) > 1 else group[0]
        return rank


def spread(ballot: Ballot) -> list[int]:
    """The candidates on a ballot, each as often as the ballot names them."""
    groups = (rank if isinstance(rank, tuple) else (rank,) for rank in ballot)
    return [candidate for group in groups for candidate in group]


def whole(text: str) -> int | None:
    """A whole number of at most 18 digits; None when the text is something else."""
    return int(text) if WHOLE.fullmatch(text) else None


def quoted(text: object) -> str:
    """Text from a file for a sentence: in quotes, on one line, not too long."""
    words = repr(text)
    return words if len(words) <= 60 else words[:57] + "..."


def add_up(ballots: Sequence[Ballot], numbers: Sequence[int], candidates: Sequence[str]) -> Profile:
    """The profile of ballots, each with a number of voters; a ballot may come more than once."""
    counts = dict(zip(ballots, numbers, strict=True))
    if len(counts) < len(ballots):
        counts = {}
        for ballot, number in zip(ballots, numbers, strict=True):
            counts[ballot] = counts.get(ballot, 0) + number
    blank = counts.pop((), 0)
    return Profile(tuple(candidates), counts, blank)


def check_distinct(names: Sequence[tuple[int, str]], file: str) -> None:
    """FileError when a name, given with its line, is empty or comes twice."""
    lines: dict[str, int] = {}
    for line, name in names:
        if not name:
            raise FileError(file, line, "The name of a candidate is empty.")
        first = lines.setdefault(name, line)
        if first != line:
            sentence = f"Candidate {quoted(name)} is also on line {first}."
            raise FileError(file, line, sentence)
