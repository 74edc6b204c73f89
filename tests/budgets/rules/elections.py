"""Small random elections for the property tests, with many ties in them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from budgets.rules.profile import Profile, Project


@dataclass(frozen=True)
class Election:
    projects: list[Project]
    ballots: list[frozenset[str]]
    budget: int

    @property
    def profile(self) -> Profile:
        return Profile.from_ballots(self.projects, self.ballots)


@st.composite
def elections(
    draw: st.DrawFn,
    *,
    costs: st.SearchStrategy[int] | None = None,
    most_projects: int = 6,
    most_voters: int = 8,
) -> Election:
    """Costs from a small range, so that equal prices, costs and votes are common."""
    cost = st.integers(0, 12) | st.integers(1, 10_000) if costs is None else costs
    ids = [chr(ord("a") + n) for n in range(draw(st.integers(1, most_projects)))]
    projects = [Project(name, draw(cost)) for name in ids]
    ballot = st.frozensets(st.sampled_from(ids))
    ballots = draw(st.lists(ballot, min_size=1, max_size=most_voters))
    budget = draw(st.integers(0, sum(project.cost for project in projects) + 2))
    return Election(projects, ballots, budget)
