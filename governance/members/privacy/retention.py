"""What is old enough to delete (GDPR article 5 lid 1 e); `actions.retention` does it."""

from __future__ import annotations

import datetime

from django.db.models import Count, Value

from governance.members.models.settings import RegisterSettings
from governance.members.privacy.declarations import Declaration, Keep, Rows, Rule, declarations


def kept() -> list[tuple[Declaration, Keep]]:
    return [(one, one.keep) for one in declarations() if one.keep]


def rules() -> dict[str, Rule]:
    return {keep.rule.key: keep.rule for _declaration, keep in kept()}


def due(
    declaration: Declaration, keep: Keep, moment: datetime.datetime, settings: RegisterSettings
) -> Rows:
    rows = declaration.model._base_manager.all()
    cutoff = keep.rule.period.cutoff(moment, settings)
    if isinstance(keep.due, str):
        return rows.filter(**{f"{keep.due}__lte": cutoff})
    return keep.due(rows, cutoff)


def due_counts(moment: datetime.datetime, settings: RegisterSettings) -> dict[str, int]:
    """How much would go at that moment, rule by rule, in one query."""
    parts = [
        due(declaration, keep, moment, settings)
        .order_by()
        .values(rule=Value(keep.rule.key))
        .annotate(rows=Count("pk"))
        .values_list("rule", "rows")
        for declaration, keep in kept()
    ]
    found = dict.fromkeys(rules(), 0)
    for key, number in parts[0].union(*parts[1:], all=True) if parts else ():
        found[key] += number
    return found
