"""The votes after each stage: names down, stages across, in blocks as wide as a screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from governance.rules.election import Action, Election
from wijkstem.counting import tables
from wijkstem.counting.numbers import decimal

NAME = 28  # columns for a name
ACTIONS = {
    Action.COUNT: "count",
    Action.SURPLUS: "surplus",
    Action.EXCLUDE: "exclusion",
    Action.FILL: "last seats",
}
LEGEND = "* elected.  +, -: what the stage changed.  Excluded candidates have no votes any more."


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table, in units per stage. marks: what stands behind the number."""

    label: str
    units: Sequence[int | None]
    marks: Sequence[str]


def lines(election: Election) -> list[str]:
    rows = [*_candidates(election), *_sums(election)]
    name = max(tables.width(row.label) for row in rows)
    columns = [_column(election, rows, number) for number in range(len(election.stages))]
    labels = ["", "", *(row.label for row in rows)]
    found: list[str] = []
    while columns:
        fitting = _fitting(columns, tables.WIDTH - name)
        found += ["", *_block(labels, name, columns[:fitting])]
        columns = columns[fitting:]
    return [*found, "", LEGEND]


def votes(election: Election, units: int) -> str:
    """Votes of this count: whole, or with the decimals in which the rule counts."""
    return decimal(units, election.scale, len(str(election.scale)) - 1, ",")


def _candidates(election: Election) -> Iterable[_Row]:
    for index, name in enumerate(election.candidates):
        units: list[int | None] = []
        marks = []
        elected = excluded = False
        for stage in election.stages:
            units.append(None if excluded else stage.totals[index])
            elected = elected or name in stage.elected
            out = stage.action is Action.EXCLUDE and name in stage.candidates
            excluded = excluded or (out and not stage.totals[index])
            marks.append("*" if elected else " ")
        yield _Row(tables.cut(tables.clean(name), NAME), units, marks)


def _sums(election: Election) -> Iterable[_Row]:
    stages = election.stages
    blank = [" "] * len(stages)
    lost = [stage.nontransferable for stage in stages]
    rounded = [stage.rounding for stage in stages]
    if any(lost):
        yield _Row("Not transferable", lost, blank)
    if any(rounded):
        yield _Row("  of which rounding", rounded, blank)
    yield _Row("Total", [sum(stage.totals) + stage.nontransferable for stage in stages], blank)
    if any(stage.quota is not None for stage in stages):
        yield _Row("Quota", [stage.quota for stage in stages], blank)


def _column(election: Election, rows: Sequence[_Row], number: int) -> list[str]:
    """The cells of one stage: two of heading, then per row the change and what it led to."""
    totals = [_shown(election, row.units[number]) + row.marks[number] for row in rows]
    changes = [_change(election, row.units, number) for row in rows]
    wide, before = max(map(len, totals)), max(map(len, changes))
    cells = [
        change.rjust(before) + ("  " if before else "") + total.rjust(wide)
        for change, total in zip(changes, totals, strict=True)
    ]
    head = [f"Stage {number + 1} ", ACTIONS[election.stages[number].action] + " "]
    wide = max(map(len, [*cells, *head]))
    return [cell.rjust(wide) for cell in [*head, *cells]]


def _shown(election: Election, units: int | None) -> str:
    return "" if units is None else votes(election, units)


def _change(election: Election, units: Sequence[int | None], number: int) -> str:
    now, before = units[number], units[number - 1] if number else None
    if now is None or before is None or now == before:
        return ""
    return ("+" if now > before else "") + votes(election, now - before)


def _fitting(columns: Sequence[Sequence[str]], room: int) -> int:
    """How many of the first columns fit; at least one."""
    number = 0
    for column in columns:
        room -= len(tables.GAP) + len(column[0])
        if room < 0:
            break
        number += 1
    return max(1, number)


def _block(labels: Sequence[str], name: int, columns: Sequence[Sequence[str]]) -> list[str]:
    rows = [
        tables.pad(label, name) + "".join(tables.GAP + column[row] for column in columns)
        for row, label in enumerate(labels)
    ]
    return [*(row.rstrip() for row in rows[:2]), "-" * len(rows[0]), *map(str.rstrip, rows[2:])]
