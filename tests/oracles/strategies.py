"""Budget elections in which something has to be chosen, full of ties."""

from dataclasses import dataclass

from hypothesis import strategies as st

from budgets.rules.profile import Project

COSTS = st.integers(1, 6) | st.sampled_from([10, 20, 30, 60]) | st.integers(1, 10_000)


@dataclass(frozen=True)
class Contest:
    """Every project costs something, has support and fits in the budget alone, all together
    they do not fit, and no ballot is blank: what is otherwise, differs (docs/oracles.md).

    ballots: project id -> points; of approvals all points are 1.  order: a tie order.
    """

    projects: list[Project]
    ballots: list[dict[str, int]]
    budget: int
    order: list[str]


@st.composite
def contests(draw: st.DrawFn, most_points: int = 1) -> Contest:
    ids = [chr(ord("a") + n) for n in range(draw(st.integers(2, 7)))]
    projects = [Project(name, draw(COSTS)) for name in ids]
    ballot = st.dictionaries(st.sampled_from(ids), st.integers(1, most_points), min_size=1)
    ballots = draw(st.lists(ballot, min_size=1, max_size=9))
    supported = {name for ballot in ballots for name in ballot}
    projects = [project for project in projects if project.id in supported]
    most = max(project.cost for project in projects)
    budget = draw(st.integers(most, max(most, sum(project.cost for project in projects) - 1)))
    order = draw(st.permutations([project.id for project in projects]))
    return Contest(projects, ballots, budget, order)
