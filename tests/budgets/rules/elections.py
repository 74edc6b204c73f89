"""Small random elections, with many ties in them: for hypothesis, and from a seed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from hypothesis import strategies as st

from budgets.rules.profile import Ballots, PointsProfile, Profile, Project

Given = tuple[tuple[str, int], ...]  # what one voter gives: (project id, points >= 1), by id

SMALL, ROUND, ODD = (0, 1, 1, 2, 3, 4, 6), (5, 10, 15, 20, 30), range(97, 320)
CENTS = [k * 10**13 + odd for k in (1, 2, 3) for odd in (0, 1, 37, 51, 99)]
NEAR = [10**15 + n for n in range(4)]  # the last that arrays take; floats tell them badly apart
HUGE = [10**17 + 1, 10**17 + 2, 2 * 10**17 + 3, 3 * 10**17]  # floats cannot tell these apart
EDGE = [1, 2, 3, 10**15, 10**15 + 1]  # one cent more or less on a cost that is so much greater
FAMILIES: tuple[Sequence[int], ...] = (SMALL, SMALL, ROUND, ROUND, ODD, CENTS, NEAR, EDGE, HUGE)

APPROVAL = (0, 1)
PALETTES = ((0, 0, 1, 2, 3), (0, 1, 1, 5), (0, 1, 2, 97))  # points that voters give

CHOICES: dict[str, dict[str, tuple[Any, ...]]] = {
    "shares": {
        "utility": ("cost", "cardinality"),
        "completion": ("none", "add1", "add1e", "utilitarian", "add1u"),
    },
    "greedy": {"order": ("votes", "votes-per-euro"), "misfit": ("skip", "stop")},
    "both": {"ties": ("cheaper", "order"), "minimum_support": (0, 0, 0, 0, 1, 2, 3)},
}


@dataclass(frozen=True)
class Election:
    """projects: as on the ballot paper.  ballots: one per voter, () is blank.

    approvals: whether the ballots are approvals, all of 1 point.
    options: how a rule is called; the tie order too.
    """

    projects: tuple[Project, ...]
    ballots: tuple[Given, ...]
    budget: int
    approvals: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def profile(self) -> Ballots:
        return self.profile_of((ballot, 1) for ballot in self.ballots)

    def profile_of(self, weighted: Iterable[tuple[Given, int]]) -> Ballots:
        """Other ballots over the same projects, each with a number of voters."""
        if self.approvals:
            named = (([project for project, _ in ballot], times) for ballot, times in weighted)
            return Profile.from_counts(self.projects, named)
        given = ((dict(ballot), times) for ballot, times in weighted)
        return PointsProfile.from_counts(self.projects, given)

    @property
    def voters(self) -> list[dict[str, int]]:
        """What each voter gives who does not vote blank."""
        return [dict(ballot) for ballot in self.ballots if ballot]

    @property
    def costs(self) -> dict[str, int]:
        return {project.id: project.cost for project in self.projects}

    @property
    def scores(self) -> dict[str, int]:
        return {p.id: sum(given.get(p.id, 0) for given in self.voters) for p in self.projects}


class Chance(Protocol):
    """What makes the choices: `random.Random` from a seed, or hypothesis."""

    def randint(self, a: int, b: int, /) -> int: ...

    def choice(self, seq: Sequence[Any], /) -> Any: ...

    def sample(self, population: Sequence[Any], k: int, /) -> list[Any]: ...


def random_election(
    random: Chance,
    *,
    rule: str = "shares",
    costs: Sequence[int] = (),
    approvals: bool | None = None,
    most_projects: int = 6,
    most_voters: int = 7,
    **options: Any,
) -> Election:
    """An election of these bounds; a rule is called with these options and random others."""
    family = costs or random.choice(FAMILIES)
    ids = "abcdefghijklmnopqrstuvwxyz"[: random.randint(min(2, most_projects), most_projects)]
    projects = tuple(Project(name, random.choice(family)) for name in ids)
    by_approval = random.choice((True, False)) if approvals is None else approvals
    palette = APPROVAL if by_approval else random.choice(PALETTES)
    ballots: list[Given] = []
    for _ in range(random.randint(1, most_voters)):
        ballots += [_ballot(random, ids, palette)] * random.choice((1, 1, 1, 2))
    budget = _budget(random, projects, ballots)
    drawn = _options(random, rule, 1 + budget // len(ballots))
    drawn |= {"tie_order": random.sample(ids, len(ids))} | options
    return Election(projects, tuple(ballots), budget, by_approval, drawn)


def _ballot(random: Chance, ids: str, palette: Sequence[int]) -> Given:
    code, given = random.randint(0, len(palette) ** len(ids) - 1), []
    for name in ids:
        code, which = divmod(code, len(palette))
        if palette[which]:
            given.append((name, palette[which]))
    return tuple(given)


def _budget(random: Chance, projects: Sequence[Project], ballots: Sequence[Given]) -> int:
    """Enough for a part of what has support; or just enough for the supporters of one project."""
    supported = [project for ballot in ballots for project, _ in ballot]
    project, voters = random.choice(projects), sum(map(bool, ballots))
    if project.id in supported and random.choice((True, False, False)):
        backers = supported.count(project.id)
        return -(-project.cost * voters // backers) + random.randint(0, 2)
    total = sum(project.cost for project in projects if project.id in supported)
    return random.randint(total // 3, total)


def _options(random: Chance, rule: str, share: int) -> dict[str, Any]:
    """share: of a voter in the budget, about."""
    offered = CHOICES[rule] | CHOICES["both"]
    drawn = {name: random.choice(values) for name, values in offered.items()}
    if rule == "shares":
        drawn["step"] = share // random.choice((1, 2, 3, 5, 11)) + 1
    return drawn


def knife_edge(random: Chance) -> Election:
    """Supporters of z, which costs ten billions, have paid a few cents for a to f, or nothing.

    Then they have about the cost of z together, a few cents more or less; so what the poorest pay
    decides, and floats cannot tell their amounts apart.
    """
    cost, backers = 10**15 + random.randint(0, 40), random.randint(2, 9)
    projects = [Project(name, random.choice((1, 2, 3, 5, 7, 11))) for name in "abcdef"]
    others = random.randint(1 + backers // 4, backers)  # so that y and z do not fit together
    palette = random.choice((APPROVAL, APPROVAL, (0, 0, 1, 3)))
    given = [_ballot(random, "abcdef", palette) for _ in range(backers)]
    points = 1 if palette == APPROVAL else random.choice((1, 2, 3))
    ballots = [(*ballot, ("z", points)) for ballot in given] + [(("y", 1),)] * others
    asked = {project for ballot in given for project, _ in ballot}
    need = cost + sum(project.cost for project in projects if project.id in asked)
    budget = (need + random.randint(-2, 6)) * len(ballots) // backers + random.randint(0, 1)
    projects += [Project("y", 2**50 - 1), Project("z", cost)]
    options = {"utility": "cardinality", "completion": "none", "minimum_support": 0}
    drawn = options | {"ties": "cheaper", "tie_order": list("abcdefyz")}
    return Election(tuple(projects), tuple(ballots), budget, palette == APPROVAL, drawn)


@dataclass(frozen=True)
class _Drawn:
    draw: st.DrawFn

    def randint(self, a: int, b: int, /) -> int:
        return self.draw(st.integers(a, b))

    def choice(self, seq: Sequence[Any], /) -> Any:
        return seq[self.draw(st.integers(0, len(seq) - 1))]

    def sample(self, population: Sequence[Any], k: int, /) -> list[Any]:
        return self.draw(st.permutations(population))[:k]


@st.composite
def elections(draw: st.DrawFn, **bounds: Any) -> Election:
    """Elections as `random_election` makes them, every choice made by hypothesis."""
    return random_election(_Drawn(draw), **bounds)
