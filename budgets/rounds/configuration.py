"""What a vote on a budget goes by: money, costs, and how is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from governance.ballots.kinds.configuration import Configuration, LeftOut, Rules
from governance.ballots.kinds.data import Data


@dataclass(frozen=True, kw_only=True)
class CountSettings(Data):
    utility: str = "cost"
    completion: str = "add1u"
    # cents by which add1 raises a share
    step: int = 100
    # votes that a project must have to take part; points, where ballots give these
    minimum_support: int = 0
    misfit: str = "skip"
    # a ballot may not cost more than the budget
    limit: bool = False
    # how many projects a ballot that is not blank must name
    minimum: int = 0


@dataclass(frozen=True, kw_only=True)
class BudgetRules(CountSettings, Rules):
    # what a ballot says; those of its settings that it has come beside (ballot_types.py)
    ballot: str = "approve"
    # otherwise it is drawn by lot at opening
    tie_order: LeftOut[tuple[str, ...]] = None
    # of an imported poll; otherwise they are those of the envelope and its plans
    budget: LeftOut[int] = None
    currency: LeftOut[str] = None
    costs: LeftOut[Mapping[str, int]] = None


@dataclass(frozen=True, kw_only=True)
class BudgetConfiguration(Configuration):
    count: CountSettings
    ballot: str
    budget: int
    currency: str
    # keys and costs
    projects: tuple[tuple[str, int], ...]
    tie_order: tuple[str, ...]

    @property
    def costs(self) -> dict[str, int]:
        return dict(self.projects)
