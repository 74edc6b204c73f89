"""Read and write `.blt` files, the ballots of an STV count."""

# Format: Hill, Wichmann and Woodall, "Algorithm 123: Single Transferable Vote by Meek's Method",
# The Computer Journal 30 (1987), with the additions of OpenSTV and OpaVote:
#
#     4 2                 4 candidates, 2 seats
#     -3                  candidate 3 has withdrawn (such lines may be absent)
#     3 1 4 0             3 voters: candidate 1 first, candidate 4 second
#     (id 7) 1 2=4 - 1 0  a ballot with an id; 2 and 4 ranked equal, then a skipped rank, then 1
#     5 0                 5 blank ballots
#     0                   the end of the ballots
#     "Anna ""An"" Smit"  a name per line, in quotes or not, and at last a title, or none
#
# Comments run from `#` to the end of the line, quotes aside. Skipped ranks are closed up, and ids
# are not kept. A ballot is on one line: in files where it may run on, a lost 0 would join two
# ballots without a sign. Text that is not UTF-8 is read as Windows-1252, as old files are:
# a strange letter in a name does less harm than a count that cannot be checked.

import os
import re
from collections import Counter
from collections.abc import Sequence
from typing import NoReturn

from governance.rules.ballot_file import (
    BallotFile,
    Ranks,
    WholeNumbers,
    add_up,
    check_distinct,
    quoted,
    spread,
    whole,
)
from governance.rules.profile import Ballot, Rank
from governance.rules.source import FileError, decode, load, split_lines

BALLOT_ID = re.compile(r"\s*\([^)]*\)")
WITHDRAWN = re.compile(r"-[0-9]{1,18}", re.ASCII)
PARTS = re.compile(r"[0-9]*[.,/][0-9]+", re.ASCII)
QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')


def read(path: str | os.PathLike[str]) -> BallotFile:
    return parse(load(path), str(path))


def parse(source: bytes | str, name: str = "<text>") -> BallotFile:
    return _Reader(name, split_lines(decode(source, name, "cp1252"))).file()


def write(file: BallotFile) -> str:
    """The text of the file, to be stored as UTF-8; `parse` gives the same content back."""
    # ValueError for what the format cannot hold: no seats, more seats than candidates, an unknown
    # or repeated withdrawn name, a name that is empty, with outer white space or a line end.
    names, seats = file.profile.candidates, file.seats
    if seats is None or not 1 <= seats <= len(names):
        raise ValueError(f"A .blt file cannot tell {seats} seats for {len(names)} candidates.")
    number = {name: place for place, name in enumerate(names, 1)}
    if len(set(file.withdrawn)) < len(file.withdrawn) or not number.keys() >= set(file.withdrawn):
        raise ValueError("A withdrawn candidate is unknown or named twice.")
    lines = [f"{len(names)} {seats}", *(f"-{number[name]}" for name in file.withdrawn)]
    if file.profile.blank:
        lines.append(f"{file.profile.blank} 0")
    for ballot, voters in file.profile.ballots.items():
        lines.append(" ".join([str(voters), *map(_written, ballot), "0"]))
    lines += ["0", *map(_quoted, names)]
    if file.title:
        lines.append(_quoted(file.title))
    return "\n".join(lines) + "\n"


def _written(rank: Rank) -> str:
    group = rank if isinstance(rank, tuple) else (rank,)
    return "=".join(str(candidate + 1) for candidate in group)


def _quoted(name: str) -> str:
    if not name or name != name.strip() or "\n" in name or "\r" in name:
        raise ValueError(f"The name {name!r} cannot be written.")
    return '"' + name.replace('"', '""') + '"'


def _bare(line: str) -> list[str]:
    """The words of a line of ballots, without id and comment; an id alone leaves one empty word."""
    found = BALLOT_ID.match(line)
    words = line[found.end() if found else 0 :].partition("#")[0].split()
    return words or ([""] if found else [])


