"""Read a pairwise matrix from `.json`: how many voters prefer whom, where no ballots are public."""

#     {"options": ["Anna", "Bert"], "matrix": [[0, 60], [35, 0]], "ballots": 100, "title": "Board"}
#
# Row i, column j of the matrix tells how many voters prefer candidate i to candidate j.
# `candidates` is another word for `options`. `ballots` may be absent: then it is the largest number
# of voters that any two candidates show together. `source` stands in for an absent `title`. Other
# keys are passed over, a published winner among them.

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from governance.rules.ballot_file import quoted
from governance.rules.source import FileError, decode, load

MOST = 10**18  # voters; beyond it numbers are nonsense


@dataclass(frozen=True, slots=True)
class PairwiseFile:
    """The content of a file with a pairwise matrix; candidates' names are unique."""

    name: str = field(compare=False)
    candidates: tuple[str, ...]
    # matrix[i][j] voters prefer candidate i to candidate j; 0 where i is j.
    matrix: tuple[tuple[int, ...], ...]
    # All voters, at least matrix[i][j] + matrix[j][i].
    ballots: int
    title: str = ""


def read(path: str | os.PathLike[str]) -> PairwiseFile:
    return parse(load(path), str(path))


def parse(source: bytes | str, name: str = "<text>") -> PairwiseFile:
    # Only an error of JSON itself has a line.
    reader = _Reader(name)
    return reader.file(reader.data(decode(source, name)))


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name

    def _fail(self, sentence: str, line: int | None = None) -> NoReturn:
        raise FileError(self.name, line, sentence)

    def data(self, text: str) -> dict[str, Any]:
        try:
            found = json.loads(text, object_pairs_hook=self._object, parse_constant=self._no_number)
        except json.JSONDecodeError as error:
            self._fail(f"The file is not JSON: {error.msg}.", error.lineno)
        except RecursionError:
            self._fail("The file is nested too deep.")
        except ValueError:  # Python reads no whole number of thousands of digits
            self._fail("A number in the file is too long.")
        if not isinstance(found, dict):
            self._fail("The file is not an object with options and a matrix.")
        return found

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            self._fail(f"The key {quoted(_most([key for key, _ in pairs]))} comes twice.")
        return found

    def _no_number(self, word: str) -> NoReturn:
        self._fail(f"{word} is not a number of voters.")

    def file(self, data: dict[str, Any]) -> PairwiseFile:
        candidates = self._candidates(data.get("options", data.get("candidates")))
        matrix = self._matrix(data.get("matrix"), candidates)
        ballots = self._ballots(data, matrix)
        title = data.get("title", data.get("source", ""))
        if not isinstance(title, str):
            self._fail("The title is not text.")
        return PairwiseFile(self.name, candidates, matrix, ballots, self._text(title))

    def _text(self, text: str) -> str:
        # JSON can hold halves of letters, which are no text.
        try:
            text.encode()
        except UnicodeEncodeError:
            self._fail(f"{quoted(text)} holds half a letter.")
        return text.strip()

    def _candidates(self, listed: Any) -> tuple[str, ...]:
        if not isinstance(listed, list) or not listed:
            self._fail("There is no list of options.")
        names: list[str] = []
        for entry in listed:
            if not isinstance(entry, str) or not entry.strip():
                self._fail(f"The option {quoted(entry)} is not a name.")
            names.append(self._text(entry))
        if len(set(names)) < len(names):
            self._fail(f"The option {quoted(_most(names))} comes twice.")
        return tuple(names)

    def _matrix(self, rows: Any, names: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
        size = len(names)
        if not isinstance(rows, list) or len(rows) != size:
            self._fail(f"The matrix is not a list of {size} rows, one for each option.")
        for row, name in zip(rows, names, strict=True):
            if not isinstance(row, list) or len(row) != size:
                self._fail(f"The row of {quoted(name)} is not a list of {size} numbers.")
            for cell in row:
                self._check_number(cell, f"the row of {quoted(name)}")
        for place, name in enumerate(names):
            if rows[place][place] != 0:
                self._fail(f"Voters prefer {quoted(name)} to that same option.")
        return tuple(tuple(row) for row in rows)

    def _check_number(self, found: Any, where: str) -> None:
        # A Boolean is an int too.
        if type(found) is not int or not 0 <= found <= MOST:
            self._fail(f"{quoted(found)} in {where} is not a number of voters.")

    def _ballots(self, data: dict[str, Any], matrix: tuple[tuple[int, ...], ...]) -> int:
        # Without a number in the file: the most voters that two candidates show together.
        size = range(len(matrix))
        shown_by_two = max(matrix[i][j] + matrix[j][i] for i in size for j in size)
        told = data.get("ballots")
        if told is None:
            return shown_by_two
        self._check_number(told, "ballots")
        if told < shown_by_two:
            self._fail(f"There are {told} ballots, but the matrix holds {shown_by_two}.")
        return int(told)


def _most(texts: Sequence[str]) -> str:
    return Counter(texts).most_common(1)[0][0]
