"""Bringing a checked list into the register: prepared before the transaction, written inside it.

What is written is what `admit` and `change` write for one member, but in a few large statements:
so the register is locked for some seconds and not for minutes.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from governance.members.actions.groups import keep_groups
from governance.members.actions.import_register import read_register
from governance.members.imports.register import Person, Register
from governance.members.imports.rows import Verdict
from governance.members.models import Member, MemberEvent, MemberKind, User

MEMBER_FIELDS = [
    *("user", "name", "kind", "neighbourhood", "street", "postal_code", "town", "language"),
    *("email_consent_on", "joined_on"),
]
LOGIN_FIELDS = ["email", "first_name", "last_name", "language"]
FOLLOWED = {"name", "language", "email"}
"""What the login follows."""
BATCH = 500
Thing = TypeVar("Thing")


class Moved(Exception):
    """The register is no longer what the writing was prepared for."""


@dataclass
class Prepared:
    """Everything to be written, against this state of the register. A member is paired with the
    login that is yet to be made for them, if any."""

    register: Register
    admitted: list[tuple[Member, User | None]] = field(default_factory=list)
    changed: list[tuple[Member, User | None]] = field(default_factory=list)
    followers: list[User] = field(default_factory=list)
    readdressed: list[int] = field(default_factory=list)
    left_login: list[int] = field(default_factory=list)
    events: list[MemberEvent] = field(default_factory=list)

    @property
    def new_logins(self) -> list[User]:
        return [user for _member, user in (*self.admitted, *self.changed) if user]


def prepare(
    register: Register, verdicts: Iterable[Verdict], *, at: datetime.datetime, by: str, reason: str
) -> Prepared:
    """Makes the rows of all tables. New members without a number get the next ones, after those of
    the register and of the list."""
    verdicts = list(verdicts)
    prepared = Prepared(register)
    number = max([register.last_number, *(one.number or 0 for one in verdicts)])
    facts = {"at": at, "by": by[:120], "reason": reason.strip()}
    for verdict in verdicts:
        person = register.members.get(verdict.number or 0)
        if verdict.outcome == "new":
            if verdict.number is None:
                number += 1
            member = admit(prepared, verdict.values, verdict.number or number)
            event = MemberEvent(member=member, kind=MemberEvent.Kind.ADMITTED, **facts)
        elif verdict.outcome == "changed" and person:
            member = change(prepared, person, verdict.values)
            event = MemberEvent(
                member=member,
                kind=MemberEvent.Kind.CHANGED,
                changes=verdict.changes,
                **facts,
            )
        else:
            continue
        prepared.events.append(event)
    return prepared


def admit(prepared: Prepared, values: dict[str, Any], number: int) -> Member:
    details = {name: value for name, value in values.items() if name != "email"}
    kind, place = details.pop("kind"), details.pop("neighbourhood")
    member = Member(number=number, kind_id=kind, neighbourhood_id=place, **details)
    prepared.admitted.append((member, give_login(prepared, member, values.get("email", ""))))
    return member


def change(prepared: Prepared, person: Person, values: dict[str, Any]) -> Member:
    now = person._asdict() | values
    member = Member(
        pk=person.pk,
        number=person.number,
        user_id=person.user,
        name=now["name"],
        kind_id=now["kind"],
        neighbourhood_id=now["neighbourhood"],
        **{name: now[name] for name in ("street", "postal_code", "town", "language")},
        **{name: now[name] for name in ("email_consent_on", "joined_on")},
    )
    user = None
    if "email" in values and not values["email"]:
        prepared.left_login.extend([person.user] if person.user else [])
        member.user_id = None
    elif "email" in values and person.user is None:
        user = give_login(prepared, member, values["email"])
    elif person.user and FOLLOWED & values.keys():
        prepared.followers.append(follow(User(pk=person.user), member, now["email"]))
        prepared.readdressed.extend([person.user] if "email" in values else [])
    prepared.changed.append((member, user))
    return member


def give_login(prepared: Prepared, member: Member, email: str) -> User | None:
    """A login to be made; or the one that somebody with this address has already."""
    if not email:
        return None
    outsider = prepared.register.outsiders.get(email)
    if outsider is None:
        return follow(User(password=make_password(None)), member, email)
    member.user_id = outsider
    prepared.followers.append(follow(User(pk=outsider), member, email))
    return None


def follow(user: User, member: Member, email: str) -> User:
    """The login bears the name and reads the language of the member."""
    first, _space, last = member.name.partition(" ")
    user.email, user.language = email, member.language
    user.first_name, user.last_name = first[:150], last[:150]
    return user


def write(prepared: Prepared) -> None:
    """Inside a transaction of the caller. Raises Moved where the register changed since."""
    list(MemberKind.objects.select_for_update())  # as `admit`: two at once get two numbers
    if prepared.changed:
        list(Member.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
        list(User.objects.select_for_update().order_by("pk").values_list("pk"))
    if read_register() != prepared.register:
        raise Moved
    User.objects.bulk_create(prepared.new_logins)
    for member, user in (*prepared.admitted, *prepared.changed):
        if user:
            member.user = user
    for some in batches(prepared.readdressed):
        EmailAddress.objects.filter(user_id__in=some).delete()
    update(User, prepared.followers, LOGIN_FIELDS)
    update(Member, [member for member, _user in prepared.changed], MEMBER_FIELDS)
    for some in batches(prepared.left_login):
        User.objects.filter(pk__in=some).delete()
    Member.objects.bulk_create(member for member, _user in prepared.admitted)
    for event in prepared.events:
        event.member_id = event.member.pk
    MemberEvent.objects.bulk_create(prepared.events)
    keep_groups()


def update(model: type[Any], objects: Sequence[Any], fields: list[str]) -> None:
    """Writes these fields of rows that are there: far quicker than `bulk_update`."""
    model._default_manager.bulk_create(
        objects, update_conflicts=True, update_fields=fields, unique_fields=["id"]
    )


def batches(things: Sequence[Thing], size: int = BATCH) -> Iterator[Sequence[Thing]]:
    """A statement takes a limited number of values."""
    for at in range(0, len(things), size):
        yield things[at : at + size]