class _Reader:
    # Reads from the top down, so that the first wrong line is the one in the message.

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.place = 0  # in `lines`, of what is read next
        self.candidates, self.seats = self._header()
        self.withdrawn = self._withdrawn()

    def file(self) -> BallotFile:
        end = self._end()
        ballots, numbers = self._ballots(end)
        if end == len(self.lines):
            self._fail(self._last(), "The ballots do not end with a line that holds only a 0.")
        names, title = self._names(end + 1)
        gone = tuple(names[candidate] for candidate in self.withdrawn)
        return BallotFile(self.name, title, add_up(ballots, numbers, names), self.seats, gone)

    def _fail(self, where: int | str, sentence: str) -> NoReturn:
        """`where`: the number of the line, or a line of ballots itself, the first one like it."""
        line = where if isinstance(where, int) else self.lines.index(where, self.place) + 1
        raise FileError(self.name, line, sentence)

    def _last(self) -> int:
        filled = (line for line in range(len(self.lines), 0, -1) if self.lines[line - 1].strip())
        return next(filled, 1)

    def _next_words(self) -> list[str]:
        while self.place < len(self.lines):
            words = self.lines[self.place].partition("#")[0].split()
            if words:
                return words
            self.place += 1
        return []

    def _header(self) -> tuple[int, int]:
        words = self._next_words()
        if not words:
            self._fail(1, "The file is empty.")
        self.place += 1
        line = self.place
        numbers = [number for number in map(whole, words) if number is not None]
        if len(words) != 2 or len(numbers) != 2:
            self._fail(line, "The first line is not two whole numbers: candidates and seats.")
        candidates, seats = numbers
        if not candidates:
            self._fail(line, "There are no candidates.")
        if not 1 <= seats <= candidates:
            self._fail(line, f"There are {seats} seats for {candidates} candidates.")
        if candidates > len(self.lines) - line:
            self._fail(line, f"There are {candidates} candidates, more than lines to name them.")
        return candidates, seats

    def _withdrawn(self) -> list[int]:
        gone: list[int] = []
        while (words := self._next_words()) and words[0].startswith("-"):
            self.place += 1
            for word in words:
                if not WITHDRAWN.fullmatch(word):
                    self._fail(
                        self.place, f"{quoted(word)} is not a withdrawn candidate, as -2 is."
                    )
                candidate = self._candidate(word[1:], self.place)
                if candidate in gone:
                    self._fail(self.place, f"Candidate {candidate + 1} is withdrawn twice.")
                gone.append(candidate)
        return gone

    def _end(self) -> int:
        """The place of the 0 that ends the ballots, or of the end of the file."""
        try:
            return self.lines.index("0", self.place)
        except ValueError:  # then there is something beside it, or it is not there
            places = range(self.place, len(self.lines))
            ends = (p for p in places if self.lines[p].partition("#")[0].strip() == "0")
            return next(ends, len(self.lines))

    def _ballots(self, end: int) -> tuple[list[Ballot], list[int]]:
        """The ballots before this place, and how many voters cast each."""
        # Equal lines are read once. Good lines without skipped ranks, nearly all, go the quick way.
        weights = WholeNumbers()
        ranks = Ranks(self.candidates, "=")
        rank, number = ranks.__getitem__, ranks.numbers.__getitem__
        ballots: list[Ballot] = []
        numbers: list[int] = []
        ballot: Ballot
        ranked: Sequence[Rank]
        for line, times in Counter(self.lines[self.place : end]).items():
            words = line.split()
            if not words or words[0][0] == "(" or "#" in line:
                words = _bare(line)
            try:
                weight = weights[words[0]]
                if len(words) == 3 and "=" in words[1]:  # an approval: such words hardly repeat
                    group = sorted(map(number, words[1].split("=")))
                    ballot, ranked = (tuple(group),), group
                else:
                    ballot = tuple(map(rank, words[1:-1]))
                    ranked = spread(ballot) if "=" in line else ballot
                good = words[-1] == "0" and weight > 0 and len(set(ranked)) == len(ranked)
            except LookupError:
                good = False
            if not good:
                if not words:
                    continue
                weight, ballot = self._ballot(words, line)
            ballots.append(ballot)
            numbers.append(weight * times)
        return ballots, numbers

    def _ballot(self, words: list[str], text: str) -> tuple[int, Ballot]:
        """The weight and the ballot on a line of any kind."""
        weight = self._weight(words[0], text)
        if len(words) == 1 or words[-1] != "0":
            self._fail(text, "The ballot does not end with a 0 on its line.")
        ranks: list[Rank] = []
        seen: set[int] = set()
        for word in words[1:-1]:
            if word != "-":
                group = [self._once(number, seen, text) for number in word.split("=")]
                ranks.append(tuple(sorted(group)) if len(group) > 1 else group[0])
        return weight, tuple(ranks)

    def _weight(self, word: str, where: str) -> int:
        weight = whole(word)
        if weight:
            return weight
        if weight == 0:
            self._fail(where, "The weight of a ballot is 0.")
        if PARTS.fullmatch(word):
            self._fail(where, f"The weight {quoted(word)} is not a whole number of voters.")
        expected = "the weight of a ballot, or the 0 that ends the ballots, is expected"
        self._fail(where, f"{quoted(word)} stands where {expected}.")

    def _once(self, word: str, seen: set[int], where: str) -> int:
        if whole(word) == 0:
            self._fail(where, "There is a 0 before the end of the line; it ends a ballot.")
        candidate = self._candidate(word, where)
        if candidate in seen:
            self._fail(where, f"The ballot ranks candidate {candidate + 1} twice.")
        seen.add(candidate)
        return candidate

    def _candidate(self, word: str, where: int | str) -> int:
        number = whole(word)
        if number is None:
            self._fail(where, f"{quoted(word)} is not the number of a candidate.")
        if not 1 <= number <= self.candidates:
            self._fail(where, f"There is no candidate {number}, only 1 to {self.candidates}.")
        return number - 1

    def _names(self, start: int) -> tuple[list[str], str]:
        filled = [place for place in range(start, len(self.lines)) if self._text(place)]
        named, rest = filled[: self.candidates], filled[self.candidates :]
        names = [(place + 1, self._name(place)) for place in named]
        check_distinct(names, self.name)
        if len(named) < self.candidates:
            sentence = f"The file names {len(named)} candidates of the {self.candidates} it tells."
            self._fail(self._last(), sentence)
        title = self._name(rest[0]) if rest else ""
        if len(rest) > 1:
            self._fail(rest[1] + 1, "This line comes after all the names and the title.")
        return [name for _, name in names], title

    def _text(self, place: int) -> str:
        # A comment is cut off unless it stands in or after quotes.
        text = self.lines[place].strip()
        return text if text.startswith('"') else text.partition("#")[0].strip()

    def _name(self, place: int) -> str:
        text = self._text(place)
        if not text.startswith('"'):
            return text
        found = QUOTED.match(text)
        if found is None:
            self._fail(place + 1, "A quote is opened that is not closed.")
        rest = text[found.end() :].strip()
        if rest and not rest.startswith("#"):
            self._fail(place + 1, "There is text behind the quotes; inside them, double a quote.")
        return found[1].replace('""', '"').strip()
