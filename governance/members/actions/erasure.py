"""Erasing the details of a former member (GDPR article 17), as declared beside each model."""

from collections.abc import Iterable
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions.register import note, seize
from governance.members.models import Member, MemberEvent, Term, TermEvent, User
from governance.members.privacy.erasure import subject_of, take_out
from governance.members.privacy.subject import DataSubject
from governance.members.refusals import RegisterRefusal
from governance.refusals import Refused
from governance.rules.membership import MembershipStatus

NOBODY = "erased.invalid"  # the domain of addresses that reach nobody (RFC 2606)


@transaction.atomic
def erase(*, member: Member, by: Actor, reason: str = "") -> Member:
    """Erases what can be erased of a former member, also before the term has passed."""
    member = seize(member)
    refuse_to_erase(member)
    subject = subject_of(member)
    take_out(subject)
    end_login(subject, member.user)
    Member.objects.filter(pk=member.pk).update(erased_on=timezone.localdate())
    member.refresh_from_db()
    note(member, MemberEvent.Kind.ERASED, by=by, reason=subject.redact(reason))
    return member


def refuse_to_erase(member: Member) -> None:
    today = timezone.localdate()
    if member.erased_on:
        raise Refused(RegisterRefusal.ERASED)
    if member.status(today) is not MembershipStatus.LEFT:
        raise Refused(RegisterRefusal.STILL_A_MEMBER)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    user = member.user
    if user and (user.is_superuser or user.terms.filter(running).exists()):
        raise Refused(RegisterRefusal.ACTS_STILL)


def erase_due(members: Iterable[Member]) -> int:
    erased = 0
    for member in members:
        try:
            erase(member=member, by=Actor.clock())
        # A holder of a role keeps the login until the role ends.
        except Refused:
            continue
        erased += 1
    return erased


def end_login(subject: DataSubject, user: User | None) -> None:
    """Deletes the login, or leaves an empty one where terms of office name it (BW 2:10)."""
    end_sessions(subject)
    if user is None:
        return
    Member.objects.filter(pk=subject.member).update(user=None)
    try:
        with transaction.atomic():
            if not user.terms.exists():
                user.delete()
                return
    except (ProtectedError, RestrictedError):
        pass
    empty_login(subject, user)


def empty_login(subject: DataSubject, user: User) -> None:
    for relation in hanging_on_login():
        relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"{subject.pseudonym.replace(' ', '-')}@{NOBODY}"
    user.first_name, user.last_name = "oud-lid", str(subject.number)
    user.is_active = user.is_staff = user.is_superuser = False
    user.language, user.last_login = "nl", None
    user.set_unusable_password()
    user.save()


def hanging_on_login() -> list[Any]:
    """Relations deleted with a user, except terms of office: addresses, keys, straw votes."""
    return [
        relation
        for relation in User._meta.related_objects
        if relation.on_delete is models.CASCADE and relation.related_model not in (Term, TermEvent)
    ]


def end_sessions(subject: DataSubject) -> None:
    """Ends the sessions of this person, and those signing in with their address."""
    words = [word.casefold() for word in subject.emails]
    for session in Session.objects.iterator():
        data = session.get_decoded()
        text = repr(data).casefold()
        if data.get("_auth_user_id") == str(subject.user) or any(word in text for word in words):
            session.delete()
