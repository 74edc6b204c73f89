"""PrefLib files: four kinds, two forms, and headers that have to agree with the ballots."""

import shutil
from pathlib import Path

import pytest

from governance.rules import preflib
from governance.rules.source import FileError
from tests.shared_data import shared

# Lines 1 to 17.
GOOD = """# FILE NAME: board.toi
# TITLE: The board: 2024, spring
# DESCRIPTION:
# A note of the publisher
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 4
# NUMBER VOTERS: 26
# NUMBER UNIQUE ORDERS: 5
# ALTERNATIVE NAME 1: Anna: chair
# ALTERNATIVE NAME 2: Smit, Bert
# ALTERNATIVE NAME 3: Chris # 3
# ALTERNATIVE NAME 4: Dirk
12: 2,1
7: 3,{1,4},2
4: {2,3}
2:
1: 4
"""

STRICT = """# DATA TYPE: soc
# NUMBER ALTERNATIVES: 2
# NUMBER VOTERS: 5
# NUMBER UNIQUE ORDERS: 2
# ALTERNATIVE NAME 1: A
# ALTERNATIVE NAME 2: B
3: 2,1
2: 1,2
"""

OLD = """3
1,Anna
2,Smit, Bert
3,Chris: 3
19,19,3
12,2,1
5,{1,3},2
2,
"""


def changed(old: str, new: str, text: str = GOOD) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_reads_what_stands_there() -> None:
    file = preflib.parse(GOOD)
    assert (file.title, file.seats, file.withdrawn) == ("The board: 2024, spring", None, ())
    assert file.profile.candidates == ("Anna: chair", "Smit, Bert", "Chris # 3", "Dirk")
    assert file.profile.ballots == {(1, 0): 12, (2, (0, 3), 1): 7, ((1, 2),): 4, (3,): 1}
    assert (file.profile.valid, file.profile.blank) == (24, 2)


def test_reads_the_form_of_before_2022() -> None:
    file = preflib.parse(OLD)
    assert (file.title, file.profile.candidates) == ("", ("Anna", "Smit, Bert", "Chris: 3"))
    assert file.profile.ballots == {(1, 0): 12, ((0, 2), 1): 5}
    assert (file.profile.valid, file.profile.blank) == (17, 2)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n", "\n\n"),
        GOOD.replace("\n", " \t\n"),
        GOOD.rstrip("\n"),
        changed("3,{1,4},2", " 3 , { 4 , 1 } , 2"),
        changed("12: 2,1", "12 :\t{2},01"),
        changed("# DATA TYPE: toi\n", ""),
        changed("12: 2,1", "10: 2,1\n2: 2,1"),
        changed("ORDERS: 5", "ORDERS: 6").replace("2:\n", "1:\n1:\n"),
    ],
)
def test_the_same_file_in_other_clothes(text: str) -> None:
    assert preflib.parse(text) == preflib.parse(text.encode()) == preflib.parse(GOOD)


def test_one_vote_elsewhere_is_another_file() -> None:
    assert preflib.parse(changed("1: 4", "1: 3")) != preflib.parse(GOOD)


@pytest.mark.parametrize("kind", ["soc", "soi", "toc", "toi"])
def test_strict_and_complete_orders_fit_every_kind(kind: str) -> None:
    file = preflib.parse(STRICT.replace("soc", kind), kind=kind)
    assert file.profile.ballots == {(1, 0): 3, (0, 1): 2}


@pytest.mark.parametrize(
    ("order", "allowed"),
    [
        ("{1}, {2}", {"soc", "soi", "toc", "toi"}),
        ("{1,2}", {"toc", "toi"}),
        ("1", {"soi", "toi"}),
        ("{1}", {"soi", "toi"}),
        ("", {"soi", "toi"}),
    ],
)
def test_kinds_refuse_equal_ranks_or_partial_orders(order: str, allowed: set[str]) -> None:
    text = changed("2: 1,2", f"2: {order}", STRICT)
    for kind in ("soc", "soi", "toc", "toi"):
        if kind in allowed:
            assert preflib.parse(text.replace("soc", kind), kind=kind).profile.distinct >= 1
        else:
            with pytest.raises(FileError, match=r"line 8: .*(strict|complete) orders"):
                preflib.parse(text.replace("soc", kind), kind=kind)


