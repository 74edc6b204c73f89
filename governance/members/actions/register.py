"""Admitting, changing, suspending and ending memberships. Every action writes an event."""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions.groups import keep_groups
from governance.members.models import Member, MemberEvent, MemberKind, Neighbourhood, User
from governance.members.refusals import RegisterRefusal
from governance.members.signals import AddressChange, address_changed, member_event_written
from governance.refusals import Refused

Kind = MemberEvent.Kind
# What `change` can change beside the e-mail address.
DETAILS = (
    *("name", "kind", "neighbourhood", "street", "postal_code", "town", "language"),
    *("email_consent_on", "joined_on"),
)


@transaction.atomic
def admit(
    *,
    by: Actor,
    name: str,
    kind: MemberKind,
    neighbourhood: Neighbourhood,
    joined_on: datetime.date | None = None,
    number: int | None = None,
    email: str = "",
    reason: str = "",
    **details: Any,
) -> Member:
    """`number`: the next by default. `email`: gives a login. `details`: others of `DETAILS`."""
    list(MemberKind.objects.select_for_update())  # two at once get two numbers
    if number is None:
        number = (Member.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    elif Member.objects.filter(number=number).exists():
        raise Refused(RegisterRefusal.NUMBER_TAKEN)
    member = Member.objects.create(
        number=number,
        name=name,
        kind=kind,
        neighbourhood=neighbourhood,
        joined_on=joined_on or timezone.localdate(),
        **details,
    )
    if email:
        give_address(member, email)
        member.save()
    note(member, Kind.ADMITTED, by=by, reason=reason)
    return member


@transaction.atomic
def change(
    *,
    member: Member,
    by: Actor,
    email: str | None = None,
    reason: str = "",
    also_in_office: bool = False,
    **details: Any,
) -> dict[str, list[Any]]:
    """Changes details; `email` "" removes the login. Returns what changed: field -> [old, new]."""
    # With the address of a holder of a role one can act in that role. So an administrator or the
    # holder must change it (`also_in_office`).
    member = seize(member)
    if "joined_on" in details and member.left_on:
        refuse_before_joining(details["joined_on"], member.left_on)
    changes: dict[str, list[Any]] = {}
    for field in DETAILS:
        if field in details and getattr(member, field) != details[field]:
            changes[field] = [stored_value(getattr(member, field)), stored_value(details[field])]
            setattr(member, field, details[field])
    before = address_of(member)
    if email is not None and email.strip().lower() != before:
        if email.strip() and not also_in_office:
            refuse_in_office(member)
        give_address(member, email)
        changes["email"] = [before, address_of(member)]
    if not changes:
        return {}
    member.save()
    follow(member)
    note(member, Kind.CHANGED, by=by, changes=changes, reason=reason)
    if before and "email" in changes:
        user = member.user.pk if member.user else None
        move = AddressChange(member.name, member.language, user, before, address_of(member))
        address_changed.send(Member, moves=[move])
    return changes


@transaction.atomic
def suspend(*, member: Member, on: datetime.date, reason: str, by: Actor) -> Member:
    """From that day a suspended member has no access to the meeting and no vote (BW 2:38 lid 1)."""
    member = seize(member)
    if not reason.strip():
        raise Refused(RegisterRefusal.NO_REASON)
    if member.suspended_on:
        raise Refused(RegisterRefusal.SUSPENDED)
    refuse_before_joining(member.joined_on, on)
    member.suspended_on, member.suspension_reason = on, reason.strip()
    member.save(update_fields=["suspended_on", "suspension_reason"])
    note(
        member,
        Kind.SUSPENDED,
        by=by,
        changes={"suspended_on": [None, on.isoformat()]},
        reason=reason,
    )
    return member


@transaction.atomic
def reinstate(*, member: Member, by: Actor, reason: str = "") -> Member:
    member = seize(member)
    if not member.suspended_on:
        raise Refused(RegisterRefusal.NOT_SUSPENDED)
    changes = {"suspended_on": [member.suspended_on.isoformat(), None]}
    member.suspended_on, member.suspension_reason = None, ""
    member.save(update_fields=["suspended_on", "suspension_reason"])
    note(member, Kind.REINSTATED, by=by, changes=changes, reason=reason)
    return member


@transaction.atomic
def leave(*, member: Member, on: datetime.date, by: Actor, reason: str = "") -> Member:
    """Ends the membership at the start of that day (BW 2:35)."""
    member = seize(member)
    if member.left_on:
        raise Refused(RegisterRefusal.HAS_LEFT)
    refuse_before_joining(member.joined_on, on)
    member.left_on, member.left_reason = on, reason.strip()[:200]
    member.save(update_fields=["left_on", "left_reason"])
    follow(member)
    note(member, Kind.LEFT, by=by, changes={"left_on": [None, on.isoformat()]}, reason=reason)
    return member


@transaction.atomic
def stay(*, member: Member, by: Actor, reason: str = "") -> Member:
    """Undoes that a member left, or will leave."""
    member = seize(member)
    if not member.left_on:
        raise Refused(RegisterRefusal.HAS_NOT_LEFT)
    changes = {"left_on": [member.left_on.isoformat(), None]}
    member.left_on, member.left_reason = None, ""
    member.save(update_fields=["left_on", "left_reason"])
    follow(member)
    note(member, Kind.STAYED, by=by, changes=changes, reason=reason)
    return member


def seize(member: Member) -> Member:
    """Locks and reads the member; refused once their details were erased."""
    found = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if found.erased_on:
        raise Refused(RegisterRefusal.ERASED)
    return found


def refuse_before_joining(joined_on: datetime.date, on: datetime.date) -> None:
    if on < joined_on:
        raise Refused(RegisterRefusal.BEFORE_JOINING)


def refuse_in_office(member: Member) -> None:
    user = member.user
    if user is None:
        return
    if user.is_superuser or user.terms.not_over(timezone.localdate()).exists():
        raise Refused(RegisterRefusal.IN_OFFICE)


def address_of(member: Member) -> str:
    return (member.user.email or "") if member.user else ""


def give_address(member: Member, email: str) -> None:
    email = email.strip().lower()
    if not email:
        take_login(member)
        return
    # A user who is no member keeps the login and becomes this member's.
    other = User.objects.filter(email__iexact=email).exclude(member=member).first()
    if other and (member.user or Member.objects.filter(user=other).exists()):
        raise Refused(RegisterRefusal.EMAIL_TAKEN)
    try:
        with transaction.atomic():
            move_login(member, email, other)
    except IntegrityError as error:  # another member got it in the same moment
        raise Refused(RegisterRefusal.EMAIL_TAKEN) from error


def move_login(member: Member, email: str, other: User | None) -> None:
    if other is not None:
        member.user = other
        member.save(update_fields=["user"])
    elif member.user:
        EmailAddress.objects.filter(user=member.user).delete()
        member.user.email = email
        member.user.set_unusable_password()  # ends every session
        member.user.save(update_fields=["email", "password"])
    else:
        member.user = User.objects.create_user(email)
        member.save(update_fields=["user"])
    follow(member)


def take_login(member: Member) -> None:
    user = member.user
    if user is None:
        return
    if user.is_superuser or user.terms.exists():
        raise Refused(RegisterRefusal.HOLDS_ROLE)
    member.user = None
    member.save(update_fields=["user"])
    user.delete()


def follow(member: Member) -> None:
    user = member.user
    if user is None:
        return
    first, _space, last = member.name.partition(" ")
    user.first_name, user.last_name, user.language = first[:150], last[:150], member.language
    user.save(update_fields=["first_name", "last_name", "language", "email"])
    keep_groups(user)


def note(
    member: Member,
    kind: MemberEvent.Kind,
    *,
    by: Actor,
    changes: dict[str, list[Any]] | None = None,
    reason: str = "",
) -> MemberEvent:
    event = MemberEvent.objects.create(
        member=member,
        kind=kind,
        at=timezone.now(),
        **by.columns(),
        changes=changes or {},
        reason=reason.strip(),
    )
    member_event_written.send(Member, event=event)
    return event


def stored_value(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return getattr(value, "pk", value) if not isinstance(value, Neighbourhood) else value.name
