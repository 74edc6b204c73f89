"""What an election goes by: a counting method with its settings, places, an order for ties."""

from __future__ import annotations

from dataclasses import dataclass

from governance.ballots.kinds.configuration import Configuration, LeftOut, Rules


@dataclass(frozen=True, kw_only=True)
class ElectionRules(Rules):
    # the name of the method
    rule: str
    seats: int = 1
    # otherwise it is drawn by lot at opening
    tie_order: LeftOut[tuple[str, ...]] = None


@dataclass(frozen=True, kw_only=True)
class ElectionConfiguration(Configuration):
    seats: int
    tie_order: tuple[str, ...]
    drawn: bool
