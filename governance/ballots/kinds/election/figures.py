"""What the pages read in a counted election, and the bars and tables that they show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from governance.ballots.words import percent
from governance.rules.election import Action, Election

Names = Mapping[str, str]  # the label of each key
Fact = tuple[str, str]
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True)
class Bar:
    """`width` is the part that a candidate has of a full bar, in percents."""

    label: str
    votes: int
    percent: str
    width: float
    elected: bool


@dataclass(frozen=True)
class Row:
    """A line of a table: a cell for every heading but the first. `outcome` is words for what
    became of the candidate, and empty where the table does not say it."""

    label: str
    cells: list[str]
    outcome: str = ""
    elected: bool = False


@dataclass(frozen=True)
class Table:
    """Figures with their headings; `note` says how to read them."""

    caption: str
    headings: list[str]
    rows: list[Row]
    sums: list[Row] = field(default_factory=list)
    note: str = ""


def votes(amount: int, scale: int, decimals: int) -> str:
    """Units of 1/scale as votes: 3312345 of scale 100,000 is "33.12345"."""
    return str(number_format(Decimal(amount) / scale, decimals))


def exact(amount: int, scale: int) -> str:
    """The same without zeros at the end."""
    return str(number_format(Decimal(amount) / scale))


def total_of(result: Election, key: str, stage: int = -1) -> int:
    return result.stages[stage].totals[result.candidates.index(key)]


def held(result: Election, key: str) -> int:
    """Whole votes at the end, or duels won."""
    return total_of(result, key) // result.scale


def excluded_at(result: Election) -> dict[str, int]:
    """The number of the stage, from 1, at which each was excluded."""
    return {
        stage.candidates[0]: number
        for number, stage in enumerate(result.stages, start=1)
        if stage.action is Action.EXCLUDE
    }


def elected_at(result: Election) -> dict[str, int]:
    return {
        key: number for number, stage in enumerate(result.stages, start=1) for key in stage.elected
    }


def in_order(result: Election) -> list[str]:
    """The elected as they were elected, then the others, those who came furthest first."""
    if result.ranking:
        ranked = [key for place in result.ranking for key in place]
        return [*result.winners, *(key for key in ranked if key not in result.winners)]
    out = excluded_at(result)
    return [
        *result.winners,
        *sorted(
            result.losers,
            key=lambda key: (-out.get(key, len(result.stages) + 1), -total_of(result, key)),
        ),
    ]


def outcome(result: Election, key: str) -> str:
    rounds = len(result.stages) > 1
    if key in result.winners:
        if rounds:
            return _("Elected in round %(round)s") % {"round": elected_at(result)[key]}
        return _("Elected")
    if key in (out := excluded_at(result)):
        return _("Dropped out in round %(round)s") % {"round": out[key]}
    return _("Not elected")


def row(result: Election, key: str, names: Names, cells: list[str]) -> Row:
    return Row(names[key], cells, outcome(result, key), key in result.winners)


def majority_of_valid(result: Election) -> Fact:
    winner = result.winners[0]
    said = answer(result.majority_of_valid(winner), held(result, winner), result.valid)
    return _("More than half of all valid votes"), said


def answer(yes: bool, part: int, whole: int) -> str:
    words = {"part": part, "whole": whole, "percent": percent(part, whole)}
    if yes:
        return _("Yes: %(part)s of %(whole)s (%(percent)s)") % words
    return _("No: %(part)s of %(whole)s (%(percent)s)") % words
