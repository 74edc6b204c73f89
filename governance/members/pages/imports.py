"""Pages about lists of members."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, QuerySet, Value, When
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from governance.members.imports.columns import LABELS
from governance.members.imports.problems import FileProblem, Problem, Unreadable
from governance.members.imports.reading import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, padded
from governance.members.models import ImportRow, RegisterImport
from governance.members.refusals import RegisterRefusal

State, Outcome = RegisterImport.State, ImportRow.Outcome
BUSY = (State.CHECKING, State.IMPORTING)
ORDER = [Outcome.WRONG, Outcome.CHANGED, Outcome.NEW, Outcome.SAME]  # problems first
ON_A_PAGE = 50


@dataclass(frozen=True)
class ListsPage:
    """The lists so far. `lines`: each with its rows per outcome."""

    lists: Page[RegisterImport]
    lines: list[tuple[RegisterImport, str]]
    megabytes: int
    most_rows: int


def lists_page(place: str | None) -> ListsPage:
    lists = Paginator(RegisterImport.objects.defer("content"), ON_A_PAGE).get_page(place)
    lines = [(source, about_counts(source.counts)) for source in lists]
    return ListsPage(lists, lines, MOST_BYTES // 1_000_000, MOST_ROWS)


@dataclass(frozen=True)
class RowLine:
    """A row in words. `cells`: of a new member, what the file says."""

    line: int
    outcome: str
    label: str
    number: int | None
    name: str
    problems: list[str]
    changes: list[tuple[str, str, str]]
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class ImportPage:
    """One list. `counts`: outcome, its name and how many rows. `outcome`: the one chosen."""

    busy: bool
    problem: str
    counted: str
    counts: list[tuple[str, str, int]]
    wrong: int
    ready: int
    outcome: str
    rows: Page[ImportRow]
    lines: list[RowLine]


def import_page(source: RegisterImport, outcome: str, place: str | None) -> ImportPage:
    outcome = outcome if outcome in Outcome.values else ""
    rows = Paginator(rows_in_order(source, outcome), ON_A_PAGE).get_page(place)
    counts = [(one.value, str(one.label), source.counts.get(one.value, 0)) for one in ORDER]
    return ImportPage(
        busy=source.state in BUSY,
        problem=about_import(source.problem) if source.problem else "",
        counted=about_counts(source.counts),
        counts=[entry for entry in counts if entry[2]],
        wrong=source.counts.get("wrong", 0),
        ready=source.counts.get("new", 0) + source.counts.get("changed", 0),
        outcome=outcome,
        rows=rows,
        lines=[row_line(row, source) for row in rows] if source.state == State.CHECKED else [],
    )


def rows_in_order(source: RegisterImport, outcome: str) -> QuerySet[ImportRow]:
    rows = source.rows.filter(outcome=outcome) if outcome else source.rows.all()
    places = Case(*(When(outcome=one, then=Value(at)) for at, one in enumerate(ORDER)), default=9)
    return rows.order_by(places, "line")


def row_line(row: ImportRow, source: RegisterImport) -> RowLine:
    cells = zip(headings_of(source), row.values.get("cells", []), strict=False)
    used = source.mapping.get("columns", {})
    return RowLine(
        line=row.line,
        outcome=row.outcome,
        label=row.get_outcome_display(),
        number=row.values.get("number"),
        name=row.values.get("name", ""),
        problems=about_row(row.problems),
        changes=about_changes(row.values.get("changes", {})),
        cells=[(heading, cell) for heading, cell in cells if cell and used.get(heading)],
    )


def problem_table(source: RegisterImport) -> Iterator[list[str]]:
    """The rows with a problem as in the file, with a column that says what is wrong."""
    headings = headings_of(source)
    yield [*headings, gettext("problem")]
    for row in source.rows.filter(outcome=Outcome.WRONG).iterator():
        cells = padded(row.values["cells"], max(len(headings), len(row.values["cells"])))
        said = " ".join(f"{sentence}." for sentence in about_row(row.problems))
        yield [*cells[: len(headings)], said, *cells[len(headings) :]]


def headings_of(source: RegisterImport) -> list[str]:
    return [heading for heading, _examples in source.headings]


# --- sentences


def about_file(error: Unreadable) -> str:
    return str(error.problem.label) % {
        "where": error.where,
        "megabytes": MOST_BYTES // 1_000_000,
        "rows": MOST_ROWS,
        "columns": MOST_COLUMNS,
    }


def about_import(problem: str) -> str:
    """The sentence about an import that failed, from its stored `problem`."""
    name, _colon, where = problem.partition(":")
    if name in FileProblem.__members__:
        return about_file(Unreadable(FileProblem[name], where))
    return str(RegisterRefusal[name].sentence) if name in RegisterRefusal.__members__ else ""


def about_row(problems: Iterable[list[Any]]) -> list[str]:
    said = []
    for name, code, value in problems:
        sentence = str(Problem(code).label) % {"value": value}
        said.append(f"{short_label(name)}: {sentence}" if name else sentence)
    return [sentence[:1].upper() + sentence[1:] for sentence in said]


def about_changes(changes: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    nothing = gettext("(empty)")
    return [
        (short_label(name), str(old or nothing), str(new or nothing))
        for name, (old, new) in changes.items()
    ]


def about_counts(counts: dict[str, int]) -> str:
    new, changed, same, wrong = (counts.get(one.value, 0) for one in Outcome)
    said = {
        ngettext("%(n)s new", "%(n)s new", new): new,
        ngettext("%(n)s changed", "%(n)s changed", changed): changed,
        ngettext("%(n)s unchanged", "%(n)s unchanged", same): same,
        ngettext("%(n)s with a problem", "%(n)s with a problem", wrong): wrong,
    }
    return ", ".join(words % {"n": number_format(n)} for words, n in said.items() if n)


def short_label(field: str) -> str:
    short = {"name": gettext("name"), "street": gettext("street")}
    return short.get(field) or str(LABELS[field])
