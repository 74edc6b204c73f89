"""From the ballots of a Pabulib file to the profile that the rules count."""

from collections.abc import Iterable, Sequence

from budgets.rules.pabulib_kinds import APPROVALS, POINTS, RANKED, SHOWN
from budgets.rules.profile import PointsProfile, Profile, Project

Vote = tuple[tuple[str, ...], tuple[int, ...]]  # choice (ids), and the points of each or nothing
Counts = Iterable[tuple[Vote, int]]  # with the number of voters who cast it


def make_profile(
    kind: str,
    projects: Sequence[Project],
    counts: Counts,
    ranks: Sequence[int],
    unlisted: int,
) -> Profile | PointsProfile:
    """The aggregated ballots of this vote_type; ValueError when they cannot be counted."""
    # `ranks`: what each rank of a ranked ballot earns; empty for other kinds. `unlisted`: the
    # points of a scoring ballot, unless blank, for each project that it leaves out.
    require_countable(kind, ranks)
    if kind in APPROVALS:
        return Profile.from_counts(projects, ((choice, n) for (choice, _), n in counts))
    if kind in RANKED:
        rankings = ((choice, n) for (choice, _), n in counts)
        return PointsProfile.from_rankings(projects, rankings, ranks)
    rest = {project.id: unlisted for project in projects} if unlisted else {}
    given = ((_points(vote, rest), n) for vote, n in counts)
    return PointsProfile.from_counts(projects, given)


def require_countable(kind: str, ranks: Sequence[int]) -> None:
    if kind in RANKED:
        if not ranks:
            raise ValueError("Ranked ballots need points per rank, for instance 3,2,1.")
        PointsProfile.from_rankings((), (), ranks)  # refuses ranks that are no points
    elif kind not in APPROVALS | POINTS:
        raise ValueError(f"Ballots of vote_type {kind[:SHOWN]!r} cannot be counted.")
    elif ranks:
        raise ValueError(f"Points per rank are for ranked ballots, not for {kind} ballots.")


def _points(vote: Vote, rest: dict[str, int]) -> dict[str, int]:
    choice, points = vote
    given = dict(zip(choice, points, strict=True))
    return {**rest, **given} if rest and choice else given
