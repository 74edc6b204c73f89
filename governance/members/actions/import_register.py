"""Reading the register as judging the rows of a list needs it."""

import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.members.imports.register import Person, Register, known_by
from governance.members.models import Member, MemberKind, Neighbourhood, Term, User

DAYS = ("email_consent_on", "joined_on", "left_on", "erased_on")
Facts = tuple[list[tuple[Any, ...]], ...]
"""Members, kinds, places, logins without a member, and users with a role, as the database gives
them: read in no time, and quickly compared."""


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
    """The rows without Django's conversions."""
    with connection.cursor() as cursor:
        cursor.execute(*query.query.sql_with_params())
        return list(map(tuple, cursor.fetchall()))


def register_of(facts: Facts) -> Register:
    people, kinds, places, outsiders, officers = facts
    return Register(
        people=tuple(map(person, people)),
        kinds=known_by((kind[at], kind[0]) for at in range(3) for kind in kinds),
        places=known_by((place[at], place[0]) for at in (1, 2) for place in places),
        place_names={key: name for key, name, _slug in places},
        outsiders={email.lower(): key for email, key in outsiders},
        officers=frozenset(user for (user,) in officers),
    )


def person(row: tuple[Any, ...]) -> Person:
    days = [
        datetime.date.fromisoformat(value) if isinstance(value, str) else value
        for value in row[-len(DAYS) :]
    ]
    return Person._make((*row[:3], row[3] or "", *row[4 : -len(DAYS)], *days))
