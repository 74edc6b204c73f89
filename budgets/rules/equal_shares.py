"""The Method of Equal Shares for approval ballots, with the add-one completion.

Source: Peters, Pierczyński, Skowron 2021, "Proportional Participatory Budgeting with
Additive Utilities". Utility of an approved project: its cost (default), or 1 (cardinality).

Outside the vote: projects that cost nothing, have no support, or cost more than the whole
budget. If all others fit together, all are funded. Otherwise every voter gets budget / n,
and, with `add1`, `step` minor units more in each next run, until the next run would overspend
the real budget; the last run that did not is the result. Add-one is not monotone, so every
step is counted. It always ends: a share large enough buys everything, which does not fit.

Ties: the cheaper project, then more votes, then the tie order.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from budgets.rules.allocation import Allocation, Option, Outcome, Reason, Shares, Stop, Tie
from budgets.rules.profile import Profile
from budgets.rules.shares_run import Electorate, Run, lay_out
from budgets.rules.standing import by_votes, check_budget, declare, divide, finish

RULE = "equal-shares"
VERSION = "1"


class Utility(StrEnum):
    """What a funded project is worth to a voter who approved it."""

    COST = "cost"
    CARDINALITY = "cardinality"


class Completion(StrEnum):
    """What is done with the money that equal shares leaves unspent."""

    NONE = "none"
    ADD1 = "add1"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` parts of a stage; total None: nobody can know it beforehand."""

    stage: str
    done: int
    total: int | None = None


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class _Course:
    """The runs that were made: the one that stands, and the last (the same when none was over)."""

    final: Run
    last: Run
    runs: int
    stopped: Stop
    earlier_ties: int

    @property
    def over(self) -> int:
        """1 when the last run would overspend, else 0."""
        return int(self.last is not self.final)


def equal_shares(
    profile: Profile,
    budget: int,
    *,
    utility: str = Utility.COST,
    completion: str = Completion.ADD1,
    step: int = 100,
    tie_order: Iterable[str] = (),
    progress: Report | None = None,
) -> Allocation:
    """Count by equal shares; `budget` and `step` (of add1) in minor units.

    tie_order: every project id once; default the order of the ballot paper.
    progress: called with the number of runs made, some 90 times per tenfold of runs.
    Raises ValueError for an unknown utility or completion, a negative budget, a step below 1
    or an incomplete tie order.
    """
    check_budget(budget)
    measure, options = Utility(utility), _options(utility, completion, step)
    raise_by = step if "step" in options else 0
    base = declare(RULE, VERSION, options, profile, budget, tie_order)
    eligible, outcomes = divide(profile, budget, tuple(Reason))
    if sum(profile.projects[index].cost for index in eligible) <= budget:
        outcomes += _everything(profile, eligible, profile.ranks(base.tie_order))
        return finish(base, profile, outcomes, shares=_no_shares(base, raise_by, bool(eligible)))
    electorate = lay_out(profile, measure is Utility.COST, profile.ranks(base.tie_order), eligible)
    course = _run_all(electorate, base, raise_by, progress or (lambda _: None))
    outcomes += _outcomes(profile, eligible, course.final)
    return finish(base, profile, outcomes, _ties(profile, course), _shares(course, raise_by))


def _options(utility: str, completion: str, step: int) -> dict[str, Option]:
    declared = {"utility": Utility(utility).value, "completion": Completion(completion).value}
    if isinstance(step, bool) or not isinstance(step, int) or step < 1:
        raise ValueError("The step of add1 must be a whole number of cents, at least 1.")
    return {**declared, "step": step} if declared["completion"] == Completion.ADD1 else {**declared}


def _run_all(electorate: Electorate, base: Allocation, raise_by: int, report: Report) -> _Course:
    """Make the runs; `base` tells budget and voters."""
    share = Fraction(base.budget, base.voters)
    final = Run(electorate, share)
    final.buy_all(base.budget)  # nobody has more than a share, so this one never overspends
    runs, ties = 1, 0
    report(Progress(RULE, runs))
    if not raise_by:
        return _Course(final, final, 1, Stop.SINGLE_RUN, 0)
    while True:
        run = Run(electorate, share + runs * raise_by)
        fits = run.buy_all(base.budget)
        runs += 1
        if _worth_telling(runs):
            report(Progress(RULE, runs))
        if not fits:
            return _Course(final, run, runs, Stop.NEXT_WOULD_OVERSPEND, ties)
        ties += len(final.draws)
        final = run


def _worth_telling(runs: int) -> bool:
    """All of the first hundred, every tenth of the first thousand, and so on."""
    coarse = int("1" + "0" * max(0, len(str(runs)) - 2))
    return runs % coarse == 0


def _everything(profile: Profile, eligible: Sequence[int], ranks: Sequence[int]) -> list[Outcome]:
    votes = profile.votes()
    return [
        Outcome(
            project=profile.projects[index].id,
            cost=profile.projects[index].cost,
            votes=votes[index],
            reason=Reason.EVERYTHING_FITS,
            place=place,
        )
        for place, index in enumerate(by_votes(profile, eligible, ranks), start=1)
    ]


def _outcomes(profile: Profile, eligible: Sequence[int], run: Run) -> list[Outcome]:
    places = {purchase.project: place for place, purchase in enumerate(run.purchases, start=1)}
    return [
        _bought(profile, run, places[index]) if index in places else _missed(profile, run, index)
        for index in eligible
    ]


def _bought(profile: Profile, run: Run, place: int) -> Outcome:
    purchase = run.purchases[place - 1]
    project = profile.projects[purchase.project]
    return Outcome(
        project=project.id,
        cost=project.cost,
        votes=run.electorate.votes[purchase.project],
        reason=Reason.FUNDED,
        place=place,
        price=Fraction(purchase.numerator, purchase.denominator),
        payers=purchase.payers,
        paying_full=purchase.paying_full,
        left=run.left(purchase.project),
    )


def _missed(profile: Profile, run: Run, index: int) -> Outcome:
    project = profile.projects[index]
    left = run.left(index)
    return Outcome(
        project=project.id,
        cost=project.cost,
        votes=run.electorate.votes[index],
        reason=Reason.SUPPORTERS_SHORT,
        left=left,
        short=project.cost - left,
    )


def _ties(profile: Profile, course: _Course) -> list[Tie]:
    names = [project.id for project in profile.projects]
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
