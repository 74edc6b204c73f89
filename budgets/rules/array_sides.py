"""The supporters of every project, laid out in numpy arrays."""

from dataclasses import dataclass
from itertools import pairwise

from budgets.rules.flat import Array, Flat, np


@dataclass(frozen=True, slots=True)
class Side:
    """The supporters of one project; arrays are indexed by supporter, a distinct ballot."""

    ballots: Array  # Numbers of the ballots
    voters: Array  # How many cast each
    points: Array | None  # Given by each voter, as floats; None where all gave 1
    weights: Array  # Voters times points, as floats
    repeated: Array  # The supporters with more than one voter
    heavy: Array  # The supporters with a weight above 1

    def pay(self, levels: Array, price: float) -> float:
        return self.total(np.minimum(levels, price))

    def total(self, levels: Array) -> float:
        # No `dot`: it starts threads without gain.
        return float((levels * self.weights if len(self.heavy) else levels).sum())

    def above(self, levels: Array, price: float) -> float:
        heavy = self.heavy[levels[self.heavy] > price]
        return np.count_nonzero(levels > price) + float(self.weights[heavy].sum() - len(heavy))

    def sum_of_points(self, members: Array) -> int:
        return int(self.weights[members].sum())

    def heads(self, members: Array) -> int:
        return int(self.voters[members].sum())

    def times(self, numbers: Array, members: Array, size: int) -> list[int]:
        """How often voters among the members met each number below `size`."""
        # `numbers` has a row per ballot of the election.
        found = np.bincount(numbers[self.ballots[members]].ravel(), minlength=size)
        again = self.repeated[members[self.repeated]]
        if len(again):
            weights = np.repeat(self.voters[again] - 1, numbers.shape[1])
            more = np.bincount(numbers[self.ballots[again]].ravel(), weights, size)
            found = found + more.astype(np.int64)
        return [int(number) for number in found]


def sides(flat: Flat, projects: int) -> list[Side]:
    small = projects < 2**15  # sixteen bits sort several times as fast
    order = np.argsort(flat.projects.astype(np.int16) if small else flat.projects, kind="stable")
    ballots = flat.owners[order]
    voters = flat.times[ballots]
    points = None if flat.points is None else flat.points[order]
    ends = np.cumsum(np.bincount(flat.projects, minlength=projects)).tolist()
    return [
        _side(ballots[start:end], voters[start:end], None if points is None else points[start:end])
        for start, end in pairwise([0, *ends])
    ]


def _side(ballots: Array, voters: Array, points: Array | None) -> Side:
    if points is not None:
        points = None if bool((points == 1).all()) else points.astype(float)
    weights = voters.astype(float) if points is None else voters * points
    repeated, heavy = np.flatnonzero(voters > 1), np.flatnonzero(weights > 1)
    return Side(ballots, voters, points, weights, repeated, heavy)
