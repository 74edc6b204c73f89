"""Read the ranked ballots of PrefLib: `.soc`, `.soi`, `.toc` and `.toi` files."""

# Format: https://preflib.org/format; Mattei and Walsh, "PrefLib: A Library for Preferences" (2013).
# The first letters tell whether ballots are strict (so) or may rank candidates equal (to), the
# last whether every ballot ranks all candidates (c) or not (i).
#
#     # DATA TYPE: toi
#     # NUMBER ALTERNATIVES: 3
#     # NUMBER VOTERS: 6
#     # NUMBER UNIQUE ORDERS: 2
#     # ALTERNATIVE NAME 1: Anna        (and so on; other lines with # are passed over)
#     5: 2,{1,3}
#     1: 3
#
# Read too, in the older form of before 2022, without `#` and title: a line with the number of
# candidates, a line `1,Anna` for each, a line `voters,sum of counts,unique orders`, and then
# ballots `5,2,{1,3}`. A line with nothing behind its count tells of blank ballots. The numbers in
# the header have to agree with the rest of the file.

import os
import re
from collections.abc import Mapping
from pathlib import Path
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

KINDS = ("soc", "soi", "toc", "toi")
CANDIDATES, VOTERS, ORDERS = "NUMBER ALTERNATIVES", "NUMBER VOTERS", "NUMBER UNIQUE ORDERS"
NUMBERS = (CANDIDATES, VOTERS, ORDERS)
NAME = re.compile(r"ALTERNATIVE NAME ([0-9]{1,18})", re.ASCII)
SIGNS = re.compile(r"[{},]|[^{},\s]+")
RANKS = re.compile(r"\{[^{}]*\}|[^{},]+")
Line = tuple[int, str]  # number of the line, text


def read(path: str | os.PathLike[str]) -> BallotFile:
    kind = Path(path).suffix[1:].lower()
    if kind not in KINDS:
        raise FileError(str(path), None, "The name does not end with .soc, .soi, .toc, .toi.")
    return parse(load(path), str(path), kind)


def parse(source: bytes | str, name: str = "<text>", kind: str = "toi") -> BallotFile:
    """The content of a file; `kind` is its extension; `name` stands in messages."""
    if kind not in KINDS:
        raise ValueError(f"The kind {kind!r} is none of {', '.join(KINDS)}.")
    lines = split_lines(decode(source, name))
    filled = [(place, text) for place, text in enumerate(map(str.strip, lines), 1) if text]
    if not filled:
        raise FileError(name, 1, "The file is empty.")
    form = _Reader if filled[0][1].startswith("#") else _Old
    return form(name, kind, filled).file()


