"""What was voted on and what was voted: projects and aggregated ballots."""

# Two kinds of ballots, one class for each; a rule takes either:
#
# - `Profile`: approvals (also knapsack ballots, whose limit is a rule for entering them). A
#   *distinct ballot* is the sorted tuple of the indices of the approved projects (positions in
#   `projects`).
# - `PointsProfile`: points. A distinct ballot is a tuple of (index, points >= 1), sorted by index.
#   A ranked ballot becomes one by the points that each rank earns (`from_rankings`).
#
# Both map each distinct ballot to the number of voters who cast it, so that a count costs what
# the distinct ballots cost. A voter with weight w is w voters. Blank ballots support nothing;
# they are counted apart and are never part of n.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter, lt
from typing import Any, Self

from budgets.rules.flat import WORTH_IT, Flat, flatten

Ballot = tuple[int, ...]  # sorted project indices
PointsBallot = tuple[tuple[int, int], ...]  # (project index, points), sorted


class ProfileError(ValueError):
    """The message is one English sentence."""


@dataclass(frozen=True, slots=True)
class Project:
    """`cost` in minor units (cents), at least 0."""

    id: str
    cost: int

    def __post_init__(self) -> None:
        if not self.id:
            raise ProfileError("A project has an empty id.")
        if isinstance(self.cost, bool) or not isinstance(self.cost, int):
            raise ProfileError(f"Project {self.id!r}: the cost is not a whole number.")
        if self.cost < 0:
            raise ProfileError(f"Project {self.id!r}: the cost {self.cost} is negative.")


@dataclass(frozen=True, slots=True)
class _Profile:
    """What both kinds share."""

    projects: tuple[Project, ...]  # In the order listed on the ballot paper, ids unique
    # Distinct non-empty ballot -> number of voters (> 0); do not change it
    ballots: Mapping[Any, int]
    blank: int = 0  # Number of blank ballots, outside `voters`
    flat: Flat | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_unique(self.projects)
        if self.blank < 0:
            raise ProfileError("The number of blank ballots is negative.")
        if len(self.ballots) >= WORTH_IT:
            flat = flatten(self.ballots, self.approvals)
            if flat is not None and flat.well_formed(len(self.projects)):
                object.__setattr__(self, "flat", flat)
                return
        self._check_ballots(len(self.projects))

    def _check_ballots(self, size: int) -> None:
        for ballot, count in self.ballots.items():
            if not ballot:
                raise ProfileError("A blank ballot belongs in `blank`, not among the ballots.")
            if type(count) is not int or count < 1:
                raise ProfileError(f"Ballot {ballot} was cast {count!r} times.")
            indices = self._indices(ballot)
            if not all(map(lt, indices, indices[1:])):
                raise ProfileError(f"Ballot {ballot} is not sorted, or holds a project twice.")
            if indices[0] < 0 or indices[-1] >= size:
                raise ProfileError(f"Ballot {ballot} holds an unknown project.")

    @staticmethod
    def _indices(ballot: Any) -> Sequence[int]:
        """The projects of a ballot that is not empty; ProfileError for bad points."""
        raise NotImplementedError

    @property
    def approvals(self) -> bool:
        raise NotImplementedError

    def entries(self) -> Iterator[PointsBallot]:
        # Every ballot as points: an approval is 1.
        raise NotImplementedError

    @property
    def voters(self) -> int:
        return sum(self.ballots.values())

    def votes(self) -> tuple[int, ...]:
        if self.flat is not None:
            return self.flat.votes(len(self.projects))
        totals = [0] * len(self.projects)
        for entries, count in zip(self.entries(), self.ballots.values(), strict=True):
            for project, _ in entries:
                totals[project] += count
        return tuple(totals)

    def scores(self) -> tuple[int, ...]:
        if self.flat is not None:
            return self.flat.scores(len(self.projects))
        totals = [0] * len(self.projects)
        for entries, count in zip(self.entries(), self.ballots.values(), strict=True):
            for project, points in entries:
                totals[project] += count * points
        return tuple(totals)

    def merged(self, other: Self) -> Self:
        """Both profiles together: counting in batches gives the same totals."""
        if self.projects != other.projects or type(self) is not type(other):
            raise ProfileError("Profiles over different projects or kinds cannot be merged.")
        ballots = Counter(self.ballots) + Counter(other.ballots)
        return type(self)(self.projects, dict(ballots), self.blank + other.blank)

    def ranks(self, tie_order: Iterable[str] = ()) -> tuple[int, ...]:
        """Place of each project in the tie order: a permutation of all ids, default as listed."""
        ids = [project.id for project in self.projects]
        order = list(tie_order) or ids
        if len(order) != len(ids) or set(order) != set(ids):
            raise ProfileError("The tie order does not name every project exactly once.")
        place = {project: rank for rank, project in enumerate(order)}
        return tuple(place[project] for project in ids)


