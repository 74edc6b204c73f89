"""The tables of a count of ranked ballots: votes after each stage, or duels of Schulze's method."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from governance.rules.election import Action, Election, Pairwise
from wijkstem.counting import output

NAME = 28  # columns for the name of a candidate
ACTIONS = {
    Action.COUNT: "count",
    Action.SURPLUS: "surplus",
    Action.EXCLUDE: "exclusion",
    Action.FILL: "last seats",
}
LEGEND = "* elected.  +, -: what the stage changed.  Excluded candidates have no votes any more."
DUELS = (
    "How many voters prefer the candidate of the row to that of the column. "
    "* marks who wins the duel."
)
PATHS = (
    "A path is a chain of duels that are won, and as strong as its weakest duel. "
    "* marks who has the stronger path to the other. Who has it against everybody else "
    "comes first."
)
Square = Sequence[Sequence[int]]


def votes(election: Election, units: int) -> str:
    # Whole, or with the decimals in which the rule counts.
    return output.decimal(units, election.scale, output.digits(election.scale), ",")


def single(election: Election) -> list[str]:
    stage = election.stages[0]
    order = sorted(range(len(election.candidates)), key=lambda c: (-stage.totals[c], c))
    rows = [
        [
            output.clean(election.candidates[c]),
            votes(election, stage.totals[c]),
            output.percent(stage.totals[c], election.valid * election.scale),
            "elected" if election.candidates[c] in stage.elected else "",
        ]
        for c in order
    ]
    if stage.nontransferable:
        rows.append(["For nobody", votes(election, stage.nontransferable), "", ""])
    head = ["Candidate", "Votes", "Of valid", ""]
    return ["", *output.table(head, rows, "<>><", flexible=0)]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table, in units per stage; `marks` follow the number."""

    label: str
    units: Sequence[int | None]
    marks: Sequence[str]


def blocks(election: Election) -> list[str]:
    """Several stages: names down and stages across, in blocks of the width of a screen."""
    rows = [*_candidates(election), *_sums(election)]
    left = max(output.width(row.label) for row in rows)
    labels = [output.pad(label, left) for label in ["", "", *(row.label for row in rows)]]
    columns = [_column(election, rows, number) for number in range(len(election.stages))]
    found: list[str] = []
    while columns:
        ends = accumulate(len(output.GAP) + len(column[0]) for column in columns)
        fitting = max(1, sum(end <= output.WIDTH - left for end in ends))
        cells = zip(labels, *columns[:fitting], strict=True)
        lines = [output.GAP.join(line) for line in cells]
        rule = "-" * len(lines[0])
        found += ["", *map(str.rstrip, [*lines[:2], rule, *lines[2:]])]
        columns = columns[fitting:]
    return [*found, "", LEGEND]


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
        yield _Row(output.cut(output.clean(name), NAME), units, marks)


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


# --- Schulze's method: every candidate against every other, and the strongest paths


def duels(election: Election, pairwise: Pairwise) -> list[str]:
    return [
        *output.heading("Duels"),
        *output.wrapped(DUELS),
        *_square(election, pairwise.matrix),
        *output.heading("Strongest paths"),
        *output.wrapped(PATHS),
        *_square(election, pairwise.paths),
        *_ranking(election, pairwise.matrix),
    ]


def _square(election: Election, square: Square) -> list[str]:
    # In blocks of as many columns as fit; columns carry the number of a row.
    size = len(square)
    labels = [
        f"{number:>{len(str(size))}} {output.cut(output.clean(name), NAME)}"
        for number, name in enumerate(election.candidates, start=1)
    ]
    wide = max(len(f"{cell:,}") for row in square for cell in row) + 1
    wide = max(wide, len(str(size)) + 1)
    left = max(map(output.width, labels))
    at_once = max(1, (output.WIDTH - left) // (wide + len(output.GAP)))
    found: list[str] = []
    for start in range(0, size, at_once):
        block = range(start, min(start + at_once, size))
        rows = [[labels[i], *(_cell(square, i, j) for j in block)] for i in range(size)]
        head = ["", *(f"{j + 1} ".rjust(wide) for j in block)]
        found += ["", *output.table(head, rows, "<" + ">" * len(block))]
    return found


def _cell(square: Square, row: int, column: int) -> str:
    if row == column:
        return "- "
    won = square[row][column] > square[column][row]
    return f"{square[row][column]:,}{'*' if won else ' '}"


def _ranking(election: Election, matrix: Square) -> list[str]:
    ranking = election.ranking or ()
    found = output.heading("Ranking")
    place = 1
    for names in ranking:
        shared = " (shared)" if len(names) > 1 else ""
        found += [f"{place:>4}. {output.clean(name)}{shared}" for name in names]
        place += len(names)
    if len(ranking) > 1 and len(ranking[0]) == len(ranking[1]) == 1:
        found += ["", *_first_duel(election, matrix, ranking[0][0], ranking[1][0])]
    return found


def _first_duel(election: Election, matrix: Square, first: str, second: str) -> list[str]:
    one, other = election.candidates.index(first), election.candidates.index(second)
    return output.wrapped(
        f"{matrix[one][other]:,} voters prefer {output.clean(first)} to "
        f"{output.clean(second)}; {matrix[other][one]:,} prefer the other way round."
    )
