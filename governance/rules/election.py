"""The common result of every rule for persons and choices: who was elected, and the working.

Every rule is a module with RULE (its name), VERSION and

    count(profile, *, seats=1, tie_order=()) -> Election

(points takes ballots of its own, and limits). Votes are whole numbers in units of 1/`scale` vote:
scale is 1 for rules that move whole votes or points, 100,000 for Scottish STV and 1,000,000,000 for
Meek. `to_data` gives plain JSON data and `from_data` the identical `Election` back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from governance.rules.errors import CountError
from governance.rules.profile import Profile


class Action(StrEnum):
    """What was done to come to the totals of a stage (closed list)."""

    COUNT = "count"  # the ballots were counted; always the first stage
    SURPLUS = "surplus"  # the votes above the quota of `candidates` were passed on
    EXCLUDE = "exclude"  # `candidates` were excluded and their votes passed on
    FILL = "fill"  # `candidates` got the seats left: no more of them than seats; no vote moved


class Resolution(StrEnum):
    """What decided a tie."""

    EARLIER_STAGE = "earlier_stage"  # the most recent earlier stage at which they differed
    TIE_ORDER = "tie_order"


class Purpose(StrEnum):
    """What a tie was about."""

    SEAT = "seat"  # who of them is elected, and who is not
    ORDER = "order"  # all elected, or all not: only who stands first in the list
    EXCLUSION = "exclusion"  # who of them is excluded now
    SURPLUS = "surplus"  # whose surplus is passed on first


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates who were equal when a choice between them was made.

    stage: the stage at which it was met, from 1.
    tied: in the order of the tie order.  chosen: who was elected, excluded or served first;
        more than one where several places were at stake at once.
    earlier: the stage that decided, for `earlier_stage`.
    """

    stage: int
    purpose: Purpose
    tied: tuple[str, ...]
    chosen: tuple[str, ...]
    resolved_by: Resolution
    earlier: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """Papers of equal value that were passed on together.

    papers: how many.  old, new: value of one of them before and after, in units of 1/scale.
    """

    papers: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The state of the count after one action.

    candidates: whom the action concerns.  elected: who are elected at this stage, in order.
    totals: votes per candidate, in the order of `Election.candidates`; 0 once excluded.
    nontransferable: votes that no candidate holds any more, those lost in rounding included,
        so that totals and nontransferable add up to the valid votes exactly, at every stage.
    rounding: how much of `nontransferable` was lost in rounding.
    quota: the quota at this stage (Meek's falls), None for rules without one.
    parcels: what was passed on (STV).
    """

    action: Action
    candidates: tuple[str, ...]
    elected: tuple[str, ...]
    totals: tuple[int, ...]
    nontransferable: int = 0
    rounding: int = 0
    quota: int | None = None
    parcels: tuple[Parcel, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Schulze: matrix[i][j] voters prefer i to j; paths[i][j] is the strongest path from i to j."""

    matrix: tuple[tuple[int, ...], ...]
    paths: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Election:
    """The result of a rule.

    rule, version, options, tie_order: what was declared; enough to count again.
    candidates: as on the ballot paper, those withdrawn before the count left out.
    valid, blank: voters who ranked somebody, and nobody.  distinct: different valid ballots;
        None where only a pairwise matrix is known.
    winners: names in order of election.
    ranking: Schulze only: all candidates, shared places together, the best first.
    supporters: points only: voters who gave the candidate any, in the order of `candidates`.
    """

    rule: str
    version: str
    options: tuple[tuple[str, str | int], ...]
    tie_order: tuple[str, ...]
    candidates: tuple[str, ...]
    seats: int
    valid: int
    blank: int
    distinct: int | None
    winners: tuple[str, ...]
    stages: tuple[Stage, ...]
    ties: tuple[Tie, ...] = ()
    scale: int = 1
    ranking: tuple[tuple[str, ...], ...] | None = None
    pairwise: Pairwise | None = None
    supporters: tuple[int, ...] | None = None

    @property
    def losers(self) -> tuple[str, ...]:
        return tuple(name for name in self.candidates if name not in self.winners)

    def majority_of_continuing(self, name: str) -> bool:
        """Whether this candidate holds more than half of the votes that count at the end."""
        last = self.stages[-1]
        return 2 * last.totals[self.candidates.index(name)] > sum(last.totals)

    def majority_of_valid(self, name: str) -> bool:
        """Whether this candidate holds more than half of all valid votes at the end."""
        votes = self.stages[-1].totals[self.candidates.index(name)]
        return 2 * votes > self.valid * self.scale


def check_seats(profile: Profile, seats: int, most: int | None = None) -> None:
    """Raise CountError unless there is a seat, and a candidate for every seat."""
    if type(seats) is not int or seats < 1:
        raise CountError("The number of seats must be a whole number, at least 1.")
    if seats > len(profile.candidates):
        standing = f"{len(profile.candidates)} candidate{'s'[: len(profile.candidates) != 1]}"
        raise CountError(f"There are {seats} seats and only {standing}.")
    if most is not None and seats > most:
        raise CountError(f"This rule fills {most} seat, not {seats}.")


def to_data(result: Election) -> dict[str, Any]:
    """Plain data for a JSON column; `supporters` is there only where a rule counts them, so that
    the data of the other rules, and every fingerprint of it, stay what they were."""
    data = {**asdict(result), "options": dict(result.options)}
    if result.supporters is None:
        del data["supporters"]
    return data


def from_data(data: Mapping[str, Any]) -> Election:
    """The election that `to_data` wrote, also after a way through JSON."""
    pairwise, ranking = data["pairwise"], data["ranking"]
    supporters = data.get("supporters")
    names = ("tie_order", "candidates", "winners")
    return Election(
        **{
            **data,
            **{name: tuple(data[name]) for name in names},
            "options": tuple(sorted(data["options"].items())),
            "stages": tuple(_stage(row) for row in data["stages"]),
            "ties": tuple(_tie(row) for row in data["ties"]),
            "ranking": ranking and tuple(tuple(place) for place in ranking),
            "supporters": supporters and tuple(supporters),
            "pairwise": pairwise
            and Pairwise(_square(pairwise["matrix"]), _square(pairwise["paths"])),
        }
    )


def _stage(row: Mapping[str, Any]) -> Stage:
    lists = {name: tuple(row[name]) for name in ("candidates", "elected", "totals")}
    parcels = tuple(Parcel(**parcel) for parcel in row["parcels"])
    return Stage(**{**row, **lists, "action": Action(row["action"]), "parcels": parcels})


def _tie(row: Mapping[str, Any]) -> Tie:
    lists = {name: tuple(row[name]) for name in ("tied", "chosen")}
    kinds = {
        "purpose": Purpose(row["purpose"]),
        "resolved_by": Resolution(row["resolved_by"]),
    }
    return Tie(**{**row, **lists, **kinds})


def _square(rows: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in rows)