class _Reader:
    # The present form. `_Old` differs in the header and in the sign after a count.

    sign = ":"

    def __init__(self, name: str, kind: str, lines: list[Line]) -> None:
        """`lines`: those with text, without outer white space."""
        self.name = name
        self.lines = lines
        self.strict = kind.startswith("so")
        self.complete = kind.endswith("c")
        self.title = ""
        self.names: tuple[str, ...] = ()
        self.declared: dict[str, tuple[int, int]] = {}  # number, and the line that tells it
        self.start = self._header(kind)

    def file(self) -> BallotFile:
        ballots, numbers = self._orders()
        profile = add_up(ballots, numbers, self.names)
        self._check_number(VOTERS, {sum(numbers)})
        # Some publish equal orders on lines apart, and count them as one or as more.
        different = profile.distinct + (1 if profile.blank else 0)
        self._check_number(ORDERS, {len(ballots), different})
        return BallotFile(self.name, self.title, profile)

    def _fail(self, line: int, sentence: str) -> NoReturn:
        raise FileError(self.name, line, sentence)

    def _check_number(self, key: str, found: set[int]) -> None:
        number, line = self.declared[key]
        if number not in found:
            self._fail(line, f"{key} is {number}, but the ballots tell {min(found)}.")

    def _header(self, kind: str) -> int:
        """Read the lines with #; the place in `lines` of the first one after them."""
        names: dict[int, Line] = {}
        start = 0
        for line, text in self.lines:
            if not text.startswith("#"):
                break
            start += 1
            key, _, value = text[1:].partition(":")
            self._entry(key.strip().upper(), value.strip(), line, kind, names)
        for key in NUMBERS:
            if key not in self.declared:
                self._fail(self.lines[0][0], f"The header does not tell {key}.")
        self._set_names(names)
        return start

    def _entry(self, key: str, value: str, line: int, kind: str, names: dict[int, Line]) -> None:
        if found := NAME.fullmatch(key):
            number = int(found[1])
            if number in names:
                self._fail(line, f"Alternative {number} is also named on line {names[number][0]}.")
            names[number] = (line, value)
        elif key in NUMBERS:
            if key in self.declared:
                self._fail(line, f"{key} is also on line {self.declared[key][1]}.")
            self.declared[key] = (self._whole(value, key, line), line)
        elif key == "TITLE":
            self.title = value
        elif key == "DATA TYPE" and value.lower() != kind:
            self._fail(line, f"The file is of the type {quoted(value)}, not {kind}.")

    def _set_names(self, names: Mapping[int, Line]) -> None:
        # Names are numbered from 1 without gaps.
        number, line = self.declared[CANDIDATES]
        if number < 1:
            self._fail(line, "There are no candidates.")
        for other, (at, _) in names.items():
            if not 1 <= other <= number:
                self._fail(at, f"There is a name for alternative {other}, but {number} are told.")
        for wanted in range(1, number + 1):
            if wanted not in names:
                self._fail(line, f"{number} alternatives are told, but {wanted} has no name.")
        check_distinct(list(names.values()), self.name)
        self.names = tuple(names[wanted][1] for wanted in range(1, number + 1))

    def _whole(self, text: str, what: str, line: int) -> int:
        number = whole(text)
        if number is None:
            self._fail(line, f"{what} is {quoted(text)}, which is not a whole number.")
        return number

    def _orders(self) -> tuple[list[Ballot], list[int]]:
        """The ballots, and how many voters cast each."""
        # Good lines go the quick way.
        counts = WholeNumbers()
        rank = Ranks(len(self.names), ",", braces=True).__getitem__
        shortest = len(self.names) if self.complete else 1
        ballots: list[Ballot] = []
        numbers: list[int] = []
        for line, text in self.lines[self.start :]:
            head, _, tail = text.partition(self.sign)
            try:
                words = self._words(tail.replace(" ", ""))
                ballot: Ballot = tuple(map(rank, words))
                number = counts[head]
                ranked = spread(ballot) if "{" in tail else ballot
                good = number > 0 and shortest <= len(ranked) == len(set(ranked))
            except LookupError:
                good = False
            if not good:
                number, ballot = self._count(text, line), self._order(tail, line)
            ballots.append(ballot)
            numbers.append(number)
        return ballots, numbers

    def _words(self, text: str) -> list[str]:
        """The words of the ranks; KeyError where equal ranks are not allowed or badly written."""
        if "{" not in text:
            return text.split(",")
        words = RANKS.findall(text)
        if self.strict or ",".join(words) != text:
            raise KeyError(text)
        return words

    def _count(self, text: str, line: int) -> int:
        head, sign, _ = text.partition(self.sign)
        if text.startswith("#"):
            self._fail(line, "There is a line of the header among the ballots.")
        if not sign:
            self._fail(line, f"The line has no {quoted(self.sign)} behind a number of voters.")
        number = self._whole(head.strip(), "The number of voters", line)
        if not number:
            self._fail(line, "The number of voters is 0.")
        return number

    def _order(self, text: str, line: int) -> Ballot:
        """The ballot in any text, such as `1, {2,4}, 3`; empty text is blank."""
        ranks: list[Rank] = []
        seen: set[int] = set()
        for words in self._groups(SIGNS.findall(text), line):
            group = tuple(sorted(self._candidate(word, seen, line) for word in words))
            if self.strict and len(group) > 1:
                self._fail(line, "Candidates are ranked equal in a file of strict orders.")
            ranks.append(group if len(group) > 1 else group[0])
        if self.complete and len(seen) < len(self.names):
            sentence = f"The ballot ranks {len(seen)} of {len(self.names)} alternatives"
            self._fail(line, f"{sentence} in a file of complete orders.")
        return tuple(ranks)

    def _groups(self, signs: list[str], line: int) -> list[list[str]]:
        """The words of each rank; only commas between words and between ranks, and no `{}`."""
        groups: list[list[str]] = []
        inside = False  # between braces
        expected = True  # whether a word or a rank comes next, and not a comma or a brace
        for sign in signs:
            if sign == "{" and expected and not inside:
                groups.append([])
                inside = True
            elif sign == "}" and inside and not expected:
                inside = False
            elif sign == "," and not expected:
                expected = True
            elif sign not in "{,}" and expected:
                if not inside:
                    groups.append([])
                groups[-1].append(sign)
                expected = False
            else:
                self._fail(line, f"The ballot holds {quoted(sign)} at a wrong place.")
        if inside or (expected and signs):
            self._fail(line, "The ballot breaks off: a brace is not closed, or a comma is last.")
        return groups

    def _candidate(self, word: str, seen: set[int], line: int) -> int:
        number = whole(word)
        if number is None or not 1 <= number <= len(self.names):
            self._fail(line, f"The ballot ranks the unknown alternative {quoted(word)}.")
        if number in seen:
            self._fail(line, f"The ballot ranks alternative {number} twice.")
        seen.add(number)
        return number - 1


class _Old(_Reader):
    """The form before 2022."""

    sign = ","

    def _header(self, kind: str) -> int:
        line, text = self.lines[0]
        number = self._whole(text, "The first line, without #,", line)
        self.declared[CANDIDATES] = (number, line)
        names: dict[int, Line] = {}
        for at, row in self.lines[1 : number + 1]:
            key, _, value = row.partition(",")
            wanted = len(names) + 1
            if whole(key.strip()) != wanted:
                self._fail(at, f"{quoted(row)} is not the number and name of candidate {wanted}.")
            names[wanted] = (at, value.strip())
        self._set_names(names)
        if len(self.lines) < number + 2:
            self._fail(self.lines[-1][0], "The file ends before the numbers of voters and orders.")
        at, row = self.lines[number + 1]
        cells = [self._whole(cell.strip(), "A total", at) for cell in row.split(",")]
        if len(cells) != 3:
            self._fail(at, "The line of totals is not three numbers: voters, sum, orders.")
        self.declared |= {VOTERS: (cells[1], at), ORDERS: (cells[2], at)}
        return number + 2
