"""A checked list into the register: prepared before the transaction, written inside it."""

# What is written is what `admit` and `change` write for one member, but in a few large statements:
# so the register is locked for some seconds and not for minutes.

import datetime
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions.batches import Batch, Row, batches, insertion, new_keys, update
from governance.members.imports.register import DAYS, Facts, Register, RegisterRow
from governance.members.imports.rows import Verdict
from governance.members.models import Member, MemberEvent, MemberKind, Neighbourhood, Term, User
from governance.members.models.register import searchable
from governance.members.roles import MEMBERS_GROUP
from governance.members.signals import AddressChange, address_changed
from governance.rules import membership
from governance.rules.membership import MembershipStatus

DETAILS = ("name", "street", "postal_code", "town", "language", "email_consent_on", "joined_on")
SOUGHT = ("name", "street", "postal_code")
MEMBER_COLUMNS = ("user_id", "kind_id", "neighbourhood_id", "search_text", *DETAILS)
LOGIN_COLUMNS = ("email", "first_name", "last_name", "language")
FOLLOWED = {"name", "language", "email"}


class Moved(Exception):
    """The register changed after the writing was prepared."""


def read_facts() -> Facts:
    logins = User.objects.filter(member=None)
    officers = User.objects.filter(
        Exists(Term.objects.filter(user=OuterRef("pk"))) | Q(is_superuser=True)
    )
    return (
        bare(
            Member.objects.order_by("number").values_list(
                *("pk", "number", "user_id", "user__email", "name", "kind_id"),
                *("neighbourhood_id", "street", "postal_code", "town", "language", *DAYS),
            )
        ),
        bare(MemberKind.objects.order_by("key").values_list("key", "name", "name_en")),
        bare(Neighbourhood.objects.order_by("pk").values_list("pk", "name", "slug")),
        bare(logins.exclude(email=None).order_by("pk").values_list("email", "pk")),
        bare(officers.order_by("pk").values_list("pk")),
    )


def bare(query: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    # Without Django's conversions: quick to read, and quickly compared.
    with connection.cursor() as cursor:
        cursor.execute(*query.query.sql_with_params())
        return list(map(tuple, cursor.fetchall()))


@dataclass(frozen=True)
class Prepared:
    facts: Facts
    before: list[Batch]
    after: list[Batch]
    changes: bool
    moves: list[AddressChange]
    left_login: list[int]


@dataclass
class Writing:
    """Rows of all tables."""

    register: Register
    member_keys: Iterator[int]
    user_keys: Iterator[int]
    logins: list[Row] = field(default_factory=list)
    followers: list[Row] = field(default_factory=list)
    admitted: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    readers: list[int] = field(default_factory=list)
    moves: list[AddressChange] = field(default_factory=list)
    left_login: list[int] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)


def prepare(
    facts: Facts,
    register: Register,
    verdicts: Iterable[Verdict],
    *,
    by: Actor,
    reason: str,
) -> Prepared:
    verdicts = [one for one in verdicts if one.outcome in ("new", "changed")]
    writing = begin(register, verdicts)
    # New members without a number get the next ones after the register and the list.
    number = max([register.last_number, *(one.number or 0 for one in verdicts)])
    event = {"at": timezone.now(), "reason": reason.strip(), **by.columns()}
    for verdict in verdicts:
        if verdict.outcome == "new":
            number += verdict.number is None
            key = admit(writing, verdict.values, verdict.number or number)
            writing.events.append({"member_id": key, "kind": "admitted", "changes": {}, **event})
        else:
            key = change(writing, register.members[verdict.number or 0], verdict.values)
            changes = {"member_id": key, "kind": "changed", "changes": verdict.changes}
            writing.events.append(changes | event)
    return finished(facts, writing)


def begin(register: Register, verdicts: Sequence[Verdict]) -> Writing:
    logins = sum(1 for one in verdicts if one.values.get("email"))
    members = sum(1 for one in verdicts if one.outcome == "new")
    return Writing(register, iter(new_keys(Member, members)), iter(new_keys(User, logins)))


