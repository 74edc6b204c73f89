"""Erasing the details of a former member (GDPR article 17).

What the law asks stays: number, kind, neighbourhood and the dates of joining and leaving. Other
apps declare what they hold of somebody in `traces`.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions.register import note, seize
from governance.members.models import (
    Member,
    MemberEvent,
    RegisterExport,
    RegisterImport,
    Term,
    TermEvent,
    User,
)
from governance.members.models.acted import LONGEST_NAME
from governance.members.refusals import RegisterRefusal
from governance.members.traces import TRACES, Person, person
from governance.refusals import Refused
from governance.rules.membership import MembershipStatus

KEPT_CHANGES = {"kind", "neighbourhood", "joined_on", "left_on"}
"""Of these the history keeps what they were; of all other fields only that they changed."""
NOBODY = "erased.invalid"
"""The domain of addresses that reach nobody (RFC 2606)."""


@transaction.atomic
def erase(*, member: Member, by: Actor, reason: str = "") -> Member:
    """Erases what can be erased of somebody who has left, before the term has passed too."""
    member = seize(member)
    refuse_to_erase(member)
    someone = person(member)
    for trace in list(TRACES.values()):
        if trace.erase:
            trace.erase(someone)
    take_out_of_history(someone)
    end_login(someone)
    member.user = None
    member.name = someone.pseudonym
    member.street = member.postal_code = member.town = ""
    member.left_reason = member.suspension_reason = ""
    member.language, member.email_consent_on, member.suspended_on = "nl", None, None
    member.erased_on = timezone.localdate()
    member.save()
    note(member, MemberEvent.Kind.ERASED, by=by, reason=someone.blot(reason))
    return member


def refuse_to_erase(member: Member) -> None:
    """Raises for a member, for somebody who acts in a role, and for whom nothing is left of."""
    today = timezone.localdate()
    if member.erased_on:
        raise Refused(RegisterRefusal.ERASED)
    if member.status(today) is not MembershipStatus.LEFT:
        raise Refused(RegisterRefusal.STILL_A_MEMBER)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    user = member.user
    if user and (user.is_superuser or user.terms.filter(running).exists()):
        raise Refused(RegisterRefusal.ACTS_STILL)


def erase_due(members: Iterable[Member], *, by: Actor) -> int:
    """Erases those whose term has passed; who acts in a role keeps their login until it ends."""
    erased = 0
    for member in members:
        try:
            erase(member=member, by=by)
        except Refused:
            continue
        erased += 1
    return erased


def take_out_of_history(someone: Person) -> None:
    """The history keeps what happened and when; not the values, the reasons, nor the own name."""
    # who left and came back took the login along, to another membership
    own = Q(pk=someone.member.user_id) | Q(email__in=someone.emails)
    logins = set(User.objects.filter(own).values_list("pk", flat=True))
    for event in someone.member.events.all():
        event.changes = {
            field: values if field in KEPT_CHANGES else [None, None]
            for field, values in event.changes.items()
        }
        event.reason = ""
        if event.by_id is None or event.by_id in logins:
            event.by_name = someone.blot(event.by_name)[:LONGEST_NAME]
        event.save(update_fields=["changes", "reason", "by_name"])
    for event in MemberEvent.objects.filter(someone.written_in("reason")):  # of other members
        event.reason = someone.blot(event.reason)
        event.save(update_fields=["reason"])
    for export in RegisterExport.objects.filter(someone.written_in("choice")):
        export.choice = someone.blot(export.choice)[:200]
        export.save(update_fields=["choice"])
    for file in RegisterImport.objects.defer("content").filter(someone.written_in("name")):
        file.name = someone.blot(file.name)[:120]
        file.save(update_fields=["name"])
    reasons = ("suspension_reason", "left_reason")
    for other in Member.objects.filter(someone.written_in(*reasons)).exclude(pk=someone.member.pk):
        for field in reasons:
            setattr(other, field, someone.blot(getattr(other, field))[:200])
        other.save(update_fields=reasons)


def end_login(someone: Person) -> None:
    """Takes the login away with all that hangs on it. Where it is named in what must stay, such as
    terms of office (BW 2:10), an empty one stays in the name of the former member."""
    user = someone.member.user
    end_sessions(someone, user)
    if user is None:
        return
    Member.objects.filter(pk=someone.member.pk).update(user=None)
    try:
        with transaction.atomic():
            if not user.terms.exists():
                user.delete()
                return
    except (ProtectedError, RestrictedError):
        pass
    empty_login(someone, user)


def empty_login(someone: Person, user: User) -> None:
    """What stays of a login says nothing and lets nobody in."""
    for relation in hanging_on_login():
        relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"{someone.pseudonym.replace(' ', '-')}@{NOBODY}"
    user.first_name, user.last_name = "oud-lid", str(someone.member.number)
    user.is_active = user.is_staff = user.is_superuser = False
    user.language, user.last_login = "nl", None
    user.set_unusable_password()
    user.save()


def hanging_on_login() -> list[Any]:
    """What would be deleted with a user, but for terms of office: addresses, keys, straw votes."""
    return [
        relation
        for relation in User._meta.related_objects
        if relation.on_delete is models.CASCADE and relation.related_model not in (Term, TermEvent)
    ]


def end_sessions(someone: Person, user: User | None) -> None:
    """Signs this person out everywhere, and forgets who was on the way in with their address."""
    mine = str(user.pk) if user else None
    words = [word.casefold() for word in someone.emails]
    for session in Session.objects.iterator():
        data = session.get_decoded()
        text = repr(data).casefold()
        if (mine and data.get("_auth_user_id") == mine) or any(word in text for word in words):
            session.delete()
