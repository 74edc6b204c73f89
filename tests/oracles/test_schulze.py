"""Schulze here and in votelib: the same duels, the same strongest paths, the same winner."""

from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze
from votelib.evaluate.core import Tie

from governance.rules import schulze
from governance.rules.election import Election
from tests.oracles.persons import Contest, contests, named

Table = dict[tuple[str, str], int]


def table(result: Election, rows: tuple[tuple[int, ...], ...]) -> Table:
    """The numbers above zero, by pair of names."""
    names = result.candidates
    return {
        (one, other): rows[i][j]
        for i, one in enumerate(names)
        for j, other in enumerate(names)
        if rows[i][j]
    }


def count(contest: Contest) -> tuple[Election, Table]:
    """Our result, and the duels of votelib: who is not ranked is last."""
    ours = schulze.count(contest.profile, seats=1, tie_order=contest.order)
    return ours, RankedToCondorcetVotes().convert(named(contest.profile))


def without_zeros(numbers: Table) -> Table:
    return {pair: number for pair, number in numbers.items() if number}


def test_the_duels_are_the_same(examples: int) -> None:
    for contest in contests(examples, seed=9, equal=True):
        ours, duels = count(contest)
        assert ours.pairwise is not None
        assert table(ours, ours.pairwise.matrix) == without_zeros(duels), contest


def test_the_strongest_paths_are_the_same(examples: int) -> None:
    for contest in contests(examples, seed=10, equal=True, most_voters=60):
        ours, duels = count(contest)
        assert ours.pairwise is not None
        paths = Schulze.widest_paths(duels)
        assert table(ours, ours.pairwise.paths) == without_zeros(paths), contest


def test_who_wins_alone_there_shares_the_first_place_here(examples: int) -> None:
    """It ranks by the number of candidates beaten, so it may prefer one of our first place."""
    alone = 0
    for contest in contests(examples, seed=11, equal=True, most_voters=60):
        ours, duels = count(contest)
        theirs = Schulze().evaluate(duels, 1)
        if theirs and not isinstance(theirs[0], Tie):
            alone += 1
            assert ours.ranking is not None
            assert theirs[0] in ours.ranking[0], contest
    assert alone > examples // 2


def test_the_comparison_sees_who_is_not_ranked() -> None:
    """The control: when those who are not ranked are left out of the duels, they part."""

    def agrees(contest: Contest) -> bool:
        ours, _ = count(contest)
        ignored = RankedToCondorcetVotes(unranked_at_bottom=False).convert(named(contest.profile))
        assert ours.pairwise is not None
        return table(ours, ours.pairwise.matrix) == without_zeros(ignored)

    assert not all(map(agrees, contests(50, seed=9, equal=True)))
