"""The common result of every budget rule: what was funded, at which price, and why not."""

# Money is in minor units (cents): an `int`, or a `Fraction` where it is a share of something.
# `to_data` gives plain JSON data (integers, strings, lists, dicts; a Fraction is written
# "num/den") and `from_data` gives the identical `Allocation` back.

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Reason(StrEnum):
    FUNDED = "funded"
    COMPLETED = "completed"  # funded from the money left over, by votes (equal shares)
    EVERYTHING_FITS = "everything_fits"  # funded: all supported projects fit together
    NO_SUPPORT = "no_support"  # nobody voted for it
    BELOW_MINIMUM = "below_minimum"  # fewer votes (or points) than a project must have
    SUPPORTERS_SHORT = "supporters_short"  # equal shares: its supporters lack `short`
    DOES_NOT_FIT = "does_not_fit"  # greedy: the budget lacked `short` at its turn
    AFTER_STOP = "after_stop"  # greedy, stop: its turn never came
    COSTS_NOTHING = "costs_nothing"  # outside the vote
    ABOVE_BUDGET = "above_budget"  # costs more than the whole budget


OUTSIDE_THE_VOTE = (Reason.COSTS_NOTHING, Reason.NO_SUPPORT, Reason.BELOW_MINIMUM)


class TieBreak(StrEnum):
    CHEAPER = "cheaper"  # the cheaper, then (equal shares) more votes, then the tie order
    ORDER = "order"  # the tie order alone


class Resolution(StrEnum):
    CHEAPER = "cheaper"
    VOTES = "votes"
    TIE_ORDER = "tie_order"


class Stop(StrEnum):
    EVERYTHING_FITS = "everything_fits"  # no shares were needed
    SINGLE_RUN = "single_run"  # no completion was declared
    NEXT_WOULD_OVERSPEND = "next_would_overspend"
    EXHAUSTIVE = "exhaustive"  # add1e: no project that was left would fit in the budget
    NOTHING_TO_BUY = "nothing_to_buy"  # no voters, or no project with support


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that were equal when one had to be chosen, and how that was decided."""

    # The run of equal shares in which it happened, from 1; 0 when the money left over was spent
    # (greedy: always 1)
    run: int
    place: int  # The place in the order that was at stake, from 1
    tied: tuple[str, ...]
    chosen: str
    resolved_by: Resolution


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one project."""

    project: str
    cost: int
    votes: int  # Voters who support it
    reason: Reason
    place: int | None = None  # Order in which it was bought, from 1
    # Equal shares: what a supporter with enough money paid, for each point they gave
    price: Fraction | None = None
    # payers, paying_full: supporters with any money left when it was bought; those among them who
    # paid the full price (the others paid all they had left)
    payers: int | None = None
    paying_full: int | None = None
    # Money there was for it at the end: what its supporters still had (equal shares), what the
    # budget still had at its turn (greedy)
    left: Fraction | None = None
    # Cost minus `left`, at least 0, for a project that its supporters, or the budget at its turn,
    # could not pay; also when the completion by votes funded it after all
    short: Fraction | None = None
    score: int | None = None  # Their points together (approvals: the votes)
    # What the budget still had when the completion by votes came to this project
    room: int | None = None

    @property
    def funded(self) -> bool:
        return self.reason in (Reason.FUNDED, Reason.COMPLETED, Reason.EVERYTHING_FITS)


@dataclass(frozen=True, slots=True)
class Shares:
    """The working of equal shares."""

    first: Fraction  # first, final: a voter's share in the first run and in the run that stands
    final: Fraction
    step: int  # By how much add1 raised the share per run (0: no completion)
    runs: int  # Runs made, with the one that would overspend; `final_run` is the one that stands
    final_run: int
    stopped: Stop
    earlier_ties: int = 0  # Ties met in runs before `final_run`; those are counted, not listed


Option = str | int


@dataclass(frozen=True, slots=True)
class Allocation:
    """The result of a budget rule."""

    # rule, version, options, tie_order: what was declared; enough to count again. Options are
    # sorted by name, because a JSON column need not keep their order.
    rule: str
    version: str
    options: tuple[tuple[str, Option], ...]
    tie_order: tuple[str, ...]
    budget: int
    spent: int
    voters: int  # voters, blank: ballots that were counted; blank ballots, which were not
    blank: int
    selected: tuple[str, ...]  # Ids of the funded projects in the order in which they were selected
    outcomes: tuple[Outcome, ...]  # One per project, in the order of the ballot paper
    # Every tie met on the way to the result (and, for add1, in the run that would overspend)
    ties: tuple[Tie, ...] = ()
    shares: Shares | None = None

    @property
    def unspent(self) -> int:
        return self.budget - self.spent

    def outcome(self, project: str) -> Outcome:
        for outcome in self.outcomes:
            if outcome.project == project:
                return outcome
        raise KeyError(project)


def to_data(result: Allocation) -> dict[str, Any]:
    data = _plain(result)
    data["options"] = dict(result.options)
    data["outcomes"] = [_plain(outcome) for outcome in result.outcomes]
    data["ties"] = [{**_plain(tie), "tied": list(tie.tied)} for tie in result.ties]
    data["shares"] = None if result.shares is None else _plain(result.shares)
    data["selected"] = list(result.selected)
    data["tie_order"] = list(result.tie_order)
    return data


def from_data(data: Mapping[str, Any]) -> Allocation:
    shares = data["shares"]
    return Allocation(
        rule=data["rule"],
        version=data["version"],
        options=tuple(sorted(data["options"].items())),
        tie_order=tuple(data["tie_order"]),
        budget=data["budget"],
        spent=data["spent"],
        voters=data["voters"],
        blank=data["blank"],
        selected=tuple(data["selected"]),
        outcomes=tuple(_outcome(row) for row in data["outcomes"]),
        ties=tuple(_tie(row) for row in data["ties"]),
        shares=None if shares is None else _shares(shares),
    )


def _plain(record: Any) -> dict[str, Any]:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: _scalar(value) for name, value in values.items()}


def _scalar(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value.value if isinstance(value, StrEnum) else value


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _outcome(row: Mapping[str, Any]) -> Outcome:
    fractions = {name: _fraction(row[name]) for name in ("price", "left", "short")}
    return Outcome(**{**row, **fractions, "reason": Reason(row["reason"])})


def _tie(row: Mapping[str, Any]) -> Tie:
    resolved_by = Resolution(row["resolved_by"])
    return Tie(row["run"], row["place"], tuple(row["tied"]), row["chosen"], resolved_by)


def _shares(row: Mapping[str, Any]) -> Shares:
    share = {name: Fraction(row[name]) for name in ("first", "final")}
    return Shares(**{**row, **share, "stopped": Stop(row["stopped"])})
