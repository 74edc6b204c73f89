"""What each model keeps of people, and why. It is declared beside the model, once.

Words and ways are apart: a purpose, a part of the export, a trace and a retention rule are said in
words once, and several models may belong to one. This module imports no model.
"""

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

Words = str | Promise
Row = Mapping[str, Any]
Rows = QuerySet[Any, Any]
RowsOf = Callable[[DataSubject], Rows]
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
    name: str
    about: Words


@dataclass(frozen=True)
class Export:
    """The rows of a person as one part, or as a share of it. `fields` of the model; `renamed`: name
    in the file -> path or expression. `rows` makes them where fields cannot."""

    part: Part
    fields: tuple[str, ...] = ()
    renamed: Mapping[str, str | Expression] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    rows: Callable[[DataSubject], Iterable[Row]] | None = None


@dataclass(frozen=True)
class Withheld:
    """Nothing is handed out, for this reason."""

    reason: str


# --- what an erasure does (GDPR article 17)


@dataclass(frozen=True)
class Trace:
    """One line of what goes or stays. It stays if it says why. Where nothing is `counted`, there
    always is something."""

    key: str
    what: Words
    why: Words = ""
    counted: bool = True

    @property
    def stays(self) -> bool:
        return bool(self.why)


Erasing = Callable[[Rows, DataSubject], object]


@dataclass(frozen=True)
class Step:
    """What an erasure does with the rows of a person, or with other `rows`. `columns`: where their
    name or words may still be found afterwards."""

    trace: Trace
    erase: Erasing | None = None
    rows: RowsOf | None = None
    columns: tuple[str, ...] = ()
    counted: bool = True


def keep(trace: Trace, *columns: str, rows: RowsOf | None = None) -> Step:
    return Step(trace, rows=rows, columns=columns)


def named_in(trace: Trace, *columns: str) -> Step:
    """Rows of others hold the name; nobody counts them."""
    return Step(trace, columns=columns, counted=False)


def delete(trace: Trace, *, rows: RowsOf | None = None) -> Step:
    return Step(trace, lambda found, _subject: found.delete(), rows)


def blank(trace: Trace, *fields: str, named: str, rows: RowsOf | None = None) -> Step:
    """These fields get what they are when nothing is filled in, and `named` the pseudonym."""

    def erase(found: Rows, subject: DataSubject) -> None:
        for row in found:
            for name in fields:
                setattr(row, name, row._meta.get_field(name).get_default())
            setattr(row, named, subject.pseudonym)
            row.save(update_fields=[named, *fields])

    return Step(trace, erase, rows)


def change(trace: Trace, erase: Erasing, *, rows: RowsOf | None = None) -> Step:
    return Step(trace, erase, rows)


# --- what goes when it is old enough (GDPR article 5 lid 1 e)


@dataclass(frozen=True)
class Rule:
    key: str
    what: Words
    why: Words
    period: Period


@dataclass(frozen=True)
class Keep:
    """`due`: the rows, of these, that are old enough, given the moment up to which they are; or the
    field that holds that moment. `act` lets a batch of them go, in one transaction, and returns how
    many went: a function, or the path of an action; deleted by default. What is done twice changes
    nothing the second time."""

    rule: Rule
    due: Callable[[Rows, datetime.datetime], Rows] | str
    act: Callable[[Sequence[Any]], int] | str | None = None
    batch: int = 500


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
    """All, by purpose: the register before what leans on it."""
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
