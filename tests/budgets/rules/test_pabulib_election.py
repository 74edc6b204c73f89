"""Both ways to read a Pabulib file, one by one and together: the same ballots and errors."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgets.rules import pabulib
from budgets.rules.pabulib import PabulibElection, read, read_election
from governance.rules.source import FileError

NAMES = ("1", "x 2", "P-3")
KINDS = ("approval", "Knapsack", "choose 1", "ordinal", "cumulative", "scoring", "guess")
ORDINARY = """META
key;value
description;Two streets; one square
num_votes;5
budget;100
vote_type;approval
min_project_score_threshold;2
PROJECTS
project_id;cost;name
1;50;"Trees; and ""benches"" "
x 2;0;Free
P-3;49.5;Swing
VOTES
voter_id;age;vote
a;20;P-3,1
b;30;
c;20;1,P-3
d;40;x 2
e;;1
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pabulib") / "round.pb"


def one_by_one(path: Path, points: tuple[int, ...]) -> PabulibElection | tuple[object, ...]:
    """What `read_election` must give, by way of `read`; an error as what it says."""
    try:
        file = read(path)
        profile = file.profile(points)
    except FileError as error:
        return error.args
    return PabulibElection(
        vote_type=file.vote_type,
        meta=file.meta,
        budget=file.budget,
        scale=file.scale,
        projects=file.projects,
        profile=profile,
        minimum_support=file.minimum_support,
        cast=len(file.votes),
        name=str(path),
    )


def together(path: Path, points: tuple[int, ...]) -> PabulibElection | tuple[object, ...]:
    try:
        return read_election(path, points=points)
    except FileError as error:
        return error.args


def test_election_of_a_file(place: Path) -> None:
    place.write_text(ORDINARY)
    election = read_election(place)
    assert election.profile.ballots == {(0, 2): 2, (1,): 1, (0,): 1}
    assert (election.profile.blank, election.cast, election.minimum_support) == (1, 5, 2)
    assert (election.budget, election.scale, election.vote_type) == (10_000, 100, "approval")
    assert [project.id for project in election.projects] == list(NAMES)
    assert [project.cost for project in election.profile.projects] == [5000, 0, 4950]
    assert (election.name, election.meta["num_votes"]) == (str(place), "5")


def test_order_of_the_ballots_is_that_of_the_file(place: Path) -> None:
    place.write_text(ORDINARY)
    ballots = read_election(place).profile.ballots
    assert list(ballots) == list(read(place).profile().ballots) == [(0, 2), (1,), (0,)]


CLOTHES = {
    "plain": ORDINARY,
    "mark": "\ufeff" + ORDINARY,
    "crlf": ORDINARY.replace("\n", "\r\n"),
    "cr": ORDINARY.replace("\n", "\r"),
    "blank lines": ORDINARY.replace("\n", "\n\n"),
    "blank last lines": ORDINARY + "\n  \n",
    "spaces": ORDINARY.replace("\n", " \n").replace("P-3,1", " P-3 , 1"),
    "no last line end": ORDINARY.rstrip("\n"),
    "headings": ORDINARY.replace("VOTES", "votes").replace("META", "Meta"),
    "quotes": ORDINARY.replace("P-3,1", '"P-3,1"').replace("d;40", '"d";"4;0"'),
    "quotes and blank lines": ORDINARY.replace("P-3,1", '"P-3,1"').replace("d;40", "\n\nd;40"),
    "empty last column": ORDINARY.replace("20;P-3,1", "20;P-3,1;").replace(
        "b;30;\nc;20;1,P-3\nd;40;x 2\ne;;1", "b;30;;\nc;20;1,P-3;\nd;40;x 2;\ne;;1;"
    ),
    "vote first": ORDINARY[: ORDINARY.index("voter_id")]
    + "vote;voter_id;age\nP-3,1;a;\n;b;\n1,P-3;c;\nx 2;d;\n1;e;\n",
}


