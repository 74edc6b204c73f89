"""Duels of each candidate with each other: who is preferred to whom, and strongest paths."""

# A square of whole numbers stands for all duels: square[i][j] voters prefer candidate i to j.

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from governance.rules.errors import CountError
from governance.rules.profile import Ballot, Rank

Square = tuple[tuple[int, ...], ...]

BLOCK = 10  # up to 10 candidates: few enough sets to count each in its place of a list

Counts = Mapping[Rank, list[int] | defaultdict[int, int]]


def preferences(ballots: Mapping[Ballot, int], candidates: int) -> Square:
    """How many voters prefer each candidate to each other."""
    # Candidates who are not ranked stand below all who are, and equal to each other. Members of an
    # equal rank are preferred neither way. How it is fast: each step down a ballot is counted under
    # its rank and the set of those below, and only the different steps are written out as duels.
    # Where there are many candidates the sets are cut into blocks, one pass for each.
    equal = (ballot for ballot in ballots if len(ballot) < candidates)  # others have none
    ranks: set[Rank] = {*range(candidates), *chain.from_iterable(equal)}
    square = [[0] * candidates for _ in range(candidates)]
    for start in range(0, candidates, BLOCK):
        block = range(start, min(start + BLOCK, candidates))
        for rank, counts in _steps(ballots, ranks, block).items():
            pairs = counts.items() if isinstance(counts, dict) else enumerate(counts)
            for below, number in pairs:
                if number:
                    losers = [one for place, one in enumerate(block) if below >> place & 1]
                    _add(square, rank, losers, number)
    return tuple(map(tuple, square))


def _steps(ballots: Mapping[Ballot, int], ranks: Iterable[Rank], block: range) -> Counts:
    """For each rank: how many voters have which of the block below it, a set as bits."""
    bits: dict[Rank, int] = {}
    steps: dict[Rank, list[int] | defaultdict[int, int]] = {}
    for rank in ranks:
        bits[rank] = sum(1 << one - block.start for one in _members(rank) if one in block)
        steps[rank] = [0] * (1 << len(block)) if isinstance(rank, int) else defaultdict(int)
    everybody = (1 << len(block)) - 1
    for ballot, number in ballots.items():
        below = everybody
        for rank in ballot:
            below -= bits[rank]
            steps[rank][below] += number
    return steps


def _add(square: list[list[int]], rank: Rank, losers: Sequence[int], number: int) -> None:
    """Adds `number` voters who prefer this rank to these candidates."""
    for winner in _members(rank):
        row = square[winner]
        for loser in losers:
            row[loser] += number


def _members(rank: Rank) -> tuple[int, ...]:
    return rank if isinstance(rank, tuple) else (rank,)


def check_preferences(square: Sequence[Sequence[int]], candidates: int, valid: int) -> Square:
    """The square as tuples; CountError unless these can be the preferences of voters."""
    if type(valid) is not int or valid < 0:
        raise CountError("The number of valid votes must be a whole number, at least 0.")
    if len(square) != candidates or any(len(row) != candidates for row in square):
        raise CountError("The table of duels needs a row and a column for each candidate.")
    for i, row in enumerate(square):
        for j, number in enumerate(row):
            if type(number) is not int or number < 0:
                raise CountError(f"Duel {i + 1}-{j + 1}: {number!r} is no whole number of voters.")
    for i, row in enumerate(square):
        if row[i]:
            raise CountError(f"The table of duels has candidate {i + 1} against themselves.")
        for j, number in enumerate(row):
            if number + square[j][i] > valid:
                raise CountError(f"Duel {i + 1}-{j + 1} has more votes than the {valid} valid.")
    return tuple(map(tuple, square))


def wins(square: Square) -> tuple[int, ...]:
    return tuple(
        sum(mine > theirs for mine, theirs in zip(row, column, strict=True))
        for row, column in zip(square, zip(*square, strict=True), strict=True)
    )


def strongest_paths(square: Square, among: Iterable[int]) -> Square:
    """The strength of the strongest path from each to each other, through `among` only; else 0."""
    # A path is a chain of duels won; it is as strong as the fewest votes with which one of them was
    # won (winning votes). Floyd and Warshall's algorithm, as Schulze 2011 gives it.
    size, inside = len(square), list(among)
    paths = [[0] * size for _ in range(size)]
    for i in inside:
        for j in inside:
            if square[i][j] > square[j][i]:
                paths[i][j] = square[i][j]
    for k in inside:
        onward = paths[k]
        for i in inside:
            row, reach = paths[i], paths[i][k]
            if reach and i != k:
                for j in inside:
                    through = min(reach, onward[j])
                    if through > row[j] and i != j:
                        row[j] = through
    return tuple(map(tuple, paths))


def layers(paths: Square, among: Iterable[int]) -> list[list[int]]:
    """The order of these candidates in places, the best first, by strongest path."""
    # i beats j when the strongest path from i to j is stronger than the one back. That relation is
    # transitive (proved in Schulze 2011) and no candidate beats themselves, but two who do not beat
    # each other may stand differently to a third, so "not beaten" does not by itself sort into
    # places. Repeatedly taking all who are unbeaten among those left always does: each group has an
    # unbeaten candidate, and a candidate who beats another is in a place before theirs.
    left = list(among)
    places: list[list[int]] = []
    while left:
        best = [
            one for one in left if all(paths[one][rival] >= paths[rival][one] for rival in left)
        ]
        places.append(best)
        left = [one for one in left if one not in best]
    return places
