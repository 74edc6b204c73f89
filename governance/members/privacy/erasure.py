"""What goes and what stays when the details of a former member are erased (GDPR article 17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Value

from governance.members.models import Member, MemberEvent
from governance.members.privacy.declarations import (
    Declaration,
    Rows,
    Step,
    Trace,
    declarations,
)
from governance.members.privacy.subject import DataSubject, pseudonym
from governance.members.privacy.tables import rows_about


def subject_of(member: Member) -> DataSubject:
    """Everything by which this member can be found in a text, now and in the past."""
    names, emails = {member.name}, set()
    if member.user:
        names.add(member.user.get_full_name())
        emails.add(member.user.email)
    for changes in MemberEvent.objects.filter(member=member).values_list("changes", flat=True):
        names.update(changes.get("name", []))
        emails.update(changes.get("email", []))
    names.discard(pseudonym(member.number))
    return DataSubject(
        user=member.user_id or 0,
        member=member.pk,
        number=member.number,
        names=tuple(sorted({str(one) for one in names if one})),
        emails=tuple(sorted({str(one) for one in emails if one})),
    )


def traces() -> dict[str, Trace]:
    return {step.trace.key: step.trace for _declaration, step in steps()}


def counts(subject: DataSubject) -> dict[str, int]:
    """How many rows there are of each trace, in one query."""
    parts = [
        found_by(declaration, step, subject)
        .order_by()
        .values(trace=Value(step.trace.key))
        .annotate(n=Count("pk"))
        .values_list("trace", "n")
        for declaration, step in steps()
        if step.counted and step.trace.counted
    ]
    found: Counter[str] = Counter()
    for key, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found[key] += number
    return dict(found)


def take_out(subject: DataSubject) -> None:
    """Carries out all declarations, and redacts the texts of others."""
    for declaration, step in steps():
        if step.erase:
            step.erase(found_by(declaration, step, subject), subject)
    for declaration in declarations():
        if declaration.redact:
            redact(declaration, subject)


def redact(declaration: Declaration, subject: DataSubject) -> None:
    fields = declaration.redact
    naming = declaration.model._base_manager.filter(subject.written_in(*fields))
    for row in naming.only("pk", *fields):
        for name in fields:
            text = subject.redact(getattr(row, name))
            setattr(row, name, text[: declaration.field(name).max_length])
        row.save(update_fields=fields)


def columns_that_stay() -> set[str]:
    """Where a name may still be found afterwards, as "table.column"."""
    return {
        f"{declaration.model._meta.db_table}.{declaration.field(name).column}"
        for declaration, step in steps()
        for name in step.columns
    }


def steps() -> Iterator[tuple[Declaration, Step]]:
    for declaration in declarations():
        for step in declaration.on_erasure:
            yield declaration, step


def found_by(declaration: Declaration, step: Step, subject: DataSubject) -> Rows:
    if step.rows:
        return step.rows(subject)
    return rows_about(declaration.model, declaration.person, subject)
