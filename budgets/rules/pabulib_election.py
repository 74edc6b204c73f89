"""What a count needs from a Pabulib file: the ballots together instead of one by one."""

from collections.abc import Mapping
from dataclasses import dataclass

from budgets.rules.pabulib_file import PabulibFile, PabulibProject
from budgets.rules.profile import PointsProfile, Profile


@dataclass(frozen=True, slots=True)
class PabulibElection:
    """meta, budget, scale and projects are as in `PabulibFile`."""

    vote_type: str
    meta: Mapping[str, str]
    budget: int
    scale: int
    projects: tuple[PabulibProject, ...]
    profile: Profile | PointsProfile
    minimum_support: int  # The votes (or points) that a project needs; 0: no such rule
    cast: int  # The number of votes in the file, blank ones included
    name: str  # For messages


def election_of(file: PabulibFile, profile: Profile | PointsProfile, cast: int) -> PabulibElection:
    return PabulibElection(
        vote_type=file.vote_type,
        meta=file.meta,
        budget=file.budget,
        scale=file.scale,
        projects=file.projects,
        profile=profile,
        minimum_support=file.minimum_support,
        cast=cast,
        name=file.name,
    )