MALFORMED = [
    ("empty", "", 1, "empty"),
    ("only white space", "\n \n", 1, "empty"),
    ("a word", "hello\n" + GOOD, 1, "'hello'"),
    ("another type", changed("DATA TYPE: toi", "DATA TYPE: cat"), 5, "'cat', not toi"),
    ("no number of candidates", changed("# NUMBER ALT", "# NUMB ALT"), 1, "NUMBER ALTERNATIVES"),
    ("no number of voters", changed("# NUMBER VOTERS: 26\n", ""), 1, "NUMBER VOTERS"),
    ("no number of orders", changed("# NUMBER UNIQUE ORDERS: 5\n", ""), 1, "UNIQUE ORDERS"),
    ("number a word", changed("VOTERS: 26", "VOTERS: many"), 7, "'many'"),
    ("number twice", changed("DESCRIPTION:", "NUMBER VOTERS: 26"), 7, "also on line 3"),
    ("no candidates", changed("ALTERNATIVES: 4", "ALTERNATIVES: 0"), 6, "no candidates"),
    ("too few names", changed("# ALTERNATIVE NAME 4: Dirk\n", ""), 6, "4 has no name"),
    ("very many candidates", changed("IVES: 4", "IVES: 999999999"), 6, "5 has no name"),
    ("too many names", changed("ALTERNATIVES: 4", "ALTERNATIVES: 3"), 12, "alternative 4"),
    ("name of candidate 0", changed("NAME 4", "NAME 0"), 12, "alternative 0"),
    ("number of a name twice", changed("NAME 4", "NAME 3"), 12, "also named on line 11"),
    ("name twice", changed("Dirk", "Smit, Bert"), 12, "also on line 10"),
    ("name empty", changed("Dirk", ""), 12, "empty"),
    ("fewer voters", changed("VOTERS: 26", "VOTERS: 27"), 7, "the ballots tell 26"),
    ("more orders", changed("ORDERS: 5", "ORDERS: 4"), 8, "the ballots tell 5"),
    ("header late", changed("1: 4", "# NOTE: end"), 17, "header among the ballots"),
    ("no colon", changed("12: 2,1", "12"), 13, "':'"),
    ("no count", changed("12: 2,1", ": 2,1"), 13, "''"),
    ("count 0", changed("12: 2,1", "0: 2,1"), 13, "is 0"),
    ("count negative", changed("12: 2,1", "-12: 2,1"), 13, "'-12'"),
    ("count in parts", changed("12: 2,1", "1.5: 2,1"), 13, "'1.5'"),
    ("count very long", changed("12: 2,1", "9" * 5000 + ": 2,1"), 13, "not a whole number"),
    ("unknown alternative", changed("12: 2,1", "12: 2,5"), 13, "'5'"),
    ("alternative 0", changed("12: 2,1", "12: 2,0"), 13, "'0'"),
    ("alternative a word", changed("12: 2,1", "12: 2,Anna"), 13, "'Anna'"),
    ("alternative twice", changed("12: 2,1", "12: 2,1,2"), 13, "alternative 2 twice"),
    ("alternative twice, once equal", changed("{1,4},2", "{1,4},1"), 14, "alternative 1 twice"),
    ("alternative twice in a rank", changed("{2,3}", "{2,2}"), 15, "alternative 2 twice"),
    ("empty rank", changed("{2,3}", "{}"), 15, "'}'"),
    ("empty place", changed("12: 2,1", "12: 2,,1"), 13, "','"),
    ("comma at the end", changed("12: 2,1", "12: 2,1,"), 13, "breaks off"),
    ("comma at the end of a rank", changed("{2,3}", "{2,3,}"), 15, "'}'"),
    ("comma first", changed("12: 2,1", "12: ,2,1"), 13, "','"),
    ("no comma", changed("12: 2,1", "12: 2 1"), 13, "'1'"),
    ("no comma before a brace", changed("3,{1,4},2", "3{1,4},2"), 14, "'{'"),
    ("no comma behind a brace", changed("3,{1,4},2", "3,{1,4}2"), 14, "'2'"),
    ("nested braces", changed("{2,3}", "{2,{3,1}}"), 15, "'{'"),
    ("brace not closed", changed("{2,3}", "{2,3"), 15, "brace is not closed"),
    ("brace not opened", changed("{2,3}", "2,3}"), 15, "'}'"),
    ("old: no numbers", "3\n1,A\n2,B\n3,C\n", 4, "voters and orders"),
    ("old: breaks off", "3\n1,A\n2,B\n", 1, "3 has no name"),
    ("old: very many candidates", changed("3\n1,A", "99999999\n1,A", OLD), 5, "candidate 4"),
    ("old: no number of a name", changed("3,Chris: 3", "Chris: 3", OLD), 4, "'Chris: 3'"),
    ("old: other number", changed("3,Chris: 3", "4,Chris: 3", OLD), 4, "candidate 3"),
    ("old: two totals", changed("19,19,3", "19,3", OLD), 5, "three numbers"),
    ("old: wrong sum", changed("19,19,3", "20,20,3", OLD), 5, "ballots tell 19"),
    ("old: wrong number of orders", changed("19,19,3", "19,19,2", OLD), 5, "ballots tell 3"),
    ("old: unknown alternative", changed("12,2,1", "12,2,4", OLD), 6, "'4'"),
]


