"""Files of ballots for STV: what is read, what is written, what is refused in one sentence."""

from dataclasses import replace
from pathlib import Path

import pytest

from governance.rules import blt
from governance.rules.ballot_file import BallotFile
from governance.rules.profile import Profile
from governance.rules.source import FileError
from tests.shared_data import shared

# Lines 1 to 16.
GOOD = """# The board of 2024
4 2
-3
-4
12 1 2 3 0
2 2 1=4 3 0

(paper # 7) 1 - 3 - 1 0
1 4 0  # late
5 0
12 1 2 3 0
0
"Anna ""An"" Smit"
Bert (list 2)
"Chris # 3"
Dirk  # has moved
"The Board"
"""


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_reads_what_stands_there() -> None:
    file = blt.parse(GOOD)
    assert (file.title, file.seats) == ("The Board", 2)
    assert file.profile.candidates == ('Anna "An" Smit', "Bert (list 2)", "Chris # 3", "Dirk")
    assert file.withdrawn == ("Chris # 3", "Dirk")
    assert file.profile.ballots == {(0, 1, 2): 24, (1, (0, 3), 2): 2, (2, 0): 1, (3,): 1}
    assert (file.profile.valid, file.profile.blank) == (28, 5)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n", "\n\n"),
        GOOD.replace("\n", " \t\n"),
        GOOD.rstrip("\n"),
        GOOD.replace("\n", "\n  "),
        changed("\n0\n", "\n0 # the end\n"),
        changed("-3\n-4\n", "-3 -4\n"),
        changed("2 2 1=4 3 0", "2 2 4=1 3 0"),
        changed("2 2 1=4 3 0", "1 2 1=4 - 3 0\n1 02 1=4 3 0"),
        changed("(paper # 7) 1 -", "(the same id) 1 -"),
        changed('"The Board"', "The Board"),
        changed('"The Board"', '" The Board " # of 2024'),
    ],
)
def test_the_same_file_in_other_clothes(text: str) -> None:
    assert blt.parse(text) == blt.parse(text.encode()) == blt.parse(GOOD)


def test_one_vote_more_is_another_file() -> None:
    assert blt.parse(changed("1 4 0", "2 4 0")) != blt.parse(GOOD)


@pytest.mark.parametrize("end", ["", '""\n', "# no title\n"])
def test_the_title_may_be_absent(end: str) -> None:
    assert blt.parse(changed('"The Board"\n', end)) == replace(blt.parse(GOOD), title="")


def test_no_ballots_at_all() -> None:
    file = blt.parse("1 1\n0\nA\n")
    assert (file.profile.valid, file.profile.blank, file.withdrawn) == (0, 0, ())


def test_an_old_encoding_is_read() -> None:
    file = blt.parse(changed("Bert", "Bèrt").encode("cp1252"))
    assert file.profile.candidates[1] == "Bèrt (list 2)"
    with pytest.raises(FileError) as caught:
        blt.parse(b"\xef\xbb\xbf" + changed("Bert", "B\x81rt").encode("latin-1"))
    assert (caught.value.line, caught.value.sentence) == (14, "The text is not UTF-8.")


LONG = "2 1\n" + "1 1 2 0\n" * 1000 + "1 2 1 0\n" * 1000 + "1 2 2 0\n" + "1 2 2 0\n0\nA\nB\n"

MALFORMED = [
    ("empty", "", 1, "empty"),
    ("only comments", "# a\n\n#b\n", 1, "empty"),
    ("header of words", changed("4 2\n", "four two\n"), 2, "two whole numbers"),
    ("header of one number", changed("4 2\n", "4\n"), 2, "two whole numbers"),
    ("header of three numbers", changed("4 2\n", "4 2 1\n"), 2, "two whole numbers"),
    ("header with a sign", changed("4 2\n", "4 +2\n"), 2, "two whole numbers"),
    ("header in other digits", changed("4 2\n", "٤ ٢\n"), 2, "two whole numbers"),
    ("header of a very long number", changed("4 2\n", "4" * 5000 + " 2\n"), 2, "two whole numbers"),
    ("no candidates", changed("4 2\n", "0 0\n"), 2, "no candidates"),
    ("no seats", changed("4 2\n", "4 0\n"), 2, "0 seats"),
    ("more seats than candidates", changed("4 2\n", "4 5\n"), 2, "5 seats for 4"),
    ("more candidates than lines", changed("4 2\n", "999999999 2\n"), 2, "999999999"),
    ("withdrawn out of range", changed("-3\n", "-5\n"), 3, "no candidate 5"),
    ("withdrawn nobody", changed("-3\n", "-0\n"), 3, "no candidate 0"),
    ("withdrawn twice", changed("-3\n", "-4\n"), 4, "withdrawn twice"),
    ("withdrawn a word", changed("-3\n", "-three\n"), 3, "'-three'"),
    ("withdrawn and a ballot", changed("-3\n", "-3 1 1 0\n"), 3, "'1'"),
    ("withdrawn too late", changed("1 4 0", "-2"), 9, "'-2' stands where"),
    ("unknown candidate", changed("1 4 0", "1 5 0"), 9, "no candidate 5"),
    ("unknown equal candidate", changed("1=4", "1=5"), 6, "no candidate 5"),
    ("candidate a word", changed("1 4 0", "1 Dirk 0"), 9, "'Dirk'"),
    ("candidate negative", changed("1 4 0", "1 -4 0"), 9, "'-4'"),
    ("equal to nobody", changed("1=4", "1="), 6, "'' is not the number"),
    ("candidate twice", changed("1 4 0", "1 4 2 4 0"), 9, "ranks candidate 4 twice"),
    ("candidate twice, once equal", changed("1=4 3", "1=4 4"), 6, "ranks candidate 4 twice"),
    ("candidate twice in a rank", changed("1=4", "1=1"), 6, "ranks candidate 1 twice"),
    ("the same twice on many lines", LONG, 2002, "ranks candidate 2 twice"),
    ("0 in the middle", changed("1 4 0", "1 4 0 2 0"), 9, "before the end of the line"),
    ("no end of a ballot", changed("1 4 0", "1 4"), 9, "does not end with a 0"),
    ("no end of a blank ballot", changed("5 0", "5"), 10, "does not end with a 0"),
    ("two lines for a ballot", changed("1 4 0", "1 4\n2 0"), 9, "does not end with a 0"),
    ("weight 0", changed("1 4 0", "0 4 0"), 9, "weight of a ballot is 0"),
    ("weight 0 of a ballot with an id", changed("1 4 0", "(x) 0"), 9, "weight of a ballot is 0"),
    ("weight negative", changed("1 4 0", "-1 4 0"), 9, "'-1'"),
    ("weight in parts", changed("1 4 0", "1.5 4 0"), 9, "'1.5' is not a whole number"),
    ("weight a word", changed("1 4 0", "one 4 0"), 9, "'one'"),
    ("weight with underscore", changed("1 4 0", "1_0 4 0"), 9, "'1_0'"),
    ("only an id", changed("1 4 0", "(x)"), 9, "'' stands where"),
    ("id not closed", changed("(paper # 7)", "(paper"), 8, "'(paper'"),
    ("no end of the ballots", changed("\n0\n", "\n"), 12, "the 0 that ends the ballots"),
    ("file breaks off in the ballots", GOOD[: GOOD.index("\n0\n")], 11, "only a 0"),
    ("too few names", GOOD[: GOOD.index("Dirk")], 15, "names 3 candidates of the 4"),
    ("too many lines", GOOD + "\nNobody\n# and\nnothing\n", 19, "after all the names"),
    ("name twice", changed("Dirk ", '"Bert (list 2)" '), 16, "also on line 14"),
    ("name empty", changed("Dirk ", '" " '), 16, "empty"),
    ("open quote", changed('"Chris # 3"', '"Chris'), 15, "not closed"),
    ("open quote in the title", changed('"The Board"', '"The Board'), 17, "not closed"),
    ("quotes not doubled", changed('""An""', '"An"'), 13, "behind the quotes"),
]


