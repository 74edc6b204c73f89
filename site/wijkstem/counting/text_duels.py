"""Schulze's method in tables: every candidate against every other, and the strongest paths."""

from collections.abc import Sequence

from governance.rules.election import Election, Pairwise
from wijkstem.counting import tables

NAME = 28  # columns for a name
Square = Sequence[Sequence[int]]


def lines(election: Election, pairwise: Pairwise) -> list[str]:
    """Both tables, what they mean, and the ranking."""
    return [
        *tables.heading("Duels"),
        *tables.wrapped(
            "How many voters prefer the candidate of the row to that of the column. "
            "* marks who wins the duel."
        ),
        *_square(election, pairwise.matrix),
        *tables.heading("Strongest paths"),
        *tables.wrapped(
            "A path is a chain of duels that are won, and as strong as its weakest duel. "
            "* marks who has the stronger path to the other. Who has it against everybody else "
            "comes first."
        ),
        *_square(election, pairwise.paths),
        *_ranking(election, pairwise.matrix),
    ]


def _square(election: Election, square: Square) -> list[str]:
    """The table, in blocks of as many columns as fit; columns carry the number of a row."""
    size = len(square)
    labels = [
        f"{number:>{len(str(size))}} {tables.cut(tables.clean(name), NAME)}"
        for number, name in enumerate(election.candidates, start=1)
    ]
    wide = max(len(tables.number(cell)) for row in square for cell in row) + 1
    wide = max(wide, len(str(size)) + 1)
    left = max(map(tables.width, labels))
    at_once = max(1, (tables.WIDTH - left) // (wide + len(tables.GAP)))
    found: list[str] = []
    for start in range(0, size, at_once):
        block = range(start, min(start + at_once, size))
        rows = [[labels[i], *(_cell(square, i, j) for j in block)] for i in range(size)]
        head = ["", *(f"{j + 1} ".rjust(wide) for j in block)]
        found += ["", *tables.table(head, rows, "<" + ">" * len(block))]
    return found


def _cell(square: Square, row: int, column: int) -> str:
    if row == column:
        return "- "
    won = square[row][column] > square[column][row]
    return tables.number(square[row][column]) + ("*" if won else " ")


def _ranking(election: Election, matrix: Square) -> list[str]:
    ranking = election.ranking or ()
    found = tables.heading("Ranking")
    place = 1
    for names in ranking:
        shared = " (shared)" if len(names) > 1 else ""
        found += [f"{place:>4}. {tables.clean(name)}{shared}" for name in names]
        place += len(names)
    if len(ranking) > 1 and len(ranking[0]) == len(ranking[1]) == 1:
        found += ["", *_first_duel(election, matrix, ranking[0][0], ranking[1][0])]
    return found


def _first_duel(election: Election, matrix: Square, first: str, second: str) -> list[str]:
    one, other = election.candidates.index(first), election.candidates.index(second)
    return tables.wrapped(
        f"{tables.number(matrix[one][other])} voters prefer {tables.clean(first)} to "
        f"{tables.clean(second)}; {tables.number(matrix[other][one])} prefer the other way round."
    )
