"""What all budget rules share: who takes part, the popular order, opening and closing a result."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from budgets.rules.allocation import Allocation, Option, Outcome, Reason, Shares, Tie
from budgets.rules.profile import Profile, Project


def check_budget(budget: int) -> None:
    """Raise ValueError unless the budget is a whole number of minor units, at least 0."""
    if isinstance(budget, bool) or not isinstance(budget, int) or budget < 0:
        raise ValueError("The budget must be a whole number of cents, at least 0.")


def obstacle(project: Project, votes: int, budget: int) -> Reason | None:
    """Why a project cannot be funded whatever the others do, or None."""
    if project.cost == 0:
        return Reason.COSTS_NOTHING
    if votes == 0:
        return Reason.NO_SUPPORT
    return Reason.ABOVE_BUDGET if project.cost > budget else None


def divide(
    profile: Profile, budget: int, outside: Container[Reason | None]
) -> tuple[list[int], list[Outcome]]:
    """The projects (indices) that take part, and the outcomes of those `outside` the vote."""
    takes_part: list[int] = []
    outcomes: list[Outcome] = []
    for index, (project, votes) in enumerate(zip(profile.projects, profile.votes(), strict=True)):
        reason = obstacle(project, votes, budget)
        if reason is not None and reason in outside:
            outcomes.append(_outsider(project, votes, budget, reason))
        else:
            takes_part.append(index)
    return takes_part, outcomes


def _outsider(project: Project, votes: int, budget: int, reason: Reason) -> Outcome:
    """The outcome of a project that is outside the vote."""
    if reason is not Reason.ABOVE_BUDGET:
        return Outcome(project.id, project.cost, votes, reason)
    short = Fraction(project.cost - budget)
    return Outcome(project.id, project.cost, votes, reason, left=Fraction(budget), short=short)


def by_votes(profile: Profile, projects: Sequence[int], ranks: Sequence[int]) -> list[int]:
    """The projects (indices), most votes first; ties to the cheaper, then by tie order."""
    votes = profile.votes()
    return sorted(projects, key=lambda p: (-votes[p], profile.projects[p].cost, ranks[p]))


def declare(
    rule: str,
    version: str,
    options: Mapping[str, Option],
    profile: Profile,
    budget: int,
    tie_order: Iterable[str],
) -> Allocation:
    """A result that holds what was declared and nothing else; default tie order: as listed."""
    return Allocation(
        rule=rule,
        version=version,
        options=tuple(sorted(options.items())),
        tie_order=tuple(tie_order) or tuple(project.id for project in profile.projects),
        budget=budget,
        spent=0,
        voters=profile.voters,
        blank=profile.blank,
        selected=(),
        outcomes=(),
    )


def finish(
    declared: Allocation,
    profile: Profile,
    outcomes: Iterable[Outcome],
    ties: Iterable[Tie] = (),
    shares: Shares | None = None,
) -> Allocation:
    """The declared result with its outcomes, in the order of the ballot paper."""
    found = {outcome.project: outcome for outcome in outcomes}
    funded = sorted((o.place, o.project) for o in found.values() if o.place is not None)
    return replace(
        declared,
        spent=sum(found[project].cost for _, project in funded),
        selected=tuple(project for _, project in funded),
        outcomes=tuple(found[project.id] for project in profile.projects),
        ties=tuple(ties),
        shares=shares,
    )
