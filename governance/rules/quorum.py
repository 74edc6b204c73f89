"""Quorum: how many must take part before the assembly can decide."""

# Three numbers stay apart: who is entitled, who takes part (present or represented), and the
# votes cast. A quorum compares the first two. Dutch association law names no general quorum;
# the statutes do (for dissolution or a change of the statutes see articles 2:42 and 2:43 BW), so
# every setting cites its article.

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from governance.rules.errors import CountError


class Unit(StrEnum):
    """What a quorum counts: people, or the votes that they may cast."""

    HEADS = "heads"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class Holders:
    """A number of people and the votes that they hold together."""

    heads: int
    votes: int

    def __post_init__(self) -> None:
        check_whole(heads=self.heads, votes=self.votes)


@dataclass(frozen=True, slots=True)
class Quorum:
    """At least (or, strict, more than) numerator/denominator of those entitled must take part."""

    numerator: int
    denominator: int
    strict: bool = False
    unit: Unit = Unit.HEADS
    # The article of the statutes or the law that says so.
    article: str = ""

    def __post_init__(self) -> None:
        check_part(self.numerator, self.denominator, self.strict)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who are at a meeting, in person or by proxy, of all who could be."""

    present: Holders
    entitled: Holders

    def __post_init__(self) -> None:
        check_within(self.present, self.entitled)


def attendance_from(data: Mapping[str, Any]) -> Attendance:
    return Attendance(Holders(**data["present"]), Holders(**data["entitled"]))


def quorum_from(data: Mapping[str, Any]) -> Quorum:
    """From plain data with the field names of `Quorum`; absent ones get the default."""
    return Quorum(**{**data, "unit": Unit(data.get("unit", Unit.HEADS))})


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a quorum was met: `present` of `entitled`, where `needed` would do (in `unit`)."""

    met: bool
    unit: Unit
    present: int
    entitled: int
    needed: int
    numerator: int
    denominator: int
    strict: bool
    article: str


def check(quorum: Quorum, *, present: Holders, entitled: Holders) -> Presence:
    """Whether those present (taking part, whatever they vote) meet the quorum."""
    check_within(present, entitled)
    heads = quorum.unit == Unit.HEADS
    here, all_of_them = (
        (present.heads, entitled.heads) if heads else (present.votes, entitled.votes)
    )
    needed = least(all_of_them, quorum.numerator, quorum.denominator, quorum.strict)
    return Presence(
        met=here >= needed,
        unit=quorum.unit,
        present=here,
        entitled=all_of_them,
        needed=needed,
        numerator=quorum.numerator,
        denominator=quorum.denominator,
        strict=quorum.strict,
        article=quorum.article,
    )


def least(base: int, numerator: int, denominator: int, strict: bool) -> int:
    """The smallest whole number, at least 1, that is (more than) this part of the base."""
    if strict:
        return base * numerator // denominator + 1
    return max(1, -(-base * numerator // denominator))


def check_whole(**numbers: int) -> None:
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise CountError(f"The number of {name} must be a whole number, at least 0.")


def check_part(numerator: int, denominator: int, strict: bool) -> None:
    """CountError unless the part is above 0 and can be reached."""
    check_whole(numerator=numerator, denominator=denominator)
    if not 0 < numerator <= denominator:
        raise CountError(f"{numerator}/{denominator} is not a part between 0 and 1.")
    if strict and numerator == denominator:
        raise CountError("More than all cannot be reached.")


def check_within(present: Holders, entitled: Holders) -> None:
    if present.heads > entitled.heads or present.votes > entitled.votes:
        raise CountError("More people or votes take part than are entitled.")
