"""Greedy by votes: down the list of votes, buying what the budget still holds.

Two rules of real cities: `skip` passes over a project that does not fit and goes on, `stop`
ends the count there (also when that project costs more than the whole budget). Projects
without votes, or that cost nothing, are outside the vote. Ties: the cheaper project, then the
tie order. Source of the two forms: published outcomes in Pabulib (arXiv 2012.06539).
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction

from budgets.rules.allocation import Allocation, Outcome, Reason, Resolution, Tie
from budgets.rules.profile import Profile
from budgets.rules.standing import by_votes, check_budget, declare, divide, finish

RULE = "greedy"
VERSION = "1"


class Misfit(StrEnum):
    """What a project that does not fit means for those after it."""

    SKIP = "skip"
    STOP = "stop"


def greedy(
    profile: Profile, budget: int, *, misfit: str = Misfit.SKIP, tie_order: Iterable[str] = ()
) -> Allocation:
    """Count by votes; `budget` in minor units; default tie order: as on the ballot paper.

    Raises ValueError for an unknown misfit, a negative budget or an incomplete tie order.
    """
    check_budget(budget)
    form = Misfit(misfit)
    declared = declare(RULE, VERSION, {"misfit": form.value}, profile, budget, tie_order)
    outside = (Reason.COSTS_NOTHING, Reason.NO_SUPPORT)
    listed, outcomes = divide(profile, budget, outside)
    ranked = by_votes(profile, listed, profile.ranks(declared.tie_order))
    outcomes += _walk(profile, ranked, budget, form)
    return finish(declared, profile, outcomes, _ties(profile, ranked))


def _walk(profile: Profile, ranked: Sequence[int], budget: int, form: Misfit) -> list[Outcome]:
    """Buy down the list; `left` is what the budget held when the count passed the project."""
    votes = profile.votes()
    outcomes: list[Outcome] = []
    left, place, stopped = budget, 0, False
    for index in ranked:
        project = profile.projects[index]
        fits = project.cost <= left and not stopped
        if fits:
            place += 1
        outcomes.append(
            Outcome(
                project=project.id,
                cost=project.cost,
                votes=votes[index],
                reason=_reason(project.cost, left, budget, stopped),
                place=place if fits else None,
                left=Fraction(left),
                short=None if project.cost <= left else Fraction(project.cost - left),
            )
        )
        left -= project.cost if fits else 0
        stopped = stopped or (not fits and form is Misfit.STOP)
    return outcomes


def _reason(cost: int, left: int, budget: int, stopped: bool) -> Reason:
    if cost > budget:
        return Reason.ABOVE_BUDGET
    if stopped:
        return Reason.AFTER_STOP
    return Reason.FUNDED if cost <= left else Reason.DOES_NOT_FIT


def _ties(profile: Profile, ranked: Sequence[int]) -> list[Tie]:
    """Every place for which two or more projects had equal votes."""
    votes = profile.votes()
    ties: list[Tie] = []
    for place, chosen in enumerate(ranked):
        tied = [index for index in ranked[place:] if votes[index] == votes[chosen]]
        if len(tied) > 1:
            cost = profile.projects[chosen].cost
            cheapest = [index for index in tied if profile.projects[index].cost == cost]
            how = Resolution.CHEAPER if len(cheapest) == 1 else Resolution.TIE_ORDER
            names = tuple(profile.projects[index].id for index in tied)
            ties.append(Tie(1, place + 1, names, names[0], how))
    return ties
