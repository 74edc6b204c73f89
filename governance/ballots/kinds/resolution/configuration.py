"""What a resolution goes by: a majority, and perhaps a quorum."""

from dataclasses import dataclass

from governance.ballots.kinds.configuration import Configuration, Rules
from governance.rules.majority import Majority
from governance.rules.quorum import Quorum


@dataclass(frozen=True, kw_only=True)
class ResolutionRules(Rules):
    majority: Majority
    quorum: Quorum | None = None


@dataclass(frozen=True, kw_only=True)
class ResolutionConfiguration(Configuration):
    majority: Majority
    quorum: Quorum | None
