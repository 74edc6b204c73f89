"""What is held about one person, to hand out (GDPR articles 15 and 20)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise

from governance.members.models import Member, User
from governance.members.privacy.declarations import (
    Declaration,
    Export,
    Part,
    Row,
    Withheld,
    declarations,
)
from governance.members.privacy.subject import DataSubject
from governance.members.privacy.tables import rows_about


def parts() -> dict[str, Part]:
    return {export.part.name: export.part for _declaration, export in exports()}


def gather(user: User) -> dict[str, list[dict[str, Any]]]:
    """All parts, each with its rows in plain values, also of an ended membership."""
    member = Member.objects.filter(user=user).first()
    subject = DataSubject(user=user.pk, member=member.pk if member else 0)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in parts()}
    for declaration, export in exports():
        for row in rows_of(declaration, export, subject):
            found[export.part.name].append({key: plain(value) for key, value in row.items()})
    return found


def exports() -> Iterator[tuple[Declaration, Export]]:
    for declaration in declarations():
        if not isinstance(declaration.export, Withheld):
            for export in declaration.export:
                yield declaration, export


def rows_of(declaration: Declaration, export: Export, subject: DataSubject) -> Iterable[Row]:
    if export.rows:
        return export.rows(subject)
    people = (export.person,) if export.person else declaration.person
    found = rows_about(declaration.model, people, subject)
    order = [export.order] if export.order else declaration.model._meta.ordering or ["pk"]
    values = found.order_by(*order).values_list(*export.columns.values())
    return (dict(zip(export.columns, row, strict=True)) for row in values)


def plain(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, Promise) else value
