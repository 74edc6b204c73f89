"""The content of a Pabulib `.pb` file, and the one error that reading one can give.

Format: "Participatory Budgeting: Data, Tools and Analysis" / Pabulib, arXiv 2012.06539.
Costs are integers in minor units: the amount in the file times `scale` (100, or the power of
ten that the finest amount in the file needs). Text is kept without outer white space.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from budgets.rules.profile import Profile, Project

# Knapsack ballots count as approvals: their limit is a rule for entering them.
COUNTED_AS_APPROVAL = frozenset({"approval", "knapsack"})


class PabulibError(Exception):
    """A file that cannot be read or counted: one clear sentence, with file and line.

    line: from 1; None when the file could not be opened at all.
    """

    def __init__(self, file: str, line: int | None, sentence: str) -> None:
        super().__init__(file, line, sentence)
        self.file = file
        self.line = line
        self.sentence = sentence

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class PabulibProject:
    """A row of PROJECTS; cost in minor units.

    votes, selected: as the publisher gave them (None: absent or no whole number); votes may
    disagree with the ballots. selected: 1 funded, 0 not, 2 funded in a later stage.
    other: the remaining columns, text as given.
    """

    id: str
    cost: int
    name: str | None = None
    category: str | None = None
    target: str | None = None
    votes: int | None = None
    selected: int | None = None
    other: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PabulibVote:
    """A row of VOTES: the projects (ids) in the order given; empty for a blank ballot."""

    voter: str
    choice: tuple[str, ...]
    other: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Breach:
    """A ballot outside a limit that the file declares; cities do publish and count those.

    limit: min_length, max_length (projects), min_sum_cost or max_sum_cost (minor units).
    """

    limit: str
    allowed: int
    found: int
    voter: str
    line: int


@dataclass(frozen=True, slots=True)
class PabulibFile:
    """meta: key -> value, text as given, with "budget" and "vote_type"; budget in minor units.

    limits: those of `Breach` that meta declares.  name: for messages.
    """

    meta: Mapping[str, str]
    budget: int
    projects: tuple[PabulibProject, ...]
    votes: tuple[PabulibVote, ...]
    scale: int = 100
    limits: Mapping[str, int] = field(default_factory=dict)
    name: str = field(default="<text>", compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)  # of the meta keys

    @property
    def vote_type(self) -> str:
        return self.meta["vote_type"]

    @property
    def published(self) -> frozenset[str]:
        """The projects that the publisher marks as funded by the vote (selected 1)."""
        return frozenset(project.id for project in self.projects if project.selected == 1)

    def approval_profile(self) -> Profile:
        """The aggregated ballots; PabulibError when they are not approvals."""
        if self.vote_type not in COUNTED_AS_APPROVAL:
            sentence = f"Ballots of vote_type {self.vote_type!r} cannot be counted as approvals."
            raise PabulibError(self.name, self.lines.get("vote_type", 1), sentence)
        projects = [Project(project.id, project.cost) for project in self.projects]
        counts = Counter(vote.choice for vote in self.votes)
        return Profile.from_counts(projects, counts.items())

    def breaches(self) -> list[Breach]:
        """The ballots, blank ones aside, that break a declared limit, in the order of the file."""
        cost = {project.id: project.cost for project in self.projects}
        found: list[Breach] = []
        for vote in self.votes:
            total = sum(cost[project] for project in vote.choice)
            for limit, allowed in self.limits.items():
                size = len(vote.choice) if limit.endswith("length") else total
                broken = size < allowed if limit.startswith("min") else size > allowed
                if broken and vote.choice:
                    found.append(Breach(limit, allowed, size, vote.voter, vote.line))
        return found
