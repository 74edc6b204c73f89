"""What the Schulze method promises, each as a function of a rule and an election that asserts."""

from itertools import chain

from governance.rules import schulze
from tests.governance.rules.elections import Election
from tests.governance.rules.naive_choice import duels, smith_set, strongest_path
from tests.governance.rules.transfer_properties import Rule, counted


def duels_are_counted_by_voter(count: Rule, election: Election) -> None:
    pairwise = counted(count, election).pairwise
    assert pairwise is not None
    assert [list(row) for row in pairwise.matrix] == duels(election)


def paths_are_the_strongest(count: Rule, election: Election) -> None:
    pairwise = counted(count, election).pairwise
    assert pairwise is not None
    square, size = duels(election), range(len(election.candidates))
    assert pairwise.paths == tuple(tuple(strongest_path(square, i, j) for j in size) for i in size)


def ranking_follows_the_paths(count: Rule, election: Election) -> None:
    """Everybody stands once; before all whom they beat, behind somebody in the place before."""
    result = counted(count, election)
    assert result.ranking is not None
    assert result.pairwise is not None
    names, paths = election.candidates, result.pairwise.paths
    assert sorted(chain.from_iterable(result.ranking)) == sorted(names)
    place = [[name in shared for shared in result.ranking].index(True) for name in names]
    for j, behind in enumerate(place):
        beaten_by = [place[i] for i in range(len(names)) if paths[i][j] > paths[j][i]]
        assert max(beaten_by, default=-1) == behind - 1
    order = sorted(range(len(names)), key=lambda c: (place[c], election.order.index(names[c])))
    assert result.winners == tuple(names[c] for c in order[: election.seats])


def condorcet_winner_wins(count: Rule, election: Election) -> None:
    square = duels(election)
    for i, name in enumerate(election.candidates):
        if all(square[i][j] > square[j][i] for j in range(len(square)) if j != i):
            result = counted(count, election)
            assert result.ranking is not None
            assert (result.ranking[0], result.winners[0]) == ((name,), name)


def winner_is_in_the_smith_set(count: Rule, election: Election) -> None:
    smith = {election.candidates[one] for one in smith_set(duels(election))}
    result = counted(count, election)
    assert result.ranking is not None
    assert set(result.ranking[0]) <= smith


def duels_alone_give_the_same(count: Rule, election: Election) -> None:
    result = counted(count, election)
    known = schulze.count_matrix(
        election.candidates,
        duels(election),
        valid=result.valid,
        seats=election.seats,
        tie_order=election.order,
    )
    assert known.distinct is None
    fields = ("winners", "ranking", "pairwise", "stages", "ties", "options", "tie_order", "valid")
    assert all(getattr(known, field) == getattr(result, field) for field in fields)


def none_of_these_is_a_threshold(count: Rule, election: Election) -> None:
    """The result is that of those who pass, had only they stood; behind them none of these."""
    names, square = election.candidates, duels(election)
    if election.seats == len(names):
        return
    numerator, denominator = [(1, 2), (2, 3), (3, 4)][len(election.ballots) % 3]
    passed = [
        name
        for name, row in zip(names[1:], square[1:], strict=True)
        if row[0] * denominator > (row[0] + square[0][names.index(name)]) * numerator
    ]
    settings = {"none_of_these": names[0], "majority": (numerator, denominator)}
    result = count(election.profile, seats=election.seats, tie_order=election.order, **settings)
    dropped = tuple(name for name in names[1:] if name not in passed)
    places: tuple[tuple[str, ...], ...] = ()
    if passed:
        alone = schulze.count(
            election.profile.without({*names} - {*passed}),
            seats=min(election.seats, len(passed)),
            tie_order=[name for name in election.order if name in passed],
        )
        places = alone.ranking or ()
        assert (result.winners, result.ties) == (alone.winners, alone.ties)
    else:
        assert result.winners == ()
    assert result.ranking == (*places, names[:1], *([dropped] if dropped else []))
