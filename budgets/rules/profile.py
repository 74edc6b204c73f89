"""What was voted on and what was voted: projects and an aggregated approval profile.

A *distinct ballot* is the sorted tuple of the indices (positions in `Profile.projects`) of
the approved projects. The profile maps each distinct ballot to the number of voters who
cast it, so a count costs what the distinct ballots cost. A voter with weight w is w voters.
Blank ballots approve nothing; they are counted apart and are never part of n.

A later kind of ballot (points, ranked) is a class of its own with the same `projects`,
`voters` and `blank`; rules take the class that they can count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

Ballot = tuple[int, ...]  # sorted project indices


class ProfileError(ValueError):
    """Projects or ballots that cannot be counted; the message is one English sentence."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot paper; `cost` in minor units (cents), at least 0."""

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
class Profile:
    """Approval ballots, aggregated.

    projects: in the order listed on the ballot paper, ids unique.
    ballots: distinct non-empty ballot -> number of voters (> 0); do not change it.
    blank: number of blank ballots, outside `voters`.
    """

    projects: tuple[Project, ...]
    ballots: Mapping[Ballot, int]
    blank: int = 0

    def __post_init__(self) -> None:
        check_unique(self.projects)
        if self.blank < 0:
            raise ProfileError("The number of blank ballots is negative.")
        for ballot, count in self.ballots.items():
            self._check(ballot, count)

    def _check(self, ballot: Ballot, count: int) -> None:
        if not ballot:
            raise ProfileError("A blank ballot belongs in `blank`, not among the ballots.")
        if any(a >= b for a, b in pairwise(ballot)):
            raise ProfileError(f"Ballot {ballot} is not sorted, or holds a project twice.")
        if ballot[0] < 0 or ballot[-1] >= len(self.projects):
            raise ProfileError(f"Ballot {ballot} holds an unknown project.")
        if isinstance(count, bool) or not isinstance(count, int) or count < 1:
            raise ProfileError(f"Ballot {ballot} was cast {count!r} times.")

    @classmethod
    def from_ballots(
        cls, projects: Iterable[Project], ballots: Iterable[Iterable[str]]
    ) -> "Profile":
        """The profile of these ballots, each the ids of the approved projects in any order.

        Raises ProfileError for an unknown id and for an id twice in one ballot.
        """
        return cls.from_counts(projects, Counter(map(tuple, ballots)).items())

    @classmethod
    def from_counts(
        cls, projects: Iterable[Project], counts: Iterable[tuple[Iterable[str], int]]
    ) -> "Profile":
        """As `from_ballots`, each ballot with its number of voters (or its weight), >= 1."""
        listed = tuple(projects)
        check_unique(listed)
        index = {project.id: place for place, project in enumerate(listed)}
        ballots: Counter[Ballot] = Counter()
        for ids, count in counts:
            if isinstance(count, bool) or not isinstance(count, int) or count < 1:
                raise ProfileError(f"A ballot was cast {count!r} times.")
            ballots[_as_ballot(tuple(ids), index)] += count
        blank = ballots.pop((), 0)
        return cls(listed, dict(ballots), blank)

    @property
    def voters(self) -> int:
        """n: the voters who approved at least one project."""
        return sum(self.ballots.values())

    def votes(self) -> tuple[int, ...]:
        """Votes per project, in the order of `projects`."""
        totals = [0] * len(self.projects)
        for ballot, count in self.ballots.items():
            for project in ballot:
                totals[project] += count
        return tuple(totals)

    def merged(self, other: "Profile") -> "Profile":
        """Both profiles together: counting in batches gives the same totals."""
        if self.projects != other.projects:
            raise ProfileError("Profiles over different projects cannot be merged.")
        ballots = Counter(self.ballots) + Counter(other.ballots)
        return Profile(self.projects, dict(ballots), self.blank + other.blank)

    def ranks(self, tie_order: Iterable[str] = ()) -> tuple[int, ...]:
        """Place of each project in the tie order: a permutation of all ids, default as listed.

        Raises ProfileError when the order leaves out, repeats or invents a project.
        """
        ids = [project.id for project in self.projects]
        order = list(tie_order) or ids
        if len(order) != len(ids) or set(order) != set(ids):
            raise ProfileError("The tie order does not name every project exactly once.")
        place = {project: rank for rank, project in enumerate(order)}
        return tuple(place[project] for project in ids)


def check_unique(projects: Iterable[Project]) -> None:
    """Raise ProfileError when two projects carry the same id."""
    for project, times in Counter(project.id for project in projects).items():
        if times > 1:
            raise ProfileError(f"Project {project!r} is listed {times} times.")


def _as_ballot(ids: tuple[str, ...], index: Mapping[str, int]) -> Ballot:
    for project in ids:
        if project not in index:
            raise ProfileError(f"A ballot names the unknown project {project!r}.")
    if len(set(ids)) != len(ids):
        twice = next(project for project in ids if ids.count(project) > 1)
        raise ProfileError(f"A ballot names project {twice!r} twice.")
    return tuple(sorted(index[project] for project in ids))
