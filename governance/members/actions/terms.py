"""Appointing people to roles."""

import datetime

from django.db import transaction
from django.utils import timezone

from governance.members.actions.groups import keep_groups
from governance.members.models import Term, User
from governance.members.roles import Role


@transaction.atomic
def appoint(
    *,
    user: User,
    role: Role,
    by: str,
    begins_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    grounds: str = "",
) -> Term:
    """Lets somebody act in a role from that day, today where none is said, up to and including
    the last day. The group follows at once where the term runs today."""
    term = Term.objects.create(
        user=user,
        role=role,
        begins_on=begins_on or timezone.localdate(),
        ends_on=ends_on,
        grounds=grounds,
        made_by=by,
    )
    keep_groups(user)
    return term


@transaction.atomic
def end_term(*, term: Term, last_day: datetime.date, by: str) -> Term:
    """Ends a term on that day, which still belongs to it. A term that had not begun yet is
    taken back whole."""
    if last_day < term.begins_on:
        term.delete()
    else:
        term.ends_on, term.made_by = last_day, by
        term.save(update_fields=["ends_on", "made_by"])
    keep_groups(term.user)
    return term
