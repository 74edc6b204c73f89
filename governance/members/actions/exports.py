"""Taking a copy of the register, which is recorded."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.models import RegisterExport
from governance.rules import membership

# Where each column comes from. The status is not here: it follows from the days.
SOURCES = {
    "number": "number",
    "name": "name",
    "kind": "kind_id",
    "neighbourhood": "neighbourhood__name",
    "district": "neighbourhood__parent__name",
    "street": "street",
    "postal_code": "postal_code",
    "town": "town",
    "email": "user__email",
    "language": "language",
    "email_consent_on": "email_consent_on",
    "joined_on": "joined_on",
    "suspended_on": "suspended_on",
    "left_on": "left_on",
}
STANDING = "standing"
COLUMNS = (*list(SOURCES)[:5], STANDING, *list(SOURCES)[5:])
DAYS = ("joined_on", "left_on", "suspended_on")

Row = tuple[Any, ...]


@transaction.atomic
def export(
    *, members: Any, columns: Sequence[str], form: str, by: Actor, choice: str = ""
) -> list[Row]:
    """`members`: a query. `form`: csv or xlsx. `choice`: which members, in words."""
    today = timezone.localdate()
    sources = [SOURCES.get(column, "number") for column in columns]
    found = members.order_by("number").values_list(*sources, *DAYS)
    rows = [filled(row, columns, today) for row in found]
    # In the same transaction: nothing is handed out that was not recorded.
    RegisterExport.objects.create(
        at=timezone.now(),
        **by.columns(),
        form=form,
        rows=len(rows),
        columns=list(columns),
        choice=choice[:200],
    )
    return rows


def filled(row: Row, columns: Sequence[str], today: datetime.date) -> Row:
    """Adds the status, and drops the days that it follows from."""
    cells, (joined_on, left_on, suspended_on) = list(row[: -len(DAYS)]), row[-len(DAYS) :]
    if STANDING in columns:
        status = membership.status(joined_on, left_on, suspended_on, today)
        cells[columns.index(STANDING)] = status
    return tuple(cells)
