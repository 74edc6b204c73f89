"""The common result of every rule for persons and choices: who was elected, and the working."""

# Every rule is a module with RULE (its name), VERSION and
#
#     count(profile, *, seats=1, tie_order=()) -> Election
#
# (points takes ballots of its own, and limits). Votes are whole numbers in units of 1/`scale` vote:
# scale is 1 for rules that move whole votes or points, 100,000 for Scottish STV and 1,000,000,000
# for Meek. `to_data` gives plain JSON data and `from_data` the identical `Election` back.

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from governance.rules.errors import CountError
from governance.rules.profile import Profile


class Action(StrEnum):
    COUNT = "count"  # the ballots were counted; always the first stage
    SURPLUS = "surplus"  # the votes above the quota of `candidates` were passed on
    EXCLUDE = "exclude"  # `candidates` were excluded and their votes passed on
    FILL = "fill"  # `candidates` got the seats left: no more of them than seats; no vote moved


class Resolution(StrEnum):
    EARLIER_STAGE = "earlier_stage"  # the most recent earlier stage at which they differed
    TIE_ORDER = "tie_order"


class Purpose(StrEnum):
    SEAT = "seat"  # who of them is elected, and who is not
    ORDER = "order"  # all elected, or all not: only who stands first in the list
    EXCLUSION = "exclusion"  # who of them is excluded now
    SURPLUS = "surplus"  # whose surplus is passed on first


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates who were equal when a choice between them was made."""

    stage: int  # The stage at which it was met, from 1
    purpose: Purpose
    tied: tuple[str, ...]  # In the order of the tie order
    # Who was elected, excluded or served first; more than one where several places were at stake at
    # once
    chosen: tuple[str, ...]
    resolved_by: Resolution
    earlier: int | None = None  # The stage that decided, for `earlier_stage`


@dataclass(frozen=True, slots=True)
class Parcel:
    """Papers of equal value that were passed on together."""

    papers: int  # How many
    old: int  # old, new: value of one of them before and after, in units of 1/scale
    new: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The state of the count after one action."""

    action: Action
    candidates: tuple[str, ...]  # Whom the action concerns
    elected: tuple[str, ...]  # Who are elected at this stage, in order
    # Votes per candidate, in the order of `Election.candidates`; 0 once excluded
    totals: tuple[int, ...]
    # Votes that no candidate holds any more, those lost in rounding included, so that totals and
    # nontransferable add up to the valid votes exactly, at every stage
    nontransferable: int = 0
    rounding: int = 0  # How much of `nontransferable` was lost in rounding
    quota: int | None = None  # The quota at this stage (Meek's falls), None for rules without one
    parcels: tuple[Parcel, ...] = ()  # What was passed on (STV)


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Schulze: the table of duels, and the strongest paths."""

    # matrix[i][j] voters prefer i to j.
    matrix: tuple[tuple[int, ...], ...]
    # paths[i][j] is the strongest path from i to j.
    paths: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Election:
    """The result of a rule."""

    rule: str  # rule, version, options, tie_order: what was declared; enough to count again
    version: str
    options: tuple[tuple[str, str | int], ...]
    tie_order: tuple[str, ...]
    candidates: tuple[str, ...]  # As on the ballot paper, those withdrawn before the count left out
    seats: int
    valid: int  # valid, blank: voters who ranked a candidate, and who ranked none
    blank: int
    distinct: int | None  # Different valid ballots; None where only a pairwise matrix is known
    winners: tuple[str, ...]  # Names in order of election
    stages: tuple[Stage, ...]
    ties: tuple[Tie, ...] = ()
    scale: int = 1
    # Schulze only: all candidates, shared places together, the best first
    ranking: tuple[tuple[str, ...], ...] | None = None
    pairwise: Pairwise | None = None
    # Points only: voters who gave the candidate any, in the order of `candidates`
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
    if type(seats) is not int or seats < 1:
        raise CountError("The number of seats must be a whole number, at least 1.")
    if seats > len(profile.candidates):
        standing = f"{len(profile.candidates)} candidate{'s'[: len(profile.candidates) != 1]}"
        raise CountError(f"There are {seats} seats and only {standing}.")
    if most is not None and seats > most:
        raise CountError(f"This rule fills {most} seat, not {seats}.")


def to_data(result: Election) -> dict[str, Any]:
    """Plain data for a JSON column."""
    # `supporters` is only there where a rule counts them, so the data of the other rules, and every
    # fingerprint of it, keep their form.
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
