"""One run of the Method of Equal Shares at a given share: what is bought in which order."""

# Source: Peters, Pierczyński, Skowron 2021, "Proportional Participatory Budgeting with
# Additive Utilities" (NeurIPS), section 3. Every voter starts with the same share. A project
# is affordable when its supporters together still have its cost. Its *price* is what a
# supporter with enough money pays; the others pay all they have. Its *rate* (rho in the paper)
# is the price per unit of utility. The affordable project with the lowest rate is bought, until
# none is affordable. With ballots that give points a supporter pays the price for each point, so a
# price is per point; an approval is one point.
#
# The rate of a project never falls while money is spent, so its last rate is a lower bound and
# a queue skips projects that cannot win. Floats with a bound on their error screen; integers
# decide among the projects that the bound leaves in doubt.
#
# How money is kept is left to two classes that give the same result: `plain_run`, which is
# the standard library alone, and `array_run`, which is numpy and quicker for large elections.

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from budgets.rules.allocation import Resolution
from budgets.rules.electorate import Electorate

ROUNDING = 2.0**-49  # sixteen times the unit roundoff of float64


@dataclass(frozen=True, slots=True)
class Purchase:
    """The price is numerator / denominator minor units for each point."""

    project: int
    numerator: int
    denominator: int
    payers: int
    paying_full: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The `tied` projects had equal rates for this place; `chosen` was bought."""

    place: int
    tied: tuple[int, ...]
    chosen: int
    resolved_by: Resolution


class Run(ABC):
    """`buy_all` makes the run; purchases, draws, spent and `left` are its result."""

    def __init__(self, electorate: Electorate, share: Fraction) -> None:
        self.electorate = electorate
        self.share = share
        self.purchases: list[Purchase] = []
        self.draws: list[Draw] = []
        self.spent = 0
        e = electorate
        # No price is below an equal split of the cost, and rounding gets the benefit of doubt.
        self._queue = [
            (e.costs[p] / e.scores[p] / e.scale[p] * (1 - ROUNDING), p) for p in e.eligible
        ]
        heapify(self._queue)

    @abstractmethod
    def left(self, project: int) -> Fraction:
        """What the supporters of a project still have together, in minor units."""

    @abstractmethod
    def _rate_bounds(self, project: int, low: float, ceiling: float) -> tuple[float, float] | None:
        """Lower and upper bound of the rate; None when its supporters cannot pay the cost."""
        # `low`: a lower bound known before. A rate above `ceiling` need not be known well; the
        # upper bound may then be infinite.

    @abstractmethod
    def _exact_rate(self, project: int) -> Fraction:
        """The rate of a project that is affordable."""

    @abstractmethod
    def _pay(self, project: int) -> Purchase:
        """Let the supporters of an affordable project pay for it."""

    def buy_all(self, budget: int) -> bool:
        """Buy until nothing is affordable; False, at once, when it would overspend `budget`."""
        while (candidates := self._lowest_rates()) is not None:
            project = self._choose(candidates)
            self.spent += self.electorate.costs[project]
            if self.spent > budget:
                return False
            self.purchases.append(self._pay(project))
            self._queue = [entry for entry in self._queue if entry[1] != project]
            heapify(self._queue)
        return True

    def _lowest_rates(self) -> list[int] | None:
        """The projects that may have the lowest rate; None when nothing is affordable."""
        fresh: list[tuple[float, float, int]] = []  # lower bound, upper bound, project
        ceiling = float("inf")
        queue = self._queue
        while queue and queue[0][0] <= ceiling:
            low, project = heappop(queue)
            bounds = self._rate_bounds(project, low, ceiling)
            if bounds is not None:
                fresh.append((*bounds, project))
                ceiling = min(ceiling, bounds[1])
        for low, _, project in fresh:
            heappush(queue, (low, project))
        return [project for low, _, project in fresh if low <= ceiling] or None

    def _choose(self, candidates: list[int]) -> int:
        # The exactly lowest rate wins; ties go as the electorate declares.
        if len(candidates) == 1:
            return candidates[0]
        rates = {project: self._exact_rate(project) for project in candidates}
        lowest = min(rates.values())
        tied = tuple(project for project in candidates if rates[project] == lowest)
        if len(tied) == 1:
            return tied[0]
        chosen, resolution = self.electorate.choose(tied)
        by_rank = tuple(sorted(tied, key=self.electorate.ranks.__getitem__))
        self.draws.append(Draw(len(self.purchases) + 1, by_rank, chosen, resolution))
        return chosen
