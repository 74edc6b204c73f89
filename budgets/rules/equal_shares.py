"""The Method of Equal Shares and its completions (Peters, Pierczyński, Skowron 2021)."""

# Source: Peters, Pierczyński, Skowron 2021, "Proportional Participatory Budgeting with
# Additive Utilities". Utility of an approved project: its cost (default), or 1 (cardinality);
# with ballots that give points: so much for each point.
#
# Outside the vote: projects that cost nothing, have no support or less than the minimum, or cost
# more than the whole budget. If all others fit together, all are funded. Otherwise every voter gets
# budget / n, and the completion says what is done with the money that this leaves unspent:
#
# - `none`: nothing.
# - `add1`: every voter gets `step` minor units more in each next run, until the next run would
#   overspend the real budget; the last run that did not is the result. Add-one is not monotone,
#   so every step is counted. It always ends: a share large enough buys everything, which does
#   not fit.
# - `add1e`: the same, but it also stops at the first run after which no project fits any more.
# - `utilitarian`: one run; then what is left buys the other projects, most votes (or points) first,
#   each that still fits.
# - `add1u` (default): `add1`, then `utilitarian`.
#
# Ties: the cheaper project, then more votes, then the tie order; or the tie order alone.

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from budgets.rules import array_run
from budgets.rules.allocation import (
    OUTSIDE_THE_VOTE,
    Allocation,
    Option,
    Outcome,
    Reason,
    Shares,
    Stop,
    Tie,
    TieBreak,
)
from budgets.rules.array_sides import sides
from budgets.rules.electorate import Electorate
from budgets.rules.plain_run import PlainRun
from budgets.rules.profile import Ballots
from budgets.rules.run import Run
from budgets.rules.state import State, check_budget, declare, finish

RULE = "equal-shares"
VERSION = "1"


class Utility(StrEnum):
    COST = "cost"
    CARDINALITY = "cardinality"


