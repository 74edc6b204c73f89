"""The marks on all distinct ballots in numpy arrays, one after the other."""

# What a large profile is checked, tallied and counted with. A *mark* is one project on one
# distinct ballot. Without numpy, or for small profiles, there is no `Flat`, and plain loops do
# the same.

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

try:
    import numpy as np
except ImportError:
    np = None  # type: ignore[assignment]

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[Any]]
else:
    Array = Any

WORTH_IT = 1_000  # distinct ballots from which arrays are quicker


@dataclass(frozen=True, slots=True)
class Flat:
    """All marks of a profile."""

    sizes: Array  # sizes, times: marks on each distinct ballot, and how many voters cast it
    times: Array
    projects: Array  # Index of the project of each mark
    points: Array | None  # Of each mark; None for approvals

    @property
    def owners(self) -> Array:
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def votes(self, projects: int) -> tuple[int, ...]:
        weights = np.repeat(self.times, self.sizes)
        return self._sums(weights, projects)

    def scores(self, projects: int) -> tuple[int, ...]:
        weights = np.repeat(self.times, self.sizes)
        return self._sums(weights if self.points is None else weights * self.points, projects)

    def _sums(self, weights: Array, projects: int) -> tuple[int, ...]:
        found = np.bincount(self.projects, weights, projects)
        return tuple(int(number) for number in found)

    def well_formed(self, projects: int) -> bool:
        rising = np.diff(self.projects) > 0
        rising[np.cumsum(self.sizes)[:-1] - 1] = True  # from one ballot to the next
        inside = bool(self.projects.min() >= 0 and self.projects.max() < projects)
        positive = self.points is None or bool(self.points.min() >= 1)
        return inside and positive and bool(rising.all())


def flatten(ballots: Mapping[Any, int], approvals: bool) -> Flat | None:
    """The marks of these ballots; None without numpy and where numpy cannot hold them exactly."""
    if np is None or not ballots or set(map(type, ballots.values())) != {int}:
        return None
    try:
        sizes = np.fromiter(map(len, ballots), np.int64, len(ballots))
        times = np.fromiter(ballots.values(), np.int64, len(ballots))
        marks = chain.from_iterable(ballots)
        if approvals:
            projects, points = np.fromiter(marks, np.int64, int(sizes.sum())), None
        else:
            if {type(given) for ballot in ballots for _, given in ballot} != {int}:
                return None  # numpy would round 1.5 down and read "1" as a number
            pairs = np.fromiter(chain.from_iterable(marks), np.int64, 2 * int(sizes.sum()))
            projects, points = pairs[0::2], pairs[1::2]
    except (OverflowError, TypeError, ValueError):
        return None
    most = 1 if points is None else int(points.max(initial=1))
    exact = int(times.min()) >= 1 and int(times.max()) * most * len(sizes) < 2**53
    return Flat(sizes, times, projects, points) if exact and int(sizes.min()) > 0 else None
