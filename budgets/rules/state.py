"""What all budget rules share: who takes part, the popular order, the frame of a result."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile
from typing import Any

from budgets.rules.allocation import (
    Allocation,
    Option,
    Outcome,
    Reason,
    Resolution,
    Shares,
    Tie,
    TieBreak,
)
from budgets.rules.profile import Ballots, Project


def check_budget(budget: int) -> None:
    if isinstance(budget, bool) or not isinstance(budget, int) or budget < 0:
        raise ValueError("The budget must be a whole number of cents, at least 0.")


@dataclass(frozen=True, slots=True)
class State:
    """The projects after the ballots are added up; sequences are indexed by project."""

    # votes, scores: as in `Outcome`. ranks: place in the tie order.

    projects: tuple[Project, ...]
    votes: Sequence[int]
    scores: Sequence[int]
    ranks: Sequence[int]
    ties: TieBreak
    minimum: int

    @classmethod
    def from_profile(
        cls, profile: Ballots, ties: str, tie_order: Iterable[str], minimum_support: int
    ) -> "State":
        """ValueError for an unknown tie break, a bad minimum or tie order."""
        if type(minimum_support) is not int or minimum_support < 0:
            raise ValueError("The minimum support must be a whole number, at least 0.")
        ranks = profile.ranks(tie_order)
        scores = profile.scores()
        votes = scores if profile.approvals else profile.votes()
        return cls(profile.projects, votes, scores, ranks, TieBreak(ties), minimum_support)

    def outcome(self, index: int, reason: Reason, **working: Any) -> Outcome:
        project = self.projects[index]
        return Outcome(
            project=project.id,
            cost=project.cost,
            votes=self.votes[index],
            score=self.scores[index],
            reason=reason,
            **working,
        )

    def obstacle(self, index: int, budget: int) -> Reason | None:
        """Why a project cannot be funded whatever the others do, or None."""
        if self.projects[index].cost == 0:
            return Reason.COSTS_NOTHING
        if self.scores[index] == 0:
            return Reason.NO_SUPPORT
        if self.scores[index] < self.minimum:
            return Reason.BELOW_MINIMUM
        return Reason.ABOVE_BUDGET if self.projects[index].cost > budget else None

    def divide(
        self, budget: int, outside: Container[Reason | None]
    ) -> tuple[list[int], list[Outcome]]:
        """The projects (indices) that take part, and the outcomes of those `outside` the vote."""
        takes_part: list[int] = []
        outcomes: list[Outcome] = []
        for index in range(len(self.projects)):
            reason = self.obstacle(index, budget)
            if reason is None or reason not in outside:
                takes_part.append(index)
            elif reason is Reason.ABOVE_BUDGET:
                short = Fraction(self.projects[index].cost - budget)
                outcomes.append(self.outcome(index, reason, left=Fraction(budget), short=short))
            else:
                outcomes.append(self.outcome(index, reason))
        return takes_part, outcomes

    def by_score(self, projects: Iterable[int], per_euro: bool = False) -> list[int]:
        """The projects (indices), highest score (or score per unit of cost) first, then ties."""
        return sorted(projects, key=lambda p: (-self.worth(p, per_euro), *self._tie_key(p)))

    def worth(self, index: int, per_euro: bool = False) -> Fraction:
        return Fraction(self.scores[index], self.projects[index].cost if per_euro else 1)

    def _tie_key(self, index: int) -> tuple[int, ...]:
        rank = self.ranks[index]
        return (rank,) if self.ties is TieBreak.ORDER else (self.projects[index].cost, rank)

    def ties_among(self, ranked: Sequence[int], run: int, per_euro: bool = False) -> list[Tie]:
        """Every place in the order of `by_score` for which two or more projects were equal."""
        found: list[Tie] = []
        for place, chosen in enumerate(ranked):
            worth = self.worth(chosen, per_euro)
            tied = list(takewhile(lambda p: self.worth(p, per_euro) == worth, ranked[place:]))  # noqa: B023
            if len(tied) > 1:
                names = tuple(self.projects[index].id for index in tied)
                found.append(Tie(run, place + 1, names, names[0], self._resolution(tied)))
        return found

    def _resolution(self, tied: Sequence[int]) -> Resolution:
        cost = self.projects[tied[0]].cost
        alone = sum(self.projects[index].cost == cost for index in tied) == 1
        by_cost = self.ties is TieBreak.CHEAPER and alone
        return Resolution.CHEAPER if by_cost else Resolution.TIE_ORDER


def declare(
    rule: str,
    version: str,
    options: Mapping[str, Option],
    profile: Ballots,
    budget: int,
    state: State,
) -> Allocation:
    full = {**options, "ties": state.ties.value, "minimum_support": state.minimum}
    by_rank = sorted(zip(state.ranks, (p.id for p in profile.projects), strict=True))
    return Allocation(
        rule=rule,
        version=version,
        options=tuple(sorted(full.items())),
        tie_order=tuple(project for _, project in by_rank),
        budget=budget,
        spent=0,
        voters=profile.voters,
        blank=profile.blank,
        selected=(),
        outcomes=(),
    )


def finish(
    declared: Allocation,
    state: State,
    outcomes: Iterable[Outcome],
    ties: Iterable[Tie] = (),
    shares: Shares | None = None,
) -> Allocation:
    # Outcomes come one per project, in the order of the ballot paper.
    found = {outcome.project: outcome for outcome in outcomes}
    funded = sorted((o.place, o.project) for o in found.values() if o.place is not None)
    return replace(
        declared,
        spent=sum(found[project].cost for _, project in funded),
        selected=tuple(project for _, project in funded),
        outcomes=tuple(found[project.id] for project in state.projects),
        ties=tuple(ties),
        shares=shares,
    )