class Completion(StrEnum):
    NONE = "none"
    ADD1 = "add1"
    ADD1E = "add1e"
    UTILITARIAN = "utilitarian"
    ADD1U = "add1u"

    @property
    def raises(self) -> bool:
        return self in (Completion.ADD1, Completion.ADD1E, Completion.ADD1U)

    @property
    def by_votes(self) -> bool:
        return self in (Completion.UTILITARIAN, Completion.ADD1U)


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` parts of a stage; total is None where it cannot be known in advance."""

    stage: str
    done: int
    total: int | None = None


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Course:
    """The run that stands, and the last one (the same when no run overspent)."""

    final: Run
    last: Run
    runs: int
    stopped: Stop
    earlier_ties: int

    @property
    def over(self) -> int:
        return int(self.last is not self.final)


def count(
    profile: Ballots,
    budget: int,
    *,
    utility: str = Utility.COST,
    completion: str = Completion.ADD1U,
    step: int = 100,
    ties: str = TieBreak.CHEAPER,
    tie_order: Iterable[str] = (),
    minimum_support: int = 0,
    progress: Report | None = None,
) -> Allocation:
    """Count by equal shares; ValueError for options that cannot be counted with."""
    # `budget` and `step` (by which a share is raised) are in minor units; `tie_order` names every
    # project once, by default in the order of the ballot paper; `minimum_support` is in votes or
    # points; `progress` is called about 90 times per tenfold of runs.
    check_budget(budget)
    measure, form = Utility(utility), Completion(completion)
    state = State.from_profile(profile, ties, tie_order, minimum_support)
    options = _options(measure, form, step)
    base = declare(RULE, VERSION, options, profile, budget, state)
    eligible, outcomes = state.divide(budget, (*OUTSIDE_THE_VOTE, Reason.ABOVE_BUDGET))
    raise_by = step if form.raises else 0
    if sum(profile.projects[index].cost for index in eligible) <= budget:
        outcomes += _everything(state, eligible)
        shares = _no_shares(base, raise_by, bool(eligible))
        return finish(base, state, outcomes, shares=shares)
    electorate = Electorate.from_profile(profile, state, measure is Utility.COST, eligible)
    course = _run_all(electorate, base, form, raise_by, progress or (lambda _: None))
    found, tied = _outcomes(state, eligible, course.final), _ties(state, course)
    if form.by_votes:
        found, more = _complete(state, found, budget)
        tied += more
    return finish(base, state, outcomes + found, tied, _shares(course, raise_by))


def _options(measure: Utility, form: Completion, step: int) -> dict[str, Option]:
    if type(step) is not int or step < 1:
        raise ValueError("The step of add1 must be a whole number of cents, at least 1.")
    declared: dict[str, Option] = {"utility": measure.value, "completion": form.value}
    return {**declared, "step": step} if form.raises else declared


def _run_all(
    electorate: Electorate, base: Allocation, form: Completion, raise_by: int, report: Report
) -> _Course:
    share, start = Fraction(base.budget, base.voters), _starter(electorate)
    final = start(share)
    final.buy_all(base.budget)  # nobody has more than a share, so this one never overspends
    runs, ties = 1, 0
    report(Progress(RULE, runs))
    if not form.raises:
        return _Course(final, final, 1, Stop.SINGLE_RUN, 0)
    while form is not Completion.ADD1E or not _exhaustive(final, base.budget):
        run = start(share + runs * raise_by)
        fits = run.buy_all(base.budget)
        runs += 1
        if _worth_telling(runs):
            report(Progress(RULE, runs))
        if not fits:
            return _Course(final, run, runs, Stop.NEXT_WOULD_OVERSPEND, ties)
        ties += len(final.draws)
        final = run
    return _Course(final, final, runs, Stop.EXHAUSTIVE, ties)


def _starter(electorate: Electorate) -> Callable[[Fraction], Run]:
    """The quickest available way to make a run at a share."""
    flat = array_run.layout(electorate)
    if flat is None:
        return lambda share: PlainRun(electorate, share)
    laid_out = sides(flat, len(electorate.costs))
    return lambda share: array_run.ArrayRun(electorate, share, laid_out)


def _exhaustive(run: Run, budget: int) -> bool:
    bought = {purchase.project for purchase in run.purchases}
    e = run.electorate
    return all(e.costs[p] > budget - run.spent for p in e.eligible if p not in bought)


def _worth_telling(runs: int) -> bool:
    # Report each of the first hundred runs, every tenth of the first thousand, and so on.
    coarse = int("1" + "0" * max(0, len(str(runs)) - 2))
    return runs % coarse == 0


def _everything(state: State, eligible: Sequence[int]) -> list[Outcome]:
    return [
        state.outcome(index, Reason.EVERYTHING_FITS, place=place)
        for place, index in enumerate(state.by_score(eligible), start=1)
    ]


def _outcomes(state: State, eligible: Sequence[int], run: Run) -> list[Outcome]:
    places = {purchase.project: place for place, purchase in enumerate(run.purchases)}
    return [
        _bought(state, run, places[index]) if index in places else _missed(state, run, index)
        for index in eligible
    ]


def _bought(state: State, run: Run, place: int) -> Outcome:
    purchase = run.purchases[place]
    return state.outcome(
        purchase.project,
        Reason.FUNDED,
        place=place + 1,
        price=Fraction(purchase.numerator, purchase.denominator),
        payers=purchase.payers,
        paying_full=purchase.paying_full,
        left=run.left(purchase.project),
    )


def _missed(state: State, run: Run, index: int) -> Outcome:
    left = run.left(index)
    short = state.projects[index].cost - left
    return state.outcome(index, Reason.SUPPORTERS_SHORT, left=left, short=short)


def _complete(
    state: State, found: Sequence[Outcome], budget: int
) -> tuple[list[Outcome], list[Tie]]:
    """Spend what is left by votes."""
    # A project that was passed over records what `room` the budget still had.
    index = {project.id: place for place, project in enumerate(state.projects)}
    done = {index[outcome.project]: outcome for outcome in found}
    room = budget - sum(outcome.cost for outcome in found if outcome.funded)
    place = sum(outcome.funded for outcome in found)
    ranked = state.by_score([project for project in done if not done[project].funded])
    for project in ranked:
        outcome = replace(done[project], room=room)
        if outcome.cost <= room:
            place += 1
            outcome = replace(outcome, reason=Reason.COMPLETED, place=place)
            room -= outcome.cost
        done[project] = outcome
    return list(done.values()), state.ties_among(ranked, 0)


def _ties(state: State, course: _Course) -> list[Tie]:
    names = [project.id for project in state.projects]
    runs = {course.runs - course.over: course.final, course.runs: course.last}
    return [
        Tie(number, d.place, tuple(names[p] for p in d.tied), names[d.chosen], d.resolved_by)
        for number, run in runs.items()
        for d in run.draws
    ]


def _shares(course: _Course, raise_by: int) -> Shares:
    final = course.final.share
    final_run = course.runs - course.over
    return Shares(
        first=final - (final_run - 1) * raise_by,
        final=final,
        step=raise_by,
        runs=course.runs,
        final_run=final_run,
        stopped=course.stopped,
        earlier_ties=course.earlier_ties,
    )


def _no_shares(base: Allocation, raise_by: int, anything: bool) -> Shares:
    share = Fraction(base.budget, base.voters) if base.voters else Fraction(0)
    stopped = Stop.EVERYTHING_FITS if anything else Stop.NOTHING_TO_BUY
    return Shares(share, share, raise_by, runs=0, final_run=0, stopped=stopped)
