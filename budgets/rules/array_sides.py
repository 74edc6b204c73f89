"""The supporters of every project, laid out in numpy arrays; numpy may be absent."""

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from budgets.rules.electorate import Electorate

try:
    import numpy as np
except ImportError:  # the plain run does the same
    np = None  # type: ignore[assignment]

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[Any]]
else:
    Array = Any

MOST = 2**50  # floats and int64 hold smaller whole numbers exactly, with room to add


@dataclass(frozen=True, slots=True)
class Side:
    """The supporters of one project; arrays are indexed by supporter, a distinct ballot.

    ballots: numbers of the ballots.  voters: how many cast each.
    points: given by each voter, as floats; None where all gave 1.
    weights: voters times points, as floats.
    repeated: the supporters with more than one voter; heavy: those with a weight above 1.
    """

    ballots: Array
    voters: Array
    points: Array | None
    weights: Array
    repeated: Array
    heavy: Array

    def pay(self, levels: Array, price: float) -> float:
        """What the supporters can pay together at this price per point."""
        return self.total(np.minimum(levels, price))

    def total(self, levels: Array) -> float:
        """The sum over all voters. (No `dot`: that would start threads, for nothing.)"""
        return float((levels * self.weights if len(self.heavy) else levels).sum())

    def above(self, levels: Array, price: float) -> float:
        """The points of those who have more than this price per point."""
        heavy = self.heavy[levels[self.heavy] > price]
        return np.count_nonzero(levels > price) + float(self.weights[heavy].sum() - len(heavy))

    def sum_of_points(self, members: Array) -> int:
        return int(self.weights[members].sum())

    def heads(self, members: Array) -> int:
        """The number of voters among these supporters."""
        return int(self.voters[members].sum())

    def times(self, numbers: Array, members: Array, size: int) -> list[int]:
        """How often voters among the members met each of the numbers below `size`.

        numbers: a row per ballot of the election.
        """
        found = np.bincount(numbers[self.ballots[members]].ravel(), minlength=size)
        again = self.repeated[members[self.repeated]]
        if len(again):
            weights = np.repeat(self.voters[again] - 1, numbers.shape[1])
            more = np.bincount(numbers[self.ballots[again]].ravel(), weights, size)
            found = found + more.astype(np.int64)
        return [int(number) for number in found]


def sides(electorate: Electorate) -> list[Side]:
    """The supporters of every project, in the order of the projects."""
    profile = electorate.profile
    sizes = np.fromiter(map(len, profile.ballots), np.int64, len(profile.ballots))
    times = np.fromiter(profile.ballots.values(), np.int64, len(sizes))
    owner = np.repeat(np.arange(len(sizes)), sizes)
    flat: Any = chain.from_iterable(profile.ballots)
    points = None
    if electorate.approvals:
        project: Array = np.fromiter(flat, np.int32, len(owner))
    else:
        pairs = np.fromiter(chain.from_iterable(flat), np.int64, 2 * len(owner))
        project, points = pairs[0::2], pairs[1::2].astype(float)
    small = len(electorate.costs) < 2**15  # sixteen bits sort several times as fast
    order = np.argsort(project.astype(np.int16) if small else project, kind="stable")
    counts = np.bincount(project, minlength=len(electorate.costs))
    ends = np.cumsum(counts)
    return [
        _side(owner[mine], times[owner[mine]], None if points is None else points[mine])
        for mine in (order[end - size : end] for end, size in zip(ends, counts, strict=True))
    ]


def _side(ballots: Array, voters: Array, points: Array | None) -> Side:
    if points is not None and bool((points == 1).all()):
        points = None
    weights = voters.astype(float) if points is None else voters * points
    repeated, heavy = np.flatnonzero(voters > 1), np.flatnonzero(weights > 1)
    return Side(ballots, voters, points, weights, repeated, heavy)
