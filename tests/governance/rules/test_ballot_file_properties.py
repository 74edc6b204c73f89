"""Files of ballots, whatever is in them: read, or refused in one sentence; and written ones read
the same."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.rules import blt, pairwise_file, preflib
from governance.rules.ballot_file import BallotFile
from governance.rules.pairwise_file import PairwiseFile
from governance.rules.profile import Profile, Rank
from governance.rules.source import FileError
from tests.governance.rules.elections import profile, rankings

DAMAGE = ["", " ", "0", "1", "9", "-", "=", ",", ":", "#", '"', "{", "}", "[", "]", "(", ")"]
DAMAGE += ["\n", "\r", "\n0\n", ".", "٣", "\ufeff", "\x85", "null", "1e9", "9" * 30]
Parse = Callable[[bytes | str], BallotFile | PairwiseFile]

BLT = """4 2
-3
12 1 2 3 0
2 2 1=4 3 0
(paper 7) 1 - 3 - 1 0  # late
5 0
0
"Anna ""An"" Smit"
Bert
"Chris # 3"
"Dirk"
"The Board"
"""
TOI = """# TITLE: Board
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 21
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: A
# ALTERNATIVE NAME 2: B
# ALTERNATIVE NAME 3: C
12: 2,1
7: {1,3},2
2:
"""
OLD = "3\n1,A\n2,B\n3,C\n21,21,3\n12,2,1\n7,{1,3},2\n2,\n"
JSON = '{"options": ["A", "B"],\n"matrix": [[0, 6],\n[3, 0]], "ballots": 12, "title": "Board"}\n'

FORMATS: list[tuple[str, Parse]] = [
    (BLT, blt.parse),
    (TOI, preflib.parse),
    (OLD, preflib.parse),
    (JSON, pairwise_file.parse),
]
EACH_FORMAT = pytest.mark.parametrize(("good", "parse"), FORMATS, ids=["blt", "toi", "old", "json"])


def attempt(parse: Parse, source: bytes | str) -> BallotFile | PairwiseFile | FileError:
    try:
        return parse(source)
    except FileError as error:
        return error


def check(parse: Parse, source: bytes | str) -> None:
    """Content that reads the same when it is written, or one sentence with a line that exists."""
    found = attempt(parse, source)
    if isinstance(found, FileError):
        assert re.fullmatch(r"[^\n\r]+\.", found.sentence)
        text = source if isinstance(source, str) else source.decode("latin-1")
        assert found.line is not None or parse is pairwise_file.parse
        assert 1 <= (found.line or 1) <= len(re.split("\r\n|\r|\n", text))
    elif isinstance(found, PairwiseFile):
        content: dict[str, object] = {"options": found.candidates, "matrix": found.matrix}
        content |= {"ballots": found.ballots, "title": found.title}
        assert pairwise_file.parse(json.dumps(content)) == found
    elif parse is blt.parse:
        assert blt.parse(blt.write(found)) == found
    else:
        assert preflib.parse(in_preflib(found, old=False)) == found


@EACH_FORMAT
@given(noise=st.binary(max_size=60), place=st.floats(0, 1), cut=st.integers(0, 20))
def test_any_bytes_give_a_file_or_a_sentence(
    good: str, parse: Parse, noise: bytes, place: float, cut: int
) -> None:
    whole = good.encode()
    start = int(place * len(whole))
    check(parse, noise)
    check(parse, whole[:start] + noise + whole[start + cut :])


@EACH_FORMAT
@given(
    changes=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 6),
            st.sampled_from(DAMAGE),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_damage_gives_a_file_or_a_sentence(
    good: str, parse: Parse, changes: list[tuple[float, int, str]]
) -> None:
    text = good
    for place, cut, instead in changes:
        start = int(place * len(text))
        text = text[:start] + instead + text[start + cut :]
    check(parse, text)
    check(parse, text.encode())


@EACH_FORMAT
@given(data=st.data())
def test_lines_left_out_doubled_or_moved(good: str, parse: Parse, data: st.DataObject) -> None:
    lines = good.splitlines()
    check(parse, "\n".join(data.draw(st.lists(st.sampled_from(lines), max_size=len(lines) + 3))))
    check(parse, "\n".join(data.draw(st.permutations(lines))))


NAME = st.text(
    st.characters(codec="utf-8", exclude_characters="\n\r") | st.sampled_from('"# \t,:(éż'),
    max_size=8,
).map(str.strip)


@st.composite
def ballot_files(draw: st.DrawFn, equal: bool = True) -> BallotFile:
    names = tuple(draw(st.lists(NAME.filter(bool), min_size=1, max_size=5, unique=True)))
    ballots = draw(st.lists(rankings(len(names), equal), max_size=12))
    gone = tuple(draw(st.lists(st.sampled_from(names), unique=True)))
    seats = draw(st.integers(1, len(names)))
    title = draw(NAME)
    return BallotFile("made", title, profile(names, tuple(ballots)), seats, gone)


@given(ballot_files())
def test_written_file_reads_the_same(file: BallotFile) -> None:
    text = blt.write(file)
    assert blt.parse(text) == blt.parse(text.encode()) == file


def in_preflib(file: BallotFile, old: bool) -> str:
    """The candidates and ballots of a file as PrefLib would publish them."""
    names = file.profile.candidates
    votes = [(number, ranks(ballot)) for ballot, number in file.profile.ballots.items()]
    if file.profile.blank:
        votes.append((file.profile.blank, ""))
    voters = sum(number for number, _ in votes)
    if old:
        head = [str(len(names)), *(f"{n},{name}" for n, name in enumerate(names, 1))]
        lines = [*head, f"{voters},{voters},{len(votes)}"]
    else:
        lines = [f"# TITLE: {file.title}", f"# NUMBER ALTERNATIVES: {len(names)}"]
        lines += [f"# NUMBER VOTERS: {voters}", f"# NUMBER UNIQUE ORDERS: {len(votes)}"]
        lines += [f"# ALTERNATIVE NAME {n}: {name}" for n, name in enumerate(names, 1)]
    sign = "," if old else ": "
    return "\n".join(lines + [f"{number}{sign}{order}" for number, order in votes]) + "\n"


def ranks(ballot: tuple[Rank, ...]) -> str:
    words = [[r] if isinstance(r, int) else list(r) for r in ballot]
    groups = [",".join(str(c + 1) for c in reversed(group)) for group in words]
    return ",".join(f"{{{text}}}" if "," in text else text for text in groups)


@given(ballot_files(), st.booleans())
def test_preflib_tells_the_same_ballots(file: BallotFile, old: bool) -> None:
    read = preflib.parse(in_preflib(file, old))
    assert read.profile == file.profile
    assert read.title == ("" if old else file.title)


@given(ballot_files(equal=False))
def test_kind_follows_from_the_ballots(file: BallotFile) -> None:
    """Strict orders are refused as complete ones exactly when one of them is not complete."""
    size = len(file.profile.candidates)
    complete = not file.profile.blank and all(len(b) == size for b in file.profile.ballots)
    text = in_preflib(file, old=False)
    assert preflib.parse(text, kind="soi").profile == file.profile
    if complete:
        assert preflib.parse(text, kind="soc").profile == file.profile
    else:
        with pytest.raises(FileError, match="complete orders"):
            preflib.parse(text, kind="soc")


@given(ballot_files(), st.data())
def test_the_line_of_a_bad_ballot_is_the_one_told(file: BallotFile, data: st.DataObject) -> None:
    lines = blt.write(file).split("\n")
    first = 1 + len(file.withdrawn)
    line = data.draw(st.integers(first, lines.index("0")))
    wrong = data.draw(st.sampled_from(["1 1 1 0", "1 0 0", "x 1 0", "0 1 0", "1 1", "1 99 0"]))
    again = data.draw(st.booleans())  # a second time, at the end of the ballots
    lines = [*lines[:line], wrong, *lines[line:]]
    if again:
        lines.insert(lines.index("0"), wrong)
    with pytest.raises(FileError) as caught:
        blt.parse("\n".join(lines))
    assert caught.value.line == line + 1


@given(st.data(), st.integers(1, 4), st.booleans())
def test_matrix_reads_the_same(data: st.DataObject, size: int, told: bool) -> None:
    names = [f"option {n}" for n in range(size)]
    number = st.integers(0, 50)
    matrix = [[0 if i == j else data.draw(number) for j in range(size)] for i in range(size)]
    most = max(matrix[i][j] + matrix[j][i] for i in range(size) for j in range(size))
    content = {"options": names, "matrix": matrix} | ({"ballots": most + 3} if told else {})
    file = pairwise_file.parse(json.dumps(content))
    assert [list(row) for row in file.matrix] == matrix
    assert file.ballots == (most + 3 if told else most)
    assert file.candidates == tuple(names)


def test_reading_in_parts_gives_the_same_profile() -> None:
    """Control for the reader's gathering of equal lines: one by one they add up to the whole."""
    body = ["1 1 2 0", "2 2 1 0", "1 1 2 0", "1 1=2 0", "1 2=1 0", "3 0", "1 - 1 - 2 0"]
    whole = blt.parse("\n".join(["2 1", *body, "0", "A", "B"])).profile
    parts = [blt.parse("\n".join(["2 1", line, "0", "A", "B"])).profile for line in body]
    total = Profile(("A", "B"), {})
    for part in parts:
        total = total.merged(part)
    assert whole == total
    assert whole.ballots == {(0, 1): 3, (1, 0): 2, ((0, 1),): 2}
