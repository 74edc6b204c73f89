"""A profile laid out for counting by equal shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from budgets.rules.allocation import Resolution, TieBreak
from budgets.rules.profile import Ballots
from budgets.rules.state import State


@dataclass(frozen=True, slots=True)
class Supporters:
    """Those who gave one project the same number of points: approvals give 1."""

    points: int
    single: list[int]  # Numbers of the distinct ballots that were cast once
    heavy: list[tuple[int, int]]  # (number of the ballot, times cast) of the others


@dataclass(frozen=True)
class Electorate:
    """All sequences are indexed by project."""

    profile: Ballots
    costs: Sequence[int]
    votes: Sequence[int]
    scores: Sequence[int]
    scale: Sequence[int]  # Utility of a project to a supporter, for each point (its cost, or 1)
    ranks: Sequence[int]
    ties: TieBreak
    eligible: Sequence[int]  # The projects that take part; they have a cost and supporters

    @classmethod
    def from_profile(
        cls, profile: Ballots, state: State, by_cost: bool, eligible: Sequence[int]
    ) -> "Electorate":
        costs = [project.cost for project in profile.projects]
        scale = costs if by_cost else [1] * len(costs)
        return cls(
            profile,
            costs,
            state.votes,
            state.scores,
            scale,
            state.ranks,
            state.ties,
            eligible,
        )

    @property
    def size(self) -> int:
        return len(self.profile.ballots)

    @cached_property
    def supporters(self) -> list[list[Supporters]]:
        found: list[dict[int, Supporters]] = [{} for _ in self.costs]
        counts = enumerate(self.profile.ballots.values())
        for (number, times), entries in zip(counts, self.profile.entries(), strict=True):
            for project, points in entries:
                group = found[project].get(points)
                if group is None:
                    group = found[project][points] = Supporters(points, [], [])
                if times == 1:
                    group.single.append(number)
                else:
                    group.heavy.append((number, times))
        return [list(groups.values()) for groups in found]

    def choose(self, tied: Sequence[int]) -> tuple[int, Resolution]:
        if self.ties is TieBreak.ORDER:
            return min(tied, key=self.ranks.__getitem__), Resolution.TIE_ORDER
        cost = min(self.costs[project] for project in tied)
        cheapest = [project for project in tied if self.costs[project] == cost]
        if len(cheapest) == 1:
            return cheapest[0], Resolution.CHEAPER
        score = max(self.scores[project] for project in cheapest)
        most = [project for project in cheapest if self.scores[project] == score]
        if len(most) == 1:
            return most[0], Resolution.VOTES
        return min(most, key=self.ranks.__getitem__), Resolution.TIE_ORDER
