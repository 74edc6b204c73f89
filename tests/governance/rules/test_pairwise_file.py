"""Pairwise matrices in JSON: what is read, and what is refused in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from governance.rules import pairwise_file
from governance.rules.source import FileError
from tests.shared_data import shared

GOOD: dict[str, Any] = {
    "options": ["Anna", " Bert ", "None"],
    "matrix": [[0, 6, 7], [3, 0, 8], [1, 2, 0]],
    "ballots": 12,
    "title": "Board",
    "winner": ["whatever", {"stands": "here"}],
}


def text(**other: Any) -> str:
    """The good file with other values; a key with ... is left out."""
    return json.dumps({key: v for key, v in {**GOOD, **other}.items() if v is not ...})


def test_reads_what_stands_there() -> None:
    file = pairwise_file.parse(text())
    assert file.candidates == ("Anna", "Bert", "None")
    assert file.matrix == ((0, 6, 7), (3, 0, 8), (1, 2, 0))
    assert (file.ballots, file.title) == (12, "Board")


@pytest.mark.parametrize(
    "source",
    [
        "\ufeff" + text(),
        text().encode(),
        text(options=..., candidates=GOOD["options"]),
        text(title=..., source="Board"),
        text(source="elsewhere"),
        json.dumps(GOOD, indent=1).replace("\n", "\r\n"),
    ],
)
def test_the_same_file_in_other_clothes(source: str | bytes) -> None:
    assert pairwise_file.parse(source) == pairwise_file.parse(text())


def test_one_vote_more_is_another_file() -> None:
    assert pairwise_file.parse(text(ballots=13)) != pairwise_file.parse(text())


@pytest.mark.parametrize("absent", [..., None])
def test_ballots_that_are_not_told_are_the_largest_pair(absent: Any) -> None:
    assert pairwise_file.parse(text(ballots=absent)).ballots == 10  # Bert 8, None 2
    assert pairwise_file.parse(text(ballots=10)).ballots == 10


MALFORMED = [
    ("empty", "", 1, "not JSON"),
    ("broken off", '{\n"options": [\n', 3, "not JSON"),
    ("a comma too many", '{\n"options": ["A"],\n}', 3, "not JSON"),
    ("a list", "[]", None, "not an object"),
    ("nested deep", "[" * 200_000, None, "nested too deep"),
    ("nested deep in a key", '{"a":' * 200_000, None, "nested too deep"),
    ("a very long number", text(ballots=...)[:-1] + ', "x": ' + "9" * 9999 + "}", None, "too long"),
    ("not a number", text(matrix=[[0, float("nan")], [0, 0]]), None, "NaN"),
    ("infinite", text(ballots=float("-inf")), None, "-Infinity"),
    ("a key twice", text()[:-1] + ', "matrix": []}', None, "'matrix' comes twice"),
    ("a key twice inside", '{"a": {"b": 1, "b": 1}}', None, "'b' comes twice"),
    ("no options", text(options=...), None, "no list of options"),
    ("options empty", text(options=[]), None, "no list of options"),
    ("options a word", text(options="AB"), None, "no list of options"),
    ("option a number", text(options=["A", 2, "C"]), None, "2 is not a name"),
    ("option blank", text(options=["A", " ", "C"]), None, "' ' is not a name"),
    ("option twice", text(options=["A", "A ", "C"]), None, "'A' comes twice"),
    ("option with half a letter", text(options=["A", "\ud800", "C"]), None, "half a letter"),
    ("no matrix", text(matrix=...), None, "not a list of 3 rows"),
    ("matrix an object", text(matrix={"A": 1}), None, "not a list of 3 rows"),
    ("too few rows", text(matrix=[[0, 1, 2], [1, 0, 2]]), None, "not a list of 3 rows"),
    ("short row", text(matrix=[[0, 1, 2], [1, 0], [1, 2, 0]]), None, "row of 'Bert'"),
    ("row a number", text(matrix=[[0, 1, 2], 3, [1, 2, 0]]), None, "row of 'Bert'"),
    ("negative", text(matrix=[[0, 6, 7], [3, 0, -8], [1, 2, 0]]), None, "-8 in the row of 'Bert'"),
    ("in parts", text(matrix=[[0, 6, 7], [3, 0, 8.0], [1, 2, 0]]), None, "8.0"),
    ("in words", text(matrix=[[0, 6, 7], [3, 0, "8"], [1, 2, 0]]), None, "'8'"),
    ("a truth", text(matrix=[[0, 6, 7], [3, 0, True], [1, 2, 0]]), None, "True"),
    (
        "too large",
        text(matrix=[[0, 10**19, 7], [3, 0, 8], [1, 2, 0]]),
        None,
        "10000000000000000000",
    ),
    ("prefers itself", text(matrix=[[0, 6, 7], [3, 4, 8], [1, 2, 0]]), None, "'Bert'"),
    ("fewer ballots", text(ballots=9), None, "9 ballots, but the matrix holds 10"),
    ("ballots a word", text(ballots="12"), None, "'12' in ballots"),
    ("title a number", text(title=5), None, "title is not text"),
    ("title null", text(title=None), None, "title is not text"),
]


@pytest.mark.parametrize(
    ("source", "line", "word"),
    [case[1:] for case in MALFORMED],
    ids=[case[0] for case in MALFORMED],
)
def test_malformed_file_gets_one_sentence(source: str, line: int | None, word: str) -> None:
    with pytest.raises(FileError) as caught:
        pairwise_file.parse(source, "board.json")
    error = caught.value
    assert (error.file, error.line) == ("board.json", line)
    where = "board.json" if line is None else f"board.json, line {line}"
    assert str(error) == f"{where}: {error.sentence}"
    assert word in error.sentence
    assert error.sentence.endswith(".")
    assert "\n" not in error.sentence


def test_other_encoding_is_refused_on_its_line() -> None:
    source = json.dumps(GOOD, indent=1).replace("Board", "Bèstuur").encode("latin-1")
    with pytest.raises(FileError, match="The text is not UTF-8") as caught:
        pairwise_file.parse(source)
    assert caught.value.line == source[: source.index(b"B\xe8")].count(b"\n") + 1 == 25


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be opened") as caught:
        pairwise_file.read(tmp_path / "absent.json")
    assert caught.value.line is None


def test_debian() -> None:
    file = pairwise_file.read(shared("ranked/debian-2003-official.json"))
    martin, bdale = map(file.candidates.index, ("Martin Michlmayr", "Bdale Garbee"))
    assert (file.matrix[martin][bdale], file.matrix[bdale][martin]) == (228, 224)
    assert (file.ballots, len(file.candidates)) == (488, 5)
    assert file.title.startswith("official result text of Debian 2003")
