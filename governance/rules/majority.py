"""Resolutions: whether a proposal is adopted by the votes for and against."""

# Defaults of the house, each a setting that cites its article: more than half of the votes for
# and against; blank and invalid votes count for turnout and not for the majority; a tie on a
# matter is rejected, on persons a second vote and then the lot decide. Article 2:42-43 BW asks
# 2/3 of the votes cast for a change of the statutes, unless these say otherwise.

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.rules.errors import CountError
from governance.rules.quorum import (
    Attendance,
    Holders,
    Presence,
    Quorum,
    Unit,
    check,
    check_part,
    check_whole,
    check_within,
    least,
)

RULE = "majority"
VERSION = "1"


class Base(StrEnum):
    """The votes that the majority is a part of."""

    CAST = "cast"  # for and against
    PRESENT = "present"  # held by those who take part, also when blank, invalid or not cast
    ENTITLED = "entitled"  # held by all members


class TieRule(StrEnum):
    """What equal numbers for and against lead to when half is the threshold."""

    REJECTED = "rejected"
    SECOND_VOTE = "second_vote"
    LOT = "lot"


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIE = "tie"  # not decided: the tie rule of the majority says what follows
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Majority:
    """More than (strict) or at least numerator/denominator of the base."""

    numerator: int = 1
    denominator: int = 2
    strict: bool = True
    base: Base = Base.CAST
    tie: TieRule = TieRule.REJECTED
    article: str = ""

    def __post_init__(self) -> None:
        check_part(self.numerator, self.denominator, self.strict)

    @property
    def threshold(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes, not heads: a member with three votes who is for counts three times in `yes`."""

    yes: int
    no: int
    blank: int = 0
    invalid: int = 0

    def __post_init__(self) -> None:
        check_whole(yes=self.yes, no=self.no, blank=self.blank, invalid=self.invalid)

    @property
    def total(self) -> int:
        return self.yes + self.no + self.blank + self.invalid


@dataclass(frozen=True, slots=True)
class Verdict:
    """A counted resolution."""

    outcome: Outcome
    tally: Tally
    present: Holders
    entitled: Holders
    majority: Majority
    base_size: int  # The votes of which a majority was asked (majority.base says which)
    # The smallest number of votes for that would have sufficed with this base, at least 1
    needed: int
    margin: int  # Votes for minus needed; adopted needs 0 or more (and the quorum)
    tied: bool  # Equal, not 0, votes for and against, where half is the threshold
    quorum: Presence | None  # None when none is asked

    @property
    def adopted(self) -> bool:
        return self.outcome is Outcome.ADOPTED


def count(
    tally: Tally,
    *,
    present: Holders,
    entitled: Holders,
    majority: Majority,
    quorum: Quorum | None = None,
    attendance: Attendance | None = None,
) -> Verdict:
    """Count a resolution; `present` are those who take part, `entitled` all who may."""
    # The quorum is asked of the attendance of a meeting, or without a meeting of those who take
    # part. CountError when more votes are cast than present, or more are present than entitled.
    check_within(present, entitled)
    if tally.total > present.votes:
        raise CountError("More votes are cast than those present hold.")
    base_size = _base_size(majority.base, tally, present, entitled)
    needed = least(base_size, majority.numerator, majority.denominator, majority.strict)
    tied = majority.threshold == Fraction(1, 2) and tally.yes == tally.no > 0
    there = attendance or Attendance(present, entitled)
    presence = None
    if quorum is not None:
        presence = check(quorum, present=there.present, entitled=there.entitled)
    return Verdict(
        outcome=_outcome(tally.yes >= needed, tied, majority.tie, presence),
        tally=tally,
        present=present,
        entitled=entitled,
        majority=majority,
        base_size=base_size,
        needed=needed,
        margin=tally.yes - needed,
        tied=tied,
        quorum=presence,
    )


def _base_size(base: Base, tally: Tally, present: Holders, entitled: Holders) -> int:
    sizes = {
        Base.CAST: tally.yes + tally.no,
        Base.PRESENT: present.votes,
        Base.ENTITLED: entitled.votes,
    }
    return sizes[base]


def _outcome(enough: bool, tied: bool, rule: TieRule, presence: Presence | None) -> Outcome:
    if presence is not None and not presence.met:
        return Outcome.NO_QUORUM
    if enough:
        return Outcome.ADOPTED
    return Outcome.TIE if tied and rule != TieRule.REJECTED else Outcome.REJECTED


def to_data(verdict: Verdict) -> dict[str, Any]:
    return {**asdict(verdict), "adopted": verdict.adopted}


def from_data(data: Mapping[str, Any]) -> Verdict:
    presence = data["quorum"]
    return Verdict(
        outcome=Outcome(data["outcome"]),
        tally=Tally(**data["tally"]),
        present=Holders(**data["present"]),
        entitled=Holders(**data["entitled"]),
        majority=majority_from(data["majority"]),
        base_size=data["base_size"],
        needed=data["needed"],
        margin=data["margin"],
        tied=data["tied"],
        quorum=presence and Presence(**{**presence, "unit": Unit(presence["unit"])}),
    )


def majority_from(data: Mapping[str, Any]) -> Majority:
    """From plain data with the field names of `Majority`; absent ones get the default."""
    chosen = dict(data)
    chosen["base"] = Base(chosen.get("base", Base.CAST))
    chosen["tie"] = TieRule(chosen.get("tie", TieRule.REJECTED))
    return Majority(**chosen)