@pytest.mark.parametrize(
    ("text", "line", "word"), [case[1:] for case in MALFORMED], ids=[case[0] for case in MALFORMED]
)
def test_malformed_file_gets_one_sentence_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(FileError) as caught:
        preflib.parse(text, "board.toi")
    error = caught.value
    assert (error.file, error.line) == ("board.toi", line)
    assert str(error) == f"board.toi, line {line}: {error.sentence}"
    assert word in error.sentence
    assert error.sentence.endswith(".")
    assert "\n" not in error.sentence


def test_other_encoding_is_refused_on_its_line() -> None:
    with pytest.raises(FileError, match="board, line 10: The text is not UTF-8"):
        preflib.parse(changed("Bert", "Bèrt").encode("latin-1"), "board")


def test_the_extension_tells_the_kind(tmp_path: Path) -> None:
    for name in ("a.soc", "b.SOC"):
        (tmp_path / name).write_text(STRICT)
        assert preflib.read(tmp_path / name).profile.distinct == 2
    (tmp_path / "c.toc").write_text(STRICT)
    with pytest.raises(FileError, match=r"c\.toc, line 1: .*'soc', not toc"):
        preflib.read(tmp_path / "c.toc")
    (tmp_path / "d.txt").write_text(STRICT)
    for name in ("d.txt", "absent.soc"):
        with pytest.raises(FileError) as caught:
            preflib.read(tmp_path / name)
        assert caught.value.line is None
    with pytest.raises(ValueError, match="'txt'"):
        preflib.parse(STRICT, kind="txt")


def test_burlington() -> None:
    file = preflib.read(shared("ranked/burlington-00000002.toi"))
    assert file.title == "2009 Burlington Mayoral Election"
    assert (file.profile.valid, file.profile.blank, file.profile.distinct) == (8980, 0, 384)
    assert file.profile.candidates[4] == "Kurt Wright"
    first = [sum(n for b, n in file.profile.ballots.items() if b[0] == c) for c in range(6)]
    assert file.profile.ballots[(1, 3, (2, 4), 0)] == 1
    assert max(first) == first[4]  # Wright led on first choices


def test_burlington_under_another_extension_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "burlington.soi"
    shutil.copy(shared("ranked/burlington-00000002.toi"), path)
    with pytest.raises(FileError, match=r"line 4: .*'toi', not soi"):
        preflib.read(path)
