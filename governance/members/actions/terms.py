"""Appointing people to roles."""

import datetime

from django.db import transaction
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions.groups import keep_groups
from governance.members.models import Term, TermEvent, User
from governance.members.refusals import RegisterRefusal
from governance.members.roles import Role
from governance.members.signals import term_event_written
from governance.refusals import Refused
from governance.rules.offices import may_appoint, may_end

Kind = TermEvent.Kind
DAY = datetime.timedelta(days=1)


@transaction.atomic
def appoint(
    *,
    user: User,
    role: Role,
    by: Actor,
    begins_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    grounds: str = "",
) -> Term:
    """`begins_on`: today by default. `ends_on`: the last day, included."""
    begins_on = begins_on or timezone.localdate()
    # Another holder of a role must do it (decision 0015), but not for commands on the server.
    oneself = by.user_id == user.pk
    if by.user_id and not may_appoint(role, holds=offices_of(by.user_id), to_oneself=oneself):
        raise Refused(RegisterRefusal.FOUR_EYES)
    if ends_on and ends_on < begins_on:
        raise Refused(RegisterRefusal.ENDS_BEFORE_IT_BEGINS)
    term = Term.objects.create(
        user=user,
        role=role,
        begins_on=begins_on,
        ends_on=ends_on,
        grounds=grounds,
    )
    note(term, Kind.APPOINTED, by=by, reason=grounds)
    keep_groups(user)
    return term


@transaction.atomic
def end_term(
    *,
    term: Term,
    last_day: datetime.date,
    by: Actor,
    reason: str = "",
) -> Term:
    """`last_day`: included. `reason`: such as a decision of the assembly (BW 2:37 lid 6)."""
    administrators = list(Term.objects.select_for_update().filter(role=Role.ADMINISTRATOR))
    term = Term.objects.select_related("user").get(pk=term.pk)
    own = by.user_id == term.user_id
    if by.user_id and not may_end(term.role, holds=offices_of(by.user_id), own=own):
        raise Refused(RegisterRefusal.FOUR_EYES)
    if term.role == Role.ADMINISTRATOR and not administered_after(term, last_day, administrators):
        raise Refused(RegisterRefusal.LAST_ADMINISTRATOR)
    # The term had not begun: it is withdrawn as a whole.
    if last_day < term.begins_on:
        note(term, Kind.TAKEN_BACK, by=by, reason=reason)
        term.delete()
    else:
        term.ends_on = last_day
        term.save(update_fields=["ends_on"])
        note(term, Kind.ENDED, by=by, reason=reason)
    keep_groups(term.user)
    return term


def note(term: Term, kind: TermEvent.Kind, *, by: Actor, reason: str) -> None:
    event = TermEvent.objects.create(
        user=term.user,
        role=term.role,
        kind=kind,
        first_day=term.begins_on,
        last_day=term.ends_on,
        reason=reason.strip(),
        **by.columns(),
    )
    if by.user_id is not None:
        term_event_written.send(Term, event=event)


def administered_after(term: Term, last_day: datetime.date, all_terms: list[Term]) -> bool:
    """Whether an administrator can sign in after that day, or this term is over by then."""
    day = max(last_day, timezone.localdate() - DAY) + DAY
    if not runs(term, day):
        return True
    others = [other.pk for other in all_terms if other.pk != term.pk and runs(other, day)]
    return Term.objects.filter(pk__in=others, user__is_active=True).exists()


def runs(term: Term, day: datetime.date) -> bool:
    return term.begins_on <= day and (term.ends_on is None or term.ends_on >= day)


def offices_of(user_id: int) -> frozenset[str]:
    # Read again: what the session knows may be old.
    acting = Term.objects.filter(user=user_id).acting(timezone.localdate())
    return frozenset(acting.values_list("role", flat=True))
