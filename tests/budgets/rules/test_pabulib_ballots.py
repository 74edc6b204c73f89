"""Pabulib files with every kind of ballot: what is read, counted, written and refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.rules.pabulib import (
    PabulibFile,
    PabulibProject,
    PabulibVote,
    compose,
    parse,
    write,
)
from budgets.rules.profile import PointsProfile, Profile
from governance.rules.source import FileError

IDS = ("a", "b", "c")
KINDS = ("approval", "knapsack", "choose-1", "ordinal", "cumulative", "scoring")


def text_of(kind: str, *rows: str, meta: str = "", columns: str = "voter_id;vote") -> str:
    """A file over the projects a, b, c; meta: more rows of it, each with its line end."""
    head = f"META\nkey;value\nbudget;100\nvote_type;{kind}\n{meta}"
    projects = "PROJECTS\nproject_id;cost\na;10\nb;20\nc;30\n"
    return "\n".join([head + projects + "VOTES", columns, *rows, ""])


def pointed(kind: str, *rows: str, meta: str = "") -> str:
    return text_of(kind, *rows, meta=meta, columns="voter_id;vote;points")


def refused(text: str, points: tuple[int, ...] = ()) -> tuple[int | None, str]:
    with pytest.raises(FileError) as caught:
        parse(text).profile(points)
    return caught.value.line, caught.value.sentence


@pytest.mark.parametrize("kind", ["approval", "knapsack", "choose-1"])
def test_kinds_that_count_as_approvals(kind: str) -> None:
    profile = parse(text_of(kind, "1;c,a", "2;a", "3;", "4;a,c")).profile()
    assert isinstance(profile, Profile)
    assert profile.ballots == {(0, 2): 2, (0,): 1}
    assert profile.blank == 1


@pytest.mark.parametrize("kind", ["cumulative", "scoring"])
def test_points_are_read_in_the_order_of_the_vote(kind: str) -> None:
    file = parse(pointed(kind, "1;c,a;5,2", "2; a , c ; 2.0, 5. ", "3;b,c;0,1", "4;;", "5;b;0"))
    assert [vote.points for vote in file.votes] == [(5, 2), (2, 5), (0, 1), (), (0,)]
    profile = file.profile()
    assert isinstance(profile, PointsProfile)
    assert profile.ballots == {((0, 2), (2, 5)): 2, ((2, 1),): 1}
    assert profile.blank == 2  # one without projects, one that gives its project nothing
    assert profile.scores() == (4, 0, 11)


def test_scoring_gives_the_default_to_projects_that_a_ballot_leaves_out() -> None:
    rows = ("1;c,a;5,0", "2;;")
    file = parse(pointed("scoring", *rows, meta="default_score;2\n"))
    assert file.profile().ballots == {((1, 2), (2, 5)): 1}
    assert file.profile().blank == 1
    for other in (
        pointed("scoring", *rows, meta="default_score;0\n"),
        pointed("scoring", *rows, meta="default_score;\n"),
        pointed("cumulative", *rows, meta="default_score;2\n"),
    ):
        assert parse(other).profile().ballots == {((2, 5),): 1}


def test_ranks_earn_their_points_and_ranks_beyond_earn_nothing() -> None:
    file = parse(text_of("ordinal", "1;c,a,b", "2;a,c", "3;", "4;a"))
    assert file.profile((3, 2, 1)).scores() == (8, 1, 5)
    assert file.profile((3,)).ballots == {((2, 3),): 1, ((0, 3),): 2}
    assert file.profile((3,)).blank == 1


@pytest.mark.parametrize("kind", ["Ordinal", " ORDINAL ", "ordinal"])
def test_the_kind_in_other_case(kind: str) -> None:
    file = parse(text_of(kind, "1;a"))
    assert (file.vote_type, file.profile([1]).scores()) == ("ordinal", (1, 0, 0))
    assert parse(text_of("Choose 1", "1;a")).profile().ballots == {(0,): 1}


def test_points_column_of_other_kinds_is_text_like_any_other() -> None:
    for kind in ("approval", "ordinal"):
        (vote,) = parse(pointed(kind, "1;c,a;x")).votes
        assert (vote.choice, vote.points, vote.other) == (("c", "a"), (), {"points": "x"})


REFUSED = [
    ("negative", "2;a,b;1,-2", "points -2 are negative"),
    ("negative whole", "2;a;-2.0", "points -2.0 are negative"),
    ("fractional", "2;a,b;1,0.5", "'0.5' are not a whole number"),
    ("a word", "2;a;x", "'x' are not a whole number"),
    ("other digits", "2;a;٣", "are not a whole number"),
    ("a hole", "2;a,b;1,", "'' are not a whole number"),
    ("a control character", "2;a;1\x07", "are not a whole number"),
    ("too few", "2;a,b;1", "names 2 projects and gives 1 points"),
    ("too many", "2;a;1,1", "names 1 projects and gives 2 points"),
    ("none", "2;a;", "names 1 projects and gives 0 points"),
    ("for nothing", "2;;3", "names 0 projects and gives 1 points"),
    ("unknown project", "2;a,d;1,1", "unknown project 'd'"),
    ("project twice", "2;a,b,a;0,1,0", "project a twice"),
]


@pytest.mark.parametrize("kind", ["cumulative", "scoring"])
@pytest.mark.parametrize(
    ("row", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_bad_points_are_refused_on_their_line(kind: str, row: str, sentence: str) -> None:
    line, found = refused(pointed(kind, "1;a;1", row, "3;a;-1"))
    assert line == 13
    assert sentence in found
    assert found.isprintable()


def test_points_are_needed_where_the_kind_gives_points() -> None:
    line, sentence = refused(text_of("scoring", "1;a"))
    assert (line, "lack 'points'" in sentence) == (11, True)
    line, sentence = refused(pointed("scoring", "1;a;1", meta="default_score;-1\n"))
    assert (line, "default_score '-1'" in sentence) == (5, True)


@pytest.mark.parametrize(
    ("kind", "points", "sentence"),
    [
        ("ordinal", (), "Ranked ballots need points per rank, for instance 3,2,1."),
        ("ordinal", (3, -1), "The points per rank must be whole numbers, at least 0."),
        ("ordinal", (1, 2), "A lower rank may not earn more points than a higher one."),
        (
            "approval",
            (3, 2, 1),
            "Points per rank are for ranked ballots, not for approval ballots.",
        ),
        ("scoring", (1,), "Points per rank are for ranked ballots, not for scoring ballots."),
        ("guess", (), "Ballots of vote_type 'guess' cannot be counted."),
    ],
)
def test_points_per_rank_are_for_ranked_ballots(
    kind: str, points: tuple[int, ...], sentence: str
) -> None:
    assert refused(pointed(kind, "1;a;1"), points) == (4, sentence)


def test_ballots_outside_the_limits_of_their_kind_are_listed() -> None:
    meta = "max_sum_points;6\nmin_sum_points;2\nmax_points;4\nmin_points;1\n"
    rows = ("1;a,b;4,2", "2;a,b;5,2", "3;a;1", "4;a,b;2,0", "5;;")
    found = parse(pointed("cumulative", *rows, meta=meta)).breaches()
    assert [(b.limit, b.allowed, b.found, b.voter) for b in found] == [
        ("max_points", 4, 5, "2"),
        ("max_sum_points", 6, 7, "2"),
        ("min_sum_points", 2, 1, "3"),
        ("min_points", 1, 0, "4"),
    ]
    assert parse(text_of("ordinal", "1;a,b", meta=meta)).breaches() == []
    (breach,) = parse(text_of("choose-1", "1;a", "2;a,b")).breaches()
    assert (breach.limit, breach.allowed, breach.found, breach.line) == ("max_length", 1, 2, 13)


def votes_of(kind: str) -> st.SearchStrategy[list[PabulibVote]]:
    choices = st.lists(st.sampled_from(IDS), unique=True).map(tuple)
    if kind not in ("cumulative", "scoring"):
        points = choices.map(lambda choice: (choice, ()))
    else:
        points = choices.flatmap(
            lambda choice: st.tuples(
                st.just(choice), st.tuples(*[st.integers(0, 10**18 - 1)] * len(choice))
            )
        )
    rows = st.lists(points, max_size=6)
    return rows.map(
        lambda found: [
            PabulibVote(str(n), choice, {"age": "x"}, points=points)
            for n, (choice, points) in enumerate(found)
        ]
    )


@st.composite
def files(draw: st.DrawFn) -> PabulibFile:
    kind = draw(st.sampled_from(KINDS))
    projects = [PabulibProject(project, 1) for project in IDS]
    return compose({"vote_type": kind}, 1, projects, draw(votes_of(kind)))


@given(files())
def test_every_kind_is_written_as_it_was_read(file: PabulibFile) -> None:
    assert parse(write(file)) == file
    points = (3, 2, 1) if file.vote_type == "ordinal" else ()
    assert parse(write(file)).profile(points) == file.profile(points)


@given(files())
def test_profile_holds_what_the_votes_give_one_by_one(file: PabulibFile) -> None:
    ranks = (3, 2) if file.vote_type == "ordinal" else ()
    scores = dict.fromkeys(IDS, 0)
    for vote in file.votes:
        earned = vote.points or ranks or (1,) * len(vote.choice)
        for project, points in zip(vote.choice, earned, strict=False):
            scores[project] += points
    profile = file.profile(ranks)
    assert profile.scores() == tuple(scores.values())
    assert profile.voters + profile.blank == len(file.votes)


@pytest.mark.parametrize(
    ("kind", "points"),
    [("approval", (1,)), ("scoring", ()), ("scoring", (1, 2)), ("scoring", (-1,))],
)
def test_points_that_do_not_fit_are_not_written(kind: str, points: tuple[int, ...]) -> None:
    vote = PabulibVote("1", ("a",), points=points)
    with pytest.raises(ValueError, match="cannot be written"):
        compose({"vote_type": kind}, 1, [PabulibProject("a", 1)], [vote])


def test_composing_without_a_kind_is_refused() -> None:
    with pytest.raises(FileError, match="does not tell the vote_type"):
        compose({}, 1, [PabulibProject("a", 1)], [])
