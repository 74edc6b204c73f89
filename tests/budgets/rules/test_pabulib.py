"""Pabulib files: what is read, what is written, and what is refused in one sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.pabulib import (
    PabulibFile,
    PabulibProject,
    PabulibVote,
    compose,
    parse,
    read,
    read_election,
    write,
)
from governance.rules.source import FileError

GOOD = """META
key;value
description;Two streets; one square
num_projects;3
num_votes;4
budget;1000.50
vote_type;approval
min_length;1
max_length;2
max_sum_cost;600
PROJECTS
project_id;cost;name;votes;selected;score
1;500;"Trees; and ""benches"" ";3;1;7
x 2;0;Free  ;1;2;x
3;499.5;;99;0;
VOTES
voter_id;vote;sex
a;1,3;F
b;;
c;x 2 , 1, 3;M
d;1;F
"""


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_reads_what_stands_there() -> None:
    file = parse(GOOD)
    assert (file.budget, file.scale, file.vote_type) == (100_050, 100, "approval")
    assert file.meta["description"] == "Two streets; one square"
    trees, free, last = file.projects
    assert (trees.id, trees.cost, trees.name) == ("1", 50_000, 'Trees; and "benches"')
    assert (trees.votes, trees.selected, trees.other) == (3, 1, {"score": "7"})
    assert (free.id, free.cost, free.name, free.selected) == ("x 2", 0, "Free", 2)
    assert (last.cost, last.name, last.votes, last.category) == (49_950, "", 99, None)
    assert [vote.choice for vote in file.votes] == [("1", "3"), (), ("x 2", "1", "3"), ("1",)]
    assert (file.votes[0].voter, file.votes[0].other) == ("a", {"sex": "F"})
    assert file.published == {"1"}


def test_profile_of_a_file() -> None:
    profile = parse(GOOD).approval_profile()
    assert profile.ballots == {(0, 2): 1, (0, 1, 2): 1, (0,): 1}
    assert (profile.voters, profile.blank) == (3, 1)
    assert [project.cost for project in profile.projects] == [50_000, 0, 49_950]


def test_ballots_outside_the_declared_limits_are_listed() -> None:
    found = [(b.limit, b.allowed, b.found, b.voter, b.line) for b in parse(GOOD).breaches()]
    assert found == [
        ("max_sum_cost", 60_000, 99_950, "a", 18),
        ("max_length", 2, 3, "c", 20),
        ("max_sum_cost", 60_000, 99_950, "c", 20),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n", "\n\n"),
        GOOD.replace("\n", "  \n"),
        GOOD.rstrip("\n"),
        GOOD.replace("META\n", "META;;\n").replace("VOTES\n", "votes\n"),
    ],
    ids=["mark", "crlf", "cr", "blank lines", "spaces", "no last line end", "headings"],
)
def test_the_same_file_in_other_clothes(text: str) -> None:
    assert parse(text) == parse(text.encode()) == parse(GOOD)


def test_columns_in_another_order() -> None:
    other = changed("a;1,3;F\nb;;\nc;x 2 , 1, 3;M\nd;1;F", "1,3;F;a\n;;b\nx 2,1,3;M;c\n1;F;d")
    assert parse(other.replace("voter_id;vote;sex", "vote;sex;voter_id")) == parse(GOOD)


def test_only_what_is_required() -> None:
    small = "META\nkey;value\nbudget;5\nvote_type;approval\n"
    small += "PROJECTS\ncost;project_id\n3;a\nVOTES\nvote;voter_id\na;1\n"
    file = parse(small)
    assert file.projects == (PabulibProject("a", 300),)
    assert file.votes == (PabulibVote("1", ("a",)),)


def test_minimum_support() -> None:
    for text, votes in [("300", 300), ("30.0", 30), ("", 0), (" ", 0)]:
        file = parse(changed("min_length;1", f"min_project_score_threshold;{text}"))
        assert file.minimum_support == votes
    assert parse(GOOD).minimum_support == 0


def test_the_finest_amount_sets_the_scale() -> None:
    file = parse(changed("max_sum_cost;600", "max_sum_cost;600.00005"))
    assert (file.scale, file.limits["max_sum_cost"]) == (100_000, 60_000_005)
    assert file.budget == 100_050_000


def test_more_decimals_need_a_finer_scale() -> None:
    file = parse(changed("3;499.5;", "3;499.1250;"))
    assert (file.scale, file.budget) == (1000, 1_000_500)
    assert [project.cost for project in file.projects] == [500_000, 0, 499_125]
    assert parse(write(file)) == file


MALFORMED = [
    ("empty", "", 1, "empty"),
    ("only white space", "\n \n", 1, "empty"),
    ("no META", "hello;world\n" + GOOD, 1, "META"),
    ("sections out of order", "PROJECTS\n", 1, "PROJECTS"),
    ("votes before projects", changed("PROJECTS\n", "VOTES\n"), 11, "VOTES stands where PROJECTS"),
    ("ends after META", GOOD[: GOOD.index("PROJECTS")], 10, "PROJECTS"),
    ("ends after PROJECTS", GOOD[: GOOD.index("VOTES")], 15, "VOTES"),
    ("ends after VOTES", GOOD[: GOOD.index("voter_id")], 16, "column names"),
    ("no header in META", changed("key;value\n", ""), 2, "'key'"),
    ("no header in VOTES", changed("voter_id;vote;sex\n", ""), 17, "'voter_id'"),
    ("no cost column", changed("project_id;cost", "project_id;price"), 12, "'cost'"),
    ("column twice", changed("votes;selected", "votes;votes"), 12, "'votes'"),
    ("column without name", changed("votes;selected", "votes;"), 12, "no name"),
    ("unknown section", changed("VOTES\n", "RESULTS\nVOTES\n"), 16, "RESULTS"),
    ("section twice", changed("VOTES\n", "PROJECTS\nVOTES\n"), 16, "twice"),
    ("short row", changed("3;499.5;;99;0;", "3;499.5"), 15, "2 cells"),
    ("long row", changed("Free  ", "Free;Beer"), 14, "7 cells"),
    ("short vote", changed("d;1;F", "d"), 21, "1 cells"),
    ("no budget", changed("budget;1000.50\n", ""), 1, "budget"),
    ("blank budget", changed("budget;1000.50", "budget;"), 6, "budget"),
    ("no vote_type", changed("vote_type;approval\n", ""), 1, "vote_type"),
    ("key twice", changed("min_length;1", "budget;1"), 8, "twice"),
    ("budget nothing", changed("1000.50", "0.00"), 6, "0"),
    ("budget a word", changed("1000.50", "much"), 6, "'much'"),
    ("budget negative", changed("1000.50", "-1"), 6, "negative"),
    ("budget infinite", changed("1000.50", "inf"), 6, "'inf'"),
    ("budget in powers", changed("1000.50", "1e999999999"), 6, "1e999999999"),
    ("cost not a number", changed("3;499.5;", "3;NaN;"), 15, "'NaN'"),
    ("cost negative", changed("3;499.5;", "3;-499.5;"), 15, "negative"),
    ("cost with comma", changed("3;499.5;", "3;499,5;"), 15, "'499,5'"),
    ("cost blank", changed("3;499.5;", "3;;"), 15, "''"),
    ("cost in other digits", changed("3;499.5;", "3;٤٩٩;"), 15, "amount"),
    ("cost with underscore", changed("3;499.5;", "3;4_99;"), 15, "amount"),
    ("project twice", changed("3;499.5;", "1;499.5;"), 15, "line 13"),
    ("project id blank", changed("3;499.5;", ";499.5;"), 15, "empty"),
    ("project id with comma", changed("x 2;0", "x,2;0"), 14, "comma"),
    ("voter twice", changed("d;1;F", "a;1;F"), 21, "line 18"),
    ("voter blank", changed("d;1;F", ";1;F"), 21, "empty"),
    ("unknown project", changed("d;1;F", "d;4;F"), 21, "'4'"),
    ("vote with a hole", changed("d;1;F", "d;1,;F"), 21, "''"),
    ("project twice in a vote", changed("d;1;F", "d;3,1,3;F"), 21, "project 3 twice"),
    ("support a word", changed("min_length;1", "min_project_score_threshold;ten"), 8, "'ten'"),
    ("support negative", changed("min_length;1", "min_project_score_threshold;-1"), 8, "'-1'"),
    ("too few projects", changed("num_projects;3", "num_projects;4"), 4, "holds 3"),
    ("too few votes", changed("d;1;F\n", ""), 5, "holds 3"),
    ("number of votes a word", changed("num_votes;4", "num_votes;four"), 5, "four"),
    ("open quote", changed("d;1;F", 'd;"1;F'), 21, "quote"),
    ("open quote early", changed("3;499.5;;99;0;", '3;499.5;"x;99;0;'), 15, "quote"),
    ("open quote in a long file", changed("d;1;F\n", 'd;"' + "1;F\n" * 50_000), 21, "quote"),
]


@pytest.mark.parametrize(
    ("text", "line", "word"), [case[1:] for case in MALFORMED], ids=[case[0] for case in MALFORMED]
)
def test_malformed_file_gets_one_sentence_with_its_line(
    text: str, line: int, word: str, tmp_path: Path
) -> None:
    with pytest.raises(FileError) as caught:
        parse(text, "round.pb")
    error = caught.value
    assert (error.file, error.line) == ("round.pb", line)
    assert str(error) == f"round.pb, line {line}: {error.sentence}"
    assert word in error.sentence
    assert error.sentence.endswith(".")
    assert error.sentence.isprintable()
    path = tmp_path / "round.pb"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(FileError) as again:
        read_election(path)
    assert (again.value.line, again.value.sentence) == (line, error.sentence)


def test_other_encoding_is_refused_on_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.pb"
    path.write_bytes(changed("Free", "Café").encode("latin-1"))
    for door in (read, read_election):
        with pytest.raises(FileError, match="line 14: The text is not UTF-8"):
            door(path)


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.pb", "zero\0byte"):
        for door in (read, read_election):
            with pytest.raises(FileError, match="cannot be opened") as caught:
                door(path)
            assert caught.value.line is None


def test_ranked_ballots_are_read_but_not_counted_as_approvals() -> None:
    file = parse(changed("vote_type;approval", "vote_type;ordinal"))
    with pytest.raises(FileError) as caught:
        file.approval_profile()
    assert (caught.value.line, "'ordinal'" in caught.value.sentence) == (7, True)


def attempt(source: bytes | str) -> PabulibFile | FileError:
    try:
        return parse(source)
    except FileError as error:
        return error


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_any_bytes_give_a_file_or_a_sentence(noise: bytes, place: int) -> None:
    mixed = GOOD[:place].encode() + noise + GOOD[place:].encode()
    for data in (noise, mixed):
        found = attempt(data)
        assert isinstance(found, PabulibFile) or found.line is not None


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 30),
    st.sampled_from(["", ";", '"', "\n", "-", "VOTES\n"]),
)
def test_damage_gives_a_file_or_a_sentence(start: int, length: int, instead: str) -> None:
    text = GOOD[:start] + instead + GOOD[start + length :]
    found = attempt(text)
    if isinstance(found, PabulibFile):
        assert parse(write(found)) == found
    else:
        assert found.line is not None
        assert 1 <= found.line <= text.count("\n") + 1


CELL = st.text(st.characters(codec="utf-8") | st.sampled_from(list(';",\r\n éż')), max_size=8).map(
    str.strip
)
WORD = st.from_regex(r"[A-Za-z0-9.ż]([A-Za-z0-9. ;\"ż]{0,5}[A-Za-z0-9.ż])?", fullmatch=True)


@st.composite
def files(draw: st.DrawFn) -> PabulibFile:
    ids = draw(st.lists(WORD, min_size=1, max_size=4, unique=True))
    extra = draw(st.booleans())
    projects = [
        PabulibProject(
            id=project,
            cost=draw(st.integers(0, 10**7)),
            name=draw(CELL),
            selected=draw(st.sampled_from([0, 1, 2])),
            other={"place": draw(CELL)} if extra else {},
        )
        for project in ids
    ]
    voters = draw(st.lists(WORD.filter(lambda v: v not in ("META", "VOTES")), unique=True))
    votes = [
        PabulibVote(voter, tuple(draw(st.lists(st.sampled_from(ids), unique=True))), {"via": "web"})
        for voter in voters
    ]
    meta = {"vote_type": "approval", "description": draw(CELL), "x": draw(CELL)}
    return compose(meta, draw(st.integers(1, 10**8)), projects, votes)


@given(files())
def test_written_file_reads_the_same(file: PabulibFile) -> None:
    assert parse(write(file)) == file
    assert parse(write(file).encode()) == file
    assert int(file.meta["num_votes"]) == len(file.votes)


@pytest.mark.parametrize("wrong", ["", "a,b", " a", "a\n"])
def test_ids_that_a_file_cannot_hold_are_not_written(wrong: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        compose({"vote_type": "approval"}, 1, [PabulibProject(wrong, 1)], [])
    with pytest.raises(ValueError, match="cannot be written"):
        compose({"vote_type": "approval"}, 1, [], [PabulibVote(wrong.strip(), (wrong,))])
