"""Filling in the register of the demo: quarters, addresses, consent, and what happened before."""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from governance.members.access.actor import Actor
from governance.members.models import Member, MemberEvent, Neighbourhood
from governance.members.models.register import searchable
from wijkstem.demo.people import Person, chances, day, holder_of

DISTRICT = "Molenkwartier"
QUARTERS = ("Molenhof", "Zaagmolenbuurt")
"""The quarters of that district, where most of its members live."""
STREETS = {
    "Molenkwartier": ("Molenplein", "Korenstraat"),
    "Molenhof": ("Molenhof", "Wiekenpad"),
    "Zaagmolenbuurt": ("Zaagmolenkade", "Houtzagerstraat"),
    "Havenbuurt": ("Vaartkade", "Havenplein"),
    "Tuindorp-Oost": ("Irisstraat", "Tulpenlaan"),
}
CODES = dict(zip(STREETS, ("0101", "0102", "0103", "0104", "0105"), strict=True))
"""No postal code of the Netherlands begins with a nought."""
TOWN = "Veerdam"
MOVED, LIFTED = (12, 41, 77, 96, 140), {64: 300}
"""Who moved house, and whose suspension was lifted that many days ago, by number."""

Kind = MemberEvent.Kind


@transaction.atomic
def fill_register(people: list[Person]) -> int:
    """Returns how many members got an address; 0 where they had one already."""
    if Member.objects.exclude(street="").exists():
        return 0
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
    """Gives somebody a house, and what they agreed to."""
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
    """What the history of this member holds."""
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
