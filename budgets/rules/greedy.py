"""Greedy: down the list of votes, buying what the budget still holds."""

# The list is in the order of votes, or of votes per euro (`votes-per-euro`). With ballots that give
# points, points take the place of votes. Two forms of real cities: `skip` passes over a project
# that does not fit and goes on, `stop` ends the count there (also when that project costs more than
# the whole budget). Projects without votes, below the minimum support, or that cost nothing, are
# outside the vote. Ties: the cheaper project, then the tie order; or the tie order alone. Source of
# the two forms: published outcomes in Pabulib (arXiv 2012.06539).

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction

from budgets.rules.allocation import OUTSIDE_THE_VOTE, Allocation, Outcome, Reason, TieBreak
from budgets.rules.profile import Ballots
from budgets.rules.state import State, check_budget, declare, finish

RULE = "greedy"
VERSION = "1"


class Order(StrEnum):
    VOTES = "votes"
    VOTES_PER_EURO = "votes-per-euro"


class Misfit(StrEnum):
    SKIP = "skip"
    STOP = "stop"


def count(
    profile: Ballots,
    budget: int,
    *,
    order: str = Order.VOTES,
    misfit: str = Misfit.SKIP,
    ties: str = TieBreak.CHEAPER,
    tie_order: Iterable[str] = (),
    minimum_support: int = 0,
) -> Allocation:
    """Count by votes, or points; ValueError for options that cannot be counted with."""
    # `budget` is in minor units; the default tie order is that of the ballot paper.
    check_budget(budget)
    order_, form = Order(order), Misfit(misfit)
    state = State.from_profile(profile, ties, tie_order, minimum_support)
    options = {"order": order_.value, "misfit": form.value}
    declared = declare(RULE, VERSION, options, profile, budget, state)
    listed, outcomes = state.divide(budget, OUTSIDE_THE_VOTE)
    per_euro = order_ is Order.VOTES_PER_EURO
    ranked = state.by_score(listed, per_euro)
    outcomes += _walk(state, ranked, budget, form)
    return finish(declared, state, outcomes, state.ties_among(ranked, 1, per_euro))


def _walk(state: State, ranked: Sequence[int], budget: int, form: Misfit) -> list[Outcome]:
    # `left` is what the budget held when the count came to the project.
    outcomes: list[Outcome] = []
    left, place, stopped = budget, 0, False
    for index in ranked:
        cost = state.projects[index].cost
        fits = cost <= left and not stopped
        place += fits
        outcomes.append(
            state.outcome(
                index,
                _reason(cost, left, budget, stopped),
                place=place if fits else None,
                left=Fraction(left),
                short=None if cost <= left else Fraction(cost - left),
            )
        )
        left -= cost if fits else 0
        stopped = stopped or (not fits and form is Misfit.STOP)
    return outcomes


def _reason(cost: int, left: int, budget: int, stopped: bool) -> Reason:
    if cost > budget:
        return Reason.ABOVE_BUDGET
    if stopped:
        return Reason.AFTER_STOP
    return Reason.FUNDED if cost <= left else Reason.DOES_NOT_FIT