@pytest.mark.parametrize(
    ("text", "line", "word"), [case[1:] for case in MALFORMED], ids=[case[0] for case in MALFORMED]
)
def test_malformed_file_gets_one_sentence_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(FileError) as caught:
        blt.parse(text, "board.blt")
    error = caught.value
    assert (error.file, error.line) == ("board.blt", line)
    assert str(error) == f"board.blt, line {line}: {error.sentence}"
    assert word in error.sentence
    assert error.sentence.endswith(".")
    assert "\n" not in error.sentence


def test_of_two_wrong_lines_the_first_is_told() -> None:
    wrong = changed("12 1 2 3 0\n2 2", "12 1 2 1 0\n2 2").replace("1 4 0", "1 9 0")
    with pytest.raises(FileError) as caught:
        blt.parse(wrong.replace("Dirk", "Bert (list 2)"))
    assert caught.value.line == 5


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.blt", "zero\0byte"):
        with pytest.raises(FileError, match="cannot be opened") as caught:
            blt.read(path)
        assert caught.value.line is None


def test_written_file() -> None:
    file = BallotFile("x", 'A "B"', Profile(("A", "B"), {(1, 0): 3, ((0, 1),): 1}, 2), 1, ("B",))
    text = '2 1\n-2\n2 0\n3 2 1 0\n1 1=2 0\n0\n"A"\n"B"\n"A ""B"""\n'
    assert blt.write(file) == text
    assert blt.parse(text) == file


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": None},
        {"seats": 0},
        {"seats": 3},
        {"withdrawn": ("C",)},
        {"withdrawn": ("A", "A")},
        {"title": "two\nlines"},
        {"title": " outside"},
        {"profile": Profile(("A", ""), {})},
        {"profile": Profile(("A", "B\r"), {})},
    ],
    ids=str,
)
def test_what_a_file_cannot_hold_is_not_written(wrong: dict[str, object]) -> None:
    good = BallotFile("x", "Board", Profile(("A", "B"), {(0,): 1}), 2, ("A",))
    assert blt.parse(blt.write(good)) == good
    with pytest.raises(ValueError, match=r"cannot|unknown"):
        blt.write(replace(good, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ward", "title", "valid", "candidates", "last"),
    [
        ("Govan", "GOVAN Ward", 9560, 11, "Carolina Perez"),
        ("Craigton", "CRAIGTON", 11052, 10, "Alistair Watson"),
    ],
)
def test_real_wards(ward: str, title: str, valid: int, candidates: int, last: str) -> None:
    path = shared(f"ranked/{ward}-2007.blt")
    file = blt.read(path)
    assert (file.name, file.title, file.seats) == (str(path), title, 4)
    assert (file.profile.valid, file.profile.blank) == (valid, 0)
    assert (len(file.profile.candidates), file.profile.candidates[-1]) == (candidates, last)
    assert blt.parse(blt.write(file)) == file


def test_ballots_of_govan_one_by_one() -> None:
    path = shared("ranked/Govan-2007.blt")
    expected: dict[tuple[int, ...], int] = {}
    for line in path.read_text().splitlines()[1:]:
        if line == "0":
            break
        weight, *ranks, _ = map(int, line.split())
        key = tuple(rank - 1 for rank in ranks)
        expected[key] = expected.get(key, 0) + weight
    assert blt.read(path).profile.ballots == expected
    assert expected[(0,)] == 369