@pytest.mark.parametrize("text", CLOTHES.values(), ids=CLOTHES)
def test_ordinary_files_need_no_second_look(
    text: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write_text(text, encoding="utf-8", newline="")
    expected = one_by_one(place, ())
    monkeypatch.setattr(pabulib, "parse", None)  # the careful reading is out of reach
    assert together(place, ()) == expected
    assert isinstance(expected, PabulibElection)
    assert expected.profile.ballots == {(0, 2): 2, (1,): 1, (0,): 1}


def test_a_file_with_an_error_gets_a_second_look(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write_text(ORDINARY.replace("e;;1", "a;;1"))
    monkeypatch.setattr(pabulib, "parse", None)
    with pytest.raises(TypeError):
        read_election(place)


def test_a_long_file_is_read_to_its_end(place: Path) -> None:
    votes = "".join(f"v{n};20;{NAMES[n % 3]}{',1' * (n % 3 == 2)}\n" for n in range(20_000))
    text = ORDINARY[: ORDINARY.index("a;20")].replace("num_votes;5", "num_votes;20000") + votes
    place.write_text(text)
    election = read_election(place)
    assert election.profile.ballots == {(0,): 6667, (1,): 6667, (0, 2): 6666}
    for spoilt in (
        text.replace("v19998;20;", "v19998;"),
        text.replace("v19998;", "v7;"),
        text.replace("v19998;20;1", "v19998;20;1,1"),
        text.replace("v19998;20;", "v19998;2;0;").replace("v19999;20;", "v19999;"),
        text.replace("v19998;20;", f"v19998;{'2' * 200_000};"),
        text.replace("v19998", "VOTES").replace("VOTES;20;1\n", "VOTES;;\n"),
    ):
        place.write_text(spoilt)
        assert isinstance(found := together(place, ()), tuple)
        assert found == one_by_one(place, ())
        assert found[1] == 20_013 or "tells num_votes" in str(found[2])


@pytest.mark.parametrize(
    "rows",
    [
        ("1;1;20;2", "3;1"),
        ("1;1", "2;1;20;3"),
        ("1;1", "2;1"),
        ("1;1;20;2;1;20", "3;1;20"),
        ("1;1;20", "2;1;20;3;1;20"),
        ('1;1;"20";2', "3;1"),
        ("1;1;20", "2;1;20;4", "3;1"),
        ("1;1;20;x", "2;1;20;x"),
        ('"1";1', "2;1"),
    ],
)
def test_rows_that_only_add_up_are_refused(place: Path, rows: tuple[str, ...]) -> None:
    head = (
        "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;1\n2;1\n3;1\n"
    )
    place.write_text("\n".join([head + "VOTES", "voter_id;vote;age", *rows, ""]))
    with pytest.raises(FileError, match="cells where 3 are expected"):
        read_election(place)
    assert together(place, ()) == one_by_one(place, ())


def test_quote_left_open_in_the_last_cell_is_refused(place: Path) -> None:
    place.write_text(ORDINARY.replace("e;;1", 'e;;"1'))
    with pytest.raises(FileError, match="line 19: A quote is opened that is not closed"):
        read_election(place)


CELL = st.sampled_from(["", " ", "x", "20", "ż", '"', '""', '"x;y"', '"a\nb"', "\x00", "\x1c"])
COMMA = st.sampled_from([",", ",", ",", ", ", " ,", ";", ",,", "\u2003,"])
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", ";\n", " \n", "\x0b\n"])


@st.composite
def rows(draw: st.DrawFn, columns: list[str], number: int) -> str:
    """A row of VOTES, mostly a good one."""
    comma = draw(COMMA)
    choice = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
    if draw(st.integers(0, 15)) == 0:
        choice.append(draw(st.sampled_from(["", "1", "absent", "VOTES", '"1'])))
    points = [draw(st.sampled_from(["0", "1", "5.0", "20", " 3"])) for _ in choice]
    if draw(st.integers(0, 15)) == 0:
        points.append(draw(st.sampled_from(["", "-1", "0.5", "1"])))
    voter = draw(st.sampled_from([f"v{number}"] * 12 + [f" v{number} ", "v0", "", "VOTES"]))
    cells = {"voter_id": voter, "vote": comma.join(choice), "points": ",".join(points)}
    quote = draw(st.sampled_from(["", "", "", '"']))
    given = [quote + cells[name] + quote if name in cells else draw(CELL) for name in columns]
    return ";".join(given) + draw(ENDS)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file of any kind, mostly a good one."""
    columns = draw(st.permutations(["voter_id", "vote", "points", "age"]))
    columns = columns[: draw(st.sampled_from([2, 3, 4, 4, 4]))]
    columns += [name for name in ("voter_id", "vote") if name not in columns]
    filled = columns[: -draw(st.sampled_from([0] * 9 + [1])) or None]
    votes = [draw(rows(filled, number)) for number in range(draw(st.integers(0, 6)))]
    meta = draw(st.sampled_from(["", "", "num_votes;3\n", "default_score;2\n", "x;a;b\n"]))
    kind = draw(st.sampled_from(KINDS))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    heading = ";".join(columns) + draw(st.sampled_from(["\n", ";\n", "\r\n"]))
    head = f"{mark}META\nkey;value\nbudget;100\nvote_type;{kind}\n{meta}PROJECTS\n"
    listed = "project_id;cost\n" + "".join(f"{name};5\n" for name in NAMES)
    return head + listed + "VOTES\n" + heading + "".join(votes)


def check_doors(place: Path, data: bytes, points: tuple[int, ...]) -> None:
    place.write_bytes(data)
    found = together(place, points)
    assert found == one_by_one(place, points)
    if isinstance(found, tuple):
        name, line, sentence = found
        assert name == str(place)
        assert isinstance(line, int)
        assert isinstance(sentence, str)
        assert sentence.isprintable()
        assert sentence.endswith(".")


RANKS = st.sampled_from([(), (), (3, 2, 1), (1,), (1, 2), (0,)])


@given(texts(), RANKS)
def test_both_doors_agree_on_files_of_every_kind(
    place: Path, text: str, points: tuple[int, ...]
) -> None:
    check_doors(place, text.encode(), points)


@given(
    texts(),
    st.integers(0, 250),
    st.integers(0, 12),
    st.sampled_from(["", ";", '"', "\n", "\r", "-", "VOTES\n", "\nPROJECTS\n", ";;;", "\x00"]),
    RANKS,
)
@example(ORDINARY, 0, 400, "", ())
def test_both_doors_agree_on_damaged_files(
    place: Path, text: str, start: int, length: int, instead: str, points: tuple[int, ...]
) -> None:
    damaged = text[:start] + instead + text[start + length :]
    check_doors(place, damaged.encode(), points)


@given(st.binary(max_size=200), st.integers(0, len(ORDINARY)), RANKS)
def test_any_bytes_give_both_doors_the_same(
    place: Path, noise: bytes, at: int, points: tuple[int, ...]
) -> None:
    for data in (noise, ORDINARY[:at].encode() + noise + ORDINARY[at:].encode()):
        check_doors(place, data, points)


REAL = {
    "poland_wieliczka_2023.pb": (),
    "poland_poznan_2023_10-swierczewo-wilda-zielony-debiec.pb": (),
    "poland_warszawa_2017_plac-wojska-polskiego.pb": (),
    "poland_krakow_2018_wzgorza-krzeslawickie.pb": (3, 2, 1),
}


@pytest.mark.parametrize(("name", "points"), REAL.items(), ids=REAL)
def test_both_doors_agree_on_real_files(
    real_budgets: Path, name: str, points: tuple[int, ...]
) -> None:
    found = together(real_budgets / name, points)
    assert isinstance(found, PabulibElection)
    assert found == one_by_one(real_budgets / name, points)
    assert found.cast == int(found.meta["num_votes"])


def test_krakow_earns_its_published_scores(real_budgets: Path) -> None:
    election = read_election(
        real_budgets / "poland_krakow_2018_wzgorza-krzeslawickie.pb", points=(3, 2, 1)
    )
    published = tuple(int(project.other["score"]) for project in election.projects)
    assert election.profile.scores() == published
    assert published == (888, 742, 652, 523, 516, 494, 458, 257)
    assert election.profile.votes() == tuple(project.votes for project in election.projects)
