"""Puts the invented people in the register, with their logins, addresses and history."""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from governance.members.access.actor import Actor
from governance.members.actions import groups, terms
from governance.members.models import Member, MemberEvent, Neighbourhood, User
from governance.members.models.register import searchable
from governance.members.roles import Role
from wijkstem.demo.people import NEIGHBOURHOODS, Person, chances, day, holder_of
from wijkstem.demo.roles import ROLES

# Days ago that those with a role in the demo were appointed.
TERM_BEGAN = 500
DISTRICT = "Molenkwartier"
# The quarters of that district, where most of its members live.
QUARTERS = ("Molenhof", "Zaagmolenbuurt")
STREETS = {
    "Molenkwartier": ("Molenplein", "Korenstraat"),
    "Molenhof": ("Molenhof", "Wiekenpad"),
    "Zaagmolenbuurt": ("Zaagmolenkade", "Houtzagerstraat"),
    "Havenbuurt": ("Vaartkade", "Havenplein"),
    "Tuindorp-Oost": ("Irisstraat", "Tulpenlaan"),
}
# No postal code of the Netherlands begins with a nought.
CODES = dict(zip(STREETS, ("0101", "0102", "0103", "0104", "0105"), strict=True))
TOWN = "Veerdam"
# Who moved house, and whose suspension was lifted that many days ago, by number.
MOVED, LIFTED = (12, 41, 77, 96, 140), {64: 300}

Kind = MemberEvent.Kind


def make_neighbourhoods() -> dict[str, Neighbourhood]:
    return {
        name: Neighbourhood.objects.get_or_create(
            name=name, defaults={"slug": slugify(name), "order": order}
        )[0]
        for order, name in enumerate(NEIGHBOURHOODS, start=1)
    }


@transaction.atomic
def enrol(people: list[Person], today: datetime.date, days_ago: int) -> None:
    # The register only goes forward, so each vote of the past has the roll of its day.
    neighbourhoods = make_neighbourhoods()
    there = set(Member.objects.values_list("number", flat=True))
    Member.objects.bulk_create(
        Member(
            number=person.number,
            name=person.name,
            kind_id=person.kind,
            neighbourhood=neighbourhoods[person.neighbourhood],
            joined_on=day(today, person.joined),
        )
        for person in people
        if person.joined > days_ago and person.number not in there
    )
    for person in people:
        member = Member.objects.filter(number=person.number)
        if person.left is not None and person.left > days_ago:
            member.update(left_on=day(today, person.left))
        if person.suspended is not None and person.suspended > days_ago:
            member.update(
                suspended_on=day(today, person.suspended), suspension_reason=person.reason
            )


@transaction.atomic
def give_logins(people: list[Person]) -> int:
    known = {person.number: person for person in people if person.email}
    members = list(Member.objects.filter(number__in=known).order_by("number"))
    for member in members:
        member.user = login(known[member.number])
    User.objects.bulk_create(member.user for member in members if member.user)
    Member.objects.bulk_update(members, ["user"])
    give_roles()
    return len(members)


def login(person: Person) -> User:
    first, _, last = person.name.partition(" ")
    return User(
        email=person.email,
        first_name=first,
        last_name=last[:150],
        language=person.language,
        password=make_password(None),
    )


def give_roles() -> None:
    for role in ROLES:
        if role.key in Role:
            terms.appoint(
                user=User.objects.get(email=role.email),
                role=Role(role.key),
                by=Actor.command("load_demo"),
                begins_on=day(timezone.localdate(), TERM_BEGAN),
            )
    groups.keep_groups()


# --- addresses, and what happened before


@transaction.atomic
def fill_register(people: list[Person]) -> int:
    today, chance = timezone.localdate(), chances("register")
    quarters = make_quarters()
    known = {person.number: person for person in people}
    members = list(Member.objects.select_related("neighbourhood", "user").order_by("number"))
    secretary = holder_of("secretaris")
    secretary = replace(secretary, name=f"{secretary.name} ({secretary.number})")
    events: list[MemberEvent] = []
    for member in members:
        settle(member, known[member.number], quarters, chance)
        member.search_text = searchable(member.name, member.street, member.postal_code)
        events += past(member, today, chance, by=secretary)
    fields = ["neighbourhood", "street", "postal_code", "town", "language", "email_consent_on"]
    Member.objects.bulk_update(members, [*fields, "left_reason", "search_text"])
    MemberEvent.objects.bulk_create(events)
    return len(members)


def make_quarters() -> list[Neighbourhood]:
    district = Neighbourhood.objects.get(name=DISTRICT)
    return [
        Neighbourhood.objects.get_or_create(
            name=name,
            defaults={
                "slug": slugify(name),
                "level": Neighbourhood.Level.QUARTER,
                "parent": district,
                "order": order,
            },
        )[0]
        for order, name in enumerate(QUARTERS, start=1)
    ]


def settle(
    member: Member, person: Person, quarters: list[Neighbourhood], chance: random.Random
) -> None:
    if member.neighbourhood.name == DISTRICT and chance.random() < 0.7:
        member.neighbourhood = chance.choice(quarters)
    place = member.neighbourhood.name
    member.street = f"{chance.choice(STREETS[place])} {chance.randint(1, 90)}"
    member.postal_code = f"{CODES[place]} {chance.choice('ABCDEFGH')}{chance.choice('ABCDEFGH')}"
    member.town = TOWN
    member.language = person.language
    if member.user and chance.random() < 0.85:
        member.email_consent_on = member.joined_on
    if member.left_on:
        member.left_reason = chance.choice(("verhuisd", "overleden", "opgezegd per brief"))


def past(
    member: Member, today: datetime.date, chance: random.Random, *, by: Actor
) -> Iterator[MemberEvent]:
    event = partial(made, by=by)
    yield event(member, Kind.ADMITTED, member.joined_on)
    if member.number in MOVED:
        old = f"{chance.choice(STREETS[member.neighbourhood.name])} {chance.randint(1, 90)}"
        changes = {"street": [old, member.street]}
        yield event(member, Kind.CHANGED, day(today, 30 + member.number), changes, "verhuisd")
    if member.number in LIFTED:
        lifted = day(today, LIFTED[member.number])
        began = lifted - datetime.timedelta(days=40)
        suspended = {"suspended_on": [None, began.isoformat()]}
        yield event(member, Kind.SUSPENDED, began, suspended, "contributie niet betaald")
        back = {"suspended_on": [began.isoformat(), None]}
        yield event(member, Kind.REINSTATED, lifted, back, "alles betaald")
    if member.suspended_on:
        began = member.suspended_on
        suspended = {"suspended_on": [None, began.isoformat()]}
        yield event(member, Kind.SUSPENDED, began, suspended, member.suspension_reason)
    if member.left_on:
        left = {"left_on": [None, member.left_on.isoformat()]}
        yield event(member, Kind.LEFT, member.left_on, left, member.left_reason)


def made(
    member: Member,
    kind: MemberEvent.Kind,
    on: datetime.date,
    changes: Mapping[str, Sequence[str | None]] | None = None,
    reason: str = "",
    *,
    by: Actor,
) -> MemberEvent:
    moment = datetime.datetime.combine(on, datetime.time(10, 30))
    return MemberEvent(
        member=member,
        kind=kind,
        at=timezone.make_aware(moment),
        changes=dict(changes or {}),
        reason=reason,
        **by.columns(),
    )
