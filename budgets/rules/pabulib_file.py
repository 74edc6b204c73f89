"""The content of a Pabulib `.pb` file (arXiv 2012.06539)."""

# Format: "Participatory Budgeting: Data, Tools and Analysis" / Pabulib, arXiv 2012.06539.
# Costs are integers in minor units: the amount in the file times `scale` (100, or the power of
# ten that the finest amount in the file needs). Text is kept without outer white space.

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from budgets.rules.pabulib_kinds import APPROVALS, SHOWN, vote_type, whole
from budgets.rules.pabulib_profile import Counts, make_profile
from budgets.rules.profile import PointsProfile, Profile, Project
from governance.rules.source import FileError


@dataclass(frozen=True, slots=True)
class PabulibProject:
    """A row of PROJECTS; cost in minor units."""

    id: str
    cost: int
    name: str | None = None
    category: str | None = None
    target: str | None = None
    # votes, selected: as the publisher gave them (None: absent or no whole number); votes may
    # disagree with the ballots. selected: 1 funded, 0 not, 2 funded in a later stage.
    votes: int | None = None
    selected: int | None = None
    other: Mapping[str, str] = field(default_factory=dict)  # The remaining columns, text as given
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PabulibVote:
    """A row of VOTES: the projects (ids) in the order given; empty for a blank ballot."""

    voter: str
    choice: tuple[str, ...]
    other: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)
    # Of cumulative and scoring ballots, one number >= 0 for each project of the choice
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Breach:
    """A ballot outside a limit that the file declares; cities publish and count those."""

    # min_length, max_length (projects), min_sum_cost, max_sum_cost (minor units), min_points,
    # max_points (of one project), min_sum_points or max_sum_points.
    limit: str
    allowed: int
    found: int
    voter: str
    line: int


@dataclass(frozen=True, slots=True)
class PabulibFile:
    """Text is kept as given; budget in minor units."""

    # Always with "budget" and "vote_type".
    meta: Mapping[str, str]
    budget: int
    projects: tuple[PabulibProject, ...]
    votes: tuple[PabulibVote, ...]
    scale: int = 100
    # Those of `Breach` that meta declares.
    limits: Mapping[str, int] = field(default_factory=dict)
    name: str = field(default="<text>", compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)  # of the meta keys

    @property
    def vote_type(self) -> str:
        return vote_type(self.meta["vote_type"])

    @property
    def published(self) -> frozenset[str]:
        # Selected "2" is funded in a later stage, not by the vote.
        return frozenset(project.id for project in self.projects if project.selected == 1)

    @property
    def minimum_support(self) -> int:
        return self._setting("min_project_score_threshold")

    @property
    def default_score(self) -> int:
        return self._setting("default_score") if self.vote_type == "scoring" else 0

    def _setting(self, key: str) -> int:
        text = self.meta.get(key)
        number = whole(text)
        if text and number is None:
            sentence = f"The {key} {text[:SHOWN]!r} is not a whole number, at least 0."
            raise FileError(self.name, self.lines.get(key, 1), sentence)
        return number or 0

    def profile(self, points: Sequence[int] = ()) -> Profile | PointsProfile:
        """The aggregated ballots; FileError where no rule counts them."""
        # `points`: what each rank of a ranked ballot earns, from the first, such as (3, 2, 1).
        # Later ranks earn nothing. Only ranked ballots have them, and must have them.
        counts = Counter((vote.choice, vote.points) for vote in self.votes)
        return self.profile_of(counts.items(), points)

    def profile_of(self, counts: Counts, points: Sequence[int] = ()) -> Profile | PointsProfile:
        listed = [Project(project.id, project.cost) for project in self.projects]
        try:
            return make_profile(self.vote_type, listed, counts, points, self.default_score)
        except ValueError as error:
            raise self._uncountable(str(error)) from None

    def approval_profile(self) -> Profile:
        profile = self.profile() if self.vote_type in APPROVALS else None
        if not isinstance(profile, Profile):
            raise self._uncountable(
                f"Ballots of vote_type {self.vote_type[:SHOWN]!r} cannot be counted as approvals."
            )
        return profile

    def _uncountable(self, sentence: str) -> FileError:
        return FileError(self.name, self.lines.get("vote_type", 1), sentence)

    def breaches(self) -> list[Breach]:
        """The ballots that break a declared limit, in the order of the file; no blank ones."""
        cost = {project.id: project.cost for project in self.projects}
        found: list[Breach] = []
        for vote in self.votes:
            sizes = _sizes(vote, cost) if vote.choice else {}
            for limit in filter(sizes.__contains__, self.limits):
                size, allowed = sizes[limit], self.limits[limit]
                if size < allowed if limit.startswith("min") else size > allowed:
                    found.append(Breach(limit, allowed, size, vote.voter, vote.line))
        return found


def _sizes(vote: PabulibVote, cost: Mapping[str, int]) -> dict[str, int]:
    length, total = len(vote.choice), sum(cost[project] for project in vote.choice)
    sizes = {"min_length": length, "max_length": length}
    sizes |= {"min_sum_cost": total, "max_sum_cost": total}
    if vote.points:
        given = sum(vote.points)
        sizes |= {"min_points": min(vote.points), "max_points": max(vote.points)}
        sizes |= {"min_sum_points": given, "max_sum_points": given}
    return sizes