@dataclass(frozen=True, slots=True)
class Profile(_Profile):
    ballots: Mapping[Ballot, int]

    @property
    def approvals(self) -> bool:
        return True

    @staticmethod
    def _indices(ballot: Any) -> Sequence[int]:
        return ballot

    def entries(self) -> Iterator[PointsBallot]:
        return (tuple((project, 1) for project in ballot) for ballot in self.ballots)

    @classmethod
    def from_ballots(
        cls, projects: Iterable[Project], ballots: Iterable[Iterable[str]]
    ) -> "Profile":
        """Ballots as ids in any order; ProfileError for an unknown or repeated id."""
        return cls.from_counts(projects, Counter(map(tuple, ballots)).items())

    @classmethod
    def from_counts(
        cls, projects: Iterable[Project], counts: Iterable[tuple[Iterable[str], int]]
    ) -> "Profile":
        """As `from_ballots`, each ballot with its number of voters (or its weight), >= 1."""
        listed = tuple(projects)
        index = _index(listed)
        ballots: Counter[Ballot] = Counter()
        for ids, count in counts:
            ballots[tuple(sorted(_places(tuple(ids), index)))] += _checked(count)
        blank = ballots.pop((), 0)
        return cls(listed, dict(ballots), blank)


@dataclass(frozen=True, slots=True)
class PointsProfile(_Profile):
    ballots: Mapping[PointsBallot, int]

    @property
    def approvals(self) -> bool:
        return False

    @staticmethod
    def _indices(ballot: Any) -> Sequence[int]:
        for _, points in ballot:
            if type(points) is not int or points < 1:
                raise ProfileError(f"Ballot {ballot} gives {points!r} points.")
        return tuple(map(itemgetter(0), ballot))

    def entries(self) -> Iterator[PointsBallot]:
        return iter(self.ballots)

    @classmethod
    def from_counts(
        cls, projects: Iterable[Project], counts: Iterable[tuple[Mapping[str, int], int]]
    ) -> "PointsProfile":
        """Ballots as id -> points (whole, at least 0), each with its number of voters."""
        # A project with 0 points is not supported; a ballot without points is blank.
        listed = tuple(projects)
        index = _index(listed)
        marks = (
            (zip(_places(tuple(given), index), given.values(), strict=True), _checked(count))
            for given, count in counts
        )
        return cls._aggregated(listed, marks)

    @classmethod
    def _aggregated(
        cls, projects: tuple[Project, ...], marks: Iterable[tuple[Iterable[tuple[int, int]], int]]
    ) -> "PointsProfile":
        ballots: Counter[PointsBallot] = Counter()
        for pairs, count in marks:
            ballot = tuple(sorted(pairs))
            if 0 in map(itemgetter(1), ballot):
                ballot = tuple(pair for pair in ballot if pair[1])
            ballots[ballot] += count
        blank = ballots.pop((), 0)
        return cls(projects, dict(ballots), blank)

    @classmethod
    def from_rankings(
        cls,
        projects: Iterable[Project],
        counts: Iterable[tuple[Sequence[str], int]],
        points: Sequence[int],
    ) -> "PointsProfile":
        """Rankings of ids, the most preferred first; the first rank earns points[0], and so on."""
        # Ranks beyond `points` earn nothing. ProfileError when the points are not whole numbers, at
        # least 0, that never rise from rank to rank.
        if any(type(earned) is not int or earned < 0 for earned in points) or not any(points):
            raise ProfileError("The points per rank must be whole numbers, at least 0.")
        if any(map(lt, points, points[1:])):
            raise ProfileError("A lower rank may not earn more points than a higher one.")
        listed = tuple(projects)
        index = _index(listed)
        marks = (
            (zip(_places(tuple(ranking), index), points, strict=False), _checked(count))
            for ranking, count in counts
        )
        return cls._aggregated(listed, marks)


Ballots = Profile | PointsProfile


def check_unique(projects: Iterable[Project]) -> None:
    for project, times in Counter(project.id for project in projects).items():
        if times > 1:
            raise ProfileError(f"Project {project!r} is listed {times} times.")


def _index(projects: Sequence[Project]) -> dict[str, int]:
    check_unique(projects)
    return {project.id: place for place, project in enumerate(projects)}


def _places(ids: tuple[str, ...], index: Mapping[str, int]) -> list[int]:
    try:
        places = list(map(index.__getitem__, ids))
    except KeyError as error:
        raise ProfileError(f"A ballot names the unknown project {error.args[0]!r}.") from None
    if len(set(places)) != len(places):
        twice = next(project for project in ids if ids.count(project) > 1)
        raise ProfileError(f"A ballot names project {twice!r} twice.")
    return places


def _checked(count: int) -> int:
    if type(count) is not int or count < 1:
        raise ProfileError(f"A ballot was cast {count!r} times.")
    return count
