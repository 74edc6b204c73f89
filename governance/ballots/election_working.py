"""The working of a counted election: bars, the rounds one by one, and the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.words import listed, percent
from governance.rules.election import Action, Election, Stage

Names = Mapping[str, str]
WON = "\N{CHECK MARK}"
NOTHING = "\N{EN DASH}"


@dataclass(frozen=True)
class Bar:
    """Votes for one candidate; `width` is their part of the valid ballots, or of the points that
    were given, in percents."""

    label: str
    votes: int
    percent: str
    width: float
    elected: bool


@dataclass(frozen=True)
class Row:
    """A line of a table: a cell for every heading but the first. `outcome` is words for what
    became of the candidate, and empty where the table does not tell it."""

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


def bars(result: Election, names: Names) -> list[Bar]:
    """Where every vote is a vote for somebody: how many each has."""
    if result.rule not in ("plurality", "approval", "points"):
        return []
    whole = full_bar(result)
    return [
        Bar(
            names[key],
            votes := total_of(result, key),
            percent(votes, whole),
            round(100 * votes / whole, 1),
            key in result.winners,
        )
        for key in in_order(result)
    ]


def full_bar(result: Election) -> int:
    """What a share is a share of: the points that were given, else the valid ballots."""
    return sum(result.stages[-1].totals) if result.rule == "points" else result.valid


def total_of(result: Election, key: str, stage: int = -1) -> int:
    return result.stages[stage].totals[result.candidates.index(key)]


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


def story(result: Election, names: Names) -> list[str]:
    """What happened in each round, where there are rounds."""
    if result.rule not in ("irv", "stv"):
        return []
    return [told(result, index, names) for index in range(len(result.stages))]


def told(result: Election, index: int, names: Names) -> str:
    stage = result.stages[index]
    said = [action(result, index, names)]
    if stage.elected and stage.action is not Action.FILL:
        elected = listed(names[key] for key in stage.elected)
        said.append(_("Elected: %(names)s.") % {"names": elected})
    return " ".join(said)


def action(result: Election, index: int, names: Names) -> str:
    stage = result.stages[index]
    who = listed(names[key] for key in stage.candidates)
    match stage.action:
        case Action.COUNT:
            return _("Every ballot counts for its first choice.")
        case Action.SURPLUS:
            before = total_of(result, stage.candidates[0], index - 1)
            words = {"name": who, "surplus": exact(before - (stage.quota or 0), result.scale)}
            return (
                _("%(name)s had %(surplus)s votes more than the quota. These were passed on.")
                % words
            )
        case Action.EXCLUDE:
            words = {"name": who, "votes": exact(held_before(result, index), result.scale)}
            return _("%(name)s had the fewest votes, %(votes)s, and dropped out.") % words
        case Action.FILL:
            return ngettext(
                "There were as many left as places. So %(names)s was elected.",
                "There were as many left as places. So %(names)s were elected.",
                len(stage.candidates),
            ) % {"names": who}


def held_before(result: Election, index: int) -> int:
    return total_of(result, result.stages[index].candidates[0], index - 1)


def tables(result: Election, names: Names) -> list[Table]:
    if result.rule == "schulze":
        return [order_table(result, names), *duel_tables(result, names)]
    if result.rule in ("irv", "stv"):
        return [rounds_table(result, names)]
    return [votes_table(result, names)]


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


def votes_table(result: Election, names: Names) -> Table:
    """Plurality, approval and points: the total of each, and its share."""
    rows = []
    for key in in_order(result):
        total = total_of(result, key)
        cells = [str(total), percent(total, full_bar(result))]
        if result.supporters is not None:
            cells.append(str(result.supporters[result.candidates.index(key)]))
        rows.append(row(result, key, names, cells))
    if result.rule == "points":
        headings = [_("Candidate"), _("Points"), _("Share"), _("Voters who gave any")]
        return Table(_("Points received"), headings, rows)
    headings = [_("Candidate"), _("Votes received"), _("Share")]
    return Table(_("Votes received"), headings, rows)


def rounds_table(result: Election, names: Names) -> Table:
    """IRV and STV: the votes of everybody after each round."""
    stages = result.stages
    whole = not any(
        amount % result.scale
        for stage in stages
        for amount in (*stage.totals, stage.nontransferable)
    )
    decimals = 0 if whole else len(str(result.scale)) - 1

    def shown(amounts: Sequence[int]) -> list[str]:
        return [votes(amount, result.scale, decimals) for amount in amounts]

    out = excluded_at(result)
    rows = []
    for key in in_order(result):
        there = out.get(key, len(stages) + 1) - 1  # no votes from the round of the exclusion on
        cells = shown([total_of(result, key, index) for index in range(min(there, len(stages)))])
        cells += [NOTHING] * (len(stages) - len(cells))
        rows.append(row(result, key, names, cells))
    sums = [
        Row(_("No longer count"), shown([stage.nontransferable for stage in stages])),
        Row(_("Together"), shown([together(stage) for stage in stages])),
    ]
    rounds = [_("Round %(round)s") % {"round": n} for n in range(1, len(stages) + 1)]
    return Table(_("The votes after each round"), [_("Candidate"), *rounds], rows, sums)


def together(stage: Stage) -> int:
    return sum(stage.totals) + stage.nontransferable


def order_table(result: Election, names: Names) -> Table:
    """Schulze: the place of everybody; a place may be shared."""
    rows = []
    place_of: dict[str, int] = {}
    for place in result.ranking or ():
        place_of |= dict.fromkeys(place, len(place_of) + 1)
    for key in in_order(result):
        cells = [str(place_of[key]), str(total_of(result, key))]
        rows.append(row(result, key, names, cells))
    return Table(_("The order"), [_("Candidate"), _("Place"), _("Duels won")], rows)


def duel_tables(result: Election, names: Names) -> list[Table]:
    """Schulze: the duels and, where somebody does not win them all, the strongest chains."""
    assert result.pairwise is not None  # noqa: S101
    duels = square(
        result,
        names,
        result.pairwise.matrix,
        caption=_("The duels"),
        note=_(
            "How many voters put the one on the left above the one on top. A check mark stands by "
            "the greater number of the two."
        ),
    )
    if sorted(result.stages[-1].totals) == list(range(len(result.candidates))):
        return [duels]  # everybody beats all who stand lower: no chain says anything more
    chains = square(
        result,
        names,
        result.pairwise.paths,
        caption=_("The chains"),
        note=_(
            "How strong the strongest chain is from the one on the left to the one on top. A check "
            "mark stands by the stronger of the two."
        ),
    )
    return [duels, chains]


def square(result: Election, names: Names, numbers: Any, *, caption: str, note: str) -> Table:
    """A table of everybody against everybody; the greater of two opposite numbers is marked."""
    order = in_order(result)
    at = {key: result.candidates.index(key) for key in order}

    def cell(one: str, other: str) -> str:
        if one == other:
            return NOTHING
        number, back = numbers[at[one]][at[other]], numbers[at[other]][at[one]]
        return f"{WON} {number}" if number > back else str(number)

    rows = [Row(names[one], [cell(one, other) for other in order]) for one in order]
    headings = [_("Candidate"), *(names[key] for key in order)]
    return Table(caption, headings, rows, note=note)
