"""What each model keeps of people, and why: declared once, beside the model."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from django.apps import apps
from django.db.models import Expression, Field, Model, QuerySet
from django.utils.functional import Promise

from governance.members.privacy.periods import Period
from governance.members.privacy.subject import DataSubject

# A purpose, a part of the export, a trace and a retention rule each have their words once, and
# several models may belong to one. This module imports no model.
Words = str | Promise
Row = Mapping[str, Any]
Rows = QuerySet[Any, Any]
made = count()


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """Why personal data is held (GDPR article 30 lid 1). `kept`: what the record of processing says
    beside the retention rules, or instead."""

    app: str
    key: str
    title: Words
    people: Words
    data: Words
    ground: Words
    recipients: Words
    security: Words
    kept: Words = ""
    order: int = field(default_factory=made.__next__, compare=False, repr=False)


# --- what is handed out to the person (GDPR articles 15 and 20)


@dataclass(frozen=True)
class Part:
    """One list of what is handed out; several models may have rows in it."""

    name: str
    about: Words

    def fields(
        self, *fields: str, person: str = "", order: str = "", **renamed: str | Expression
    ) -> Export:
        """`renamed`: name in the file -> path or expression. `person`: of several, this one."""
        columns = {name: name for name in fields} | renamed
        return Export(self, columns, person=person, order=order)

    def rows(self, rows: Callable[[DataSubject], Iterable[Row]]) -> Export:
        return Export(self, rows=rows)


@dataclass(frozen=True)
class Export:
    part: Part
    columns: Mapping[str, str | Expression] = field(default_factory=dict)
    person: str = ""
    order: str = ""
    rows: Callable[[DataSubject], Iterable[Row]] | None = None


@dataclass(frozen=True)
class Withheld:
    """Nothing is handed out, for this reason."""

    reason: str


# --- what an erasure does (GDPR article 17)

RowsOf = Callable[[DataSubject], Rows]
Erasing = Callable[[Rows, DataSubject], object]


@dataclass(frozen=True)
class Trace:
    """One line of what goes, or of what stays and why. Without `counted` rows there always is
    something. Steps act on the rows of the person, or on other `rows`."""

    key: str
    what: Words
    why: Words = ""
    counted: bool = True

    @property
    def stays(self) -> bool:
        return bool(self.why)

    def keep(self, *columns: str, rows: RowsOf | None = None) -> Step:
        """`columns`: where their name or words are still found afterwards."""
        return Step(self, rows=rows, columns=columns)

    def named_in(self, *columns: str) -> Step:
        # Rows of others keep the name; they are not counted.
        return Step(self, columns=columns, counted=False)

    def delete(self, *, rows: RowsOf | None = None) -> Step:
        return self.change(lambda found, _subject: found.delete(), rows=rows)

    def blank(self, *fields: str, named: str, rows: RowsOf | None = None) -> Step:
        """These fields get their default, and `named` the pseudonym."""

        def erase(found: Rows, subject: DataSubject) -> None:
            for row in found:
                for name in fields:
                    setattr(row, name, row._meta.get_field(name).get_default())
                setattr(row, named, subject.pseudonym)
                row.save(update_fields=[named, *fields])

        return self.change(erase, rows=rows)

    def change(self, erase: Erasing, *, rows: RowsOf | None = None) -> Step:
        return Step(self, erase, rows)


@dataclass(frozen=True)
class Step:
    trace: Trace
    erase: Erasing | None = None
    rows: RowsOf | None = None
    columns: tuple[str, ...] = ()
    counted: bool = True


# --- what goes when it is old enough (GDPR article 5 lid 1 e)

Due = Callable[[Rows, datetime.datetime], Rows]
Act = Callable[[Sequence[Any]], int]


@dataclass(frozen=True)
class Rule:
    key: str
    what: Words
    why: Words
    period: Period

    def when(
        self, due: Due | str, *, act: Act | None = None, by_action: bool = False, batch: int = 500
    ) -> Keep:
        """`due`: the old rows, given the moment up to which; or the field with their moment. `act`:
        handles a batch in one transaction and returns how many; by default deletes. A second time
        must change nothing. `by_action`: what handles it is an action, which a model does not
        import: the app registers it when it loads (`actions.retention.register`)."""
        return Keep(self, due, act, by_action, batch)


@dataclass(frozen=True)
class Keep:
    rule: Rule
    due: Due | str
    act: Act | None
    by_action: bool
    batch: int


# --- the table of all


@dataclass(frozen=True, kw_only=True)
class Declaration:
    label: str
    purpose: Purpose
    person: tuple[str, ...]
    identifies: bool
    export: tuple[Export, ...] | Withheld
    on_erasure: tuple[Step, ...]
    redact: tuple[str, ...]
    keep: Keep | None

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    def field(self, name: str) -> Field[Any, Any]:
        return cast("Field[Any, Any]", self.model._meta.get_field(name))


DECLARATIONS: dict[str, Declaration] = {}


def declarations() -> list[Declaration]:
    """All, by purpose; lower apps first."""
    labels = [config.label for config in reversed(list(apps.get_app_configs()))]
    return sorted(
        DECLARATIONS.values(),
        key=lambda one: (labels.index(one.purpose.app), one.purpose.order),
    )


def personal(
    model: type[Model] | str,
    *,
    purpose: Purpose,
    person: str | tuple[str, ...] = (),
    identifies: bool = False,
    export: Export | tuple[Export, ...] | Withheld = (),
    on_erasure: Step | tuple[Step, ...] = (),
    redact: str | tuple[str, ...] = (),
    keep: Keep | None = None,
) -> None:
    """Declares what a model keeps of people.

    `person`: the path or paths to the member or user whom a row is about. `identifies`: a row
    stands for a person, so what refers to it needs a declaration too. `redact`: free text in which
    anybody can be named; an erasure puts the pseudonym there. A model of another package is named
    by its label.
    """
    label = model if isinstance(model, str) else model._meta.label
    if label in DECLARATIONS:
        raise ValueError(f"{label} is declared twice")
    DECLARATIONS[label] = Declaration(
        label=label,
        purpose=purpose,
        person=(person,) if isinstance(person, str) else person,
        identifies=identifies,
        export=(export,) if isinstance(export, Export) else export,
        on_erasure=(on_erasure,) if isinstance(on_erasure, Step) else on_erasure,
        redact=(redact,) if isinstance(redact, str) else redact,
        keep=keep,
    )