def finished(facts: Facts, writing: Writing) -> Prepared:
    group = Group.objects.get_or_create(name=MEMBERS_GROUP)[0].pk
    readers = [{"user_id": user, "group_id": group} for user in writing.readers]
    return Prepared(
        facts,
        before=[
            insertion(User, writing.logins),
            update(User, LOGIN_COLUMNS, writing.followers),
            update(Member, MEMBER_COLUMNS, writing.changed),
        ],
        after=[
            insertion(Member, writing.admitted),
            insertion(MemberEvent, writing.events),
            insertion(User.groups.through, readers, otherwise="ON CONFLICT DO NOTHING"),
        ],
        changes=bool(writing.changed),
        moves=writing.moves,
        left_login=writing.left_login,
    )


def admit(writing: Writing, values: Row, number: int) -> int:
    row = member_row(values, next(writing.member_keys)) | {"number": number}
    row["user_id"] = give_login(writing, row, values.get("email", ""), None)
    writing.admitted.append(row)
    return int(row["id"])


def change(writing: Writing, person: RegisterRow, values: Row) -> int:
    now = person._asdict() | values
    row = member_row(now, person.pk) | {"user_id": person.user}
    if "email" in values and not values["email"]:
        writing.left_login.extend([person.user] if person.user else [])
        row["user_id"] = None
        move(writing, person, now, user=None)
    elif "email" in values and person.user is None:
        row["user_id"] = give_login(writing, row, values["email"], person.left_on)
    elif person.user and FOLLOWED & values.keys():
        writing.followers.append({"id": person.user, **follow(row, now["email"])})
        if "email" in values:
            move(writing, person, now, user=person.user)
    writing.changed.append(row)
    return person.pk


def move(writing: Writing, person: RegisterRow, now: Row, *, user: int | None) -> None:
    if person.email:
        name, language = str(now["name"]), str(now["language"])
        writing.moves.append(AddressChange(name, language, user, person.email, str(now["email"])))


def member_row(values: Row, key: int) -> Row:
    return {
        "id": key,
        "kind_id": values["kind"],
        "neighbourhood_id": values["neighbourhood"],
        **{name: values[name] for name in DETAILS if name in values},
        "search_text": searchable(*(values.get(name, "") for name in SOUGHT)),
    }


def give_login(writing: Writing, row: Row, email: str, left_on: datetime.date | None) -> int | None:
    if not email:
        return None
    outsider = writing.register.outsiders.get(email)
    if outsider is None:
        user = next(writing.user_keys)
        password = UNUSABLE_PASSWORD_PREFIX + secrets.token_urlsafe(30)
        writing.logins.append({"id": user, "password": password, **follow(row, email)})
    else:
        user = outsider
        writing.followers.append({"id": user, **follow(row, email)})
    # A suspended member reads what is for members too.
    status = membership.status(row["joined_on"], left_on, None, timezone.localdate())
    writing.readers.extend([user] if status is MembershipStatus.ACTIVE else [])
    return user


def follow(row: Row, email: str) -> Row:
    first, _space, last = row["name"].partition(" ")
    return {
        "email": email,
        "first_name": first[:150],
        "last_name": last[:150],
        "language": row["language"],
    }


def write(prepared: Prepared) -> None:
    """Inside a transaction of the caller; raises Moved if the register changed since."""
    list(MemberKind.objects.select_for_update())  # as `admit`: two at once get two numbers
    if prepared.changes:
        list(Member.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
        list(User.objects.select_for_update().order_by("pk").values_list("pk"))
    if read_facts() != prepared.facts:
        raise Moved
    for batch in prepared.before:
        batch.write()
    for some in batches([one.user for one in prepared.moves if one.user]):
        EmailAddress.objects.filter(user_id__in=some).delete()
        User.objects.filter(pk__in=some).update(password=make_password(None))  # ends every session
    for some in batches(prepared.left_login):
        User.objects.filter(pk__in=some).delete()
    for batch in prepared.after:
        batch.write()
    if prepared.moves:
        address_changed.send(Member, moves=prepared.moves)
