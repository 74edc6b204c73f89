"""The invented people of De Drie Bruggen: the same at every load."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from governance.members.access.actor import Actor
from governance.members.models import Member
from wijkstem.demo.data.names import NAMES, ORGANISATIONS, PROFESSIONALS, Names
from wijkstem.demo.roles import DOMAIN, ROLES

SEED = 1874
# Each with its share of the members, in percents.
NEIGHBOURHOODS = {"Molenkwartier": 45, "Havenbuurt": 32, "Tuindorp-Oost": 23}
TOTAL = 250
SUPPORTERS = 8
DAYS_SINCE_FOUNDING = 6 * 365

# Member number and neighbourhood of those one can be in the demo.
PLACES = {
    "voorzitter": (3, "Havenbuurt"),
    "secretaris": (5, "Molenkwartier"),
    "penningmeester": (8, "Tuindorp-Oost"),
    "stemcommissie": (29, "Havenbuurt"),
    "lid": (41, "Havenbuurt"),
    "gemachtigde": (57, "Molenkwartier"),
    "redactie": (88, "Tuindorp-Oost"),
}
# The older neighbour for whom the member with a proxy votes: no e-mail, bad eyes.
PRINCIPAL = (18, "Cor Verhoeven", "Molenkwartier")
# Who left the co-operative, by member number, and how many days ago.
LEFT = {33: 260, 74: 190, 102: 120, 131: 60, 166: 20}
SUSPENDED = {112: (75, "contributie niet betaald"), 183: (40, "contributie niet betaald")}


@dataclass(frozen=True)
class Person:
    """A member; days count back from today."""

    number: int
    name: str
    neighbourhood: str
    kind: str
    email: str | None
    language: str
    joined: int
    left: int | None = None
    suspended: int | None = None
    reason: str = ""


def chances(purpose: str) -> random.Random:
    """Chance with a seed: the same at every load, and different for each purpose."""
    return random.Random(f"{SEED} {purpose}")  # noqa: S311


def everyone() -> list[Person]:
    """All members by number, the first ones joined first."""
    chance = chances("people")
    known = dict(known_people())
    numbers = [number for number in range(1, TOTAL + 1) if number not in known]
    others = dict(zip(numbers, invent(chance, len(numbers)), strict=True))
    taken: set[str] = set()
    people = []
    for number in range(1, TOTAL + 1):
        name, neighbourhood, kind, email, language = known.get(number) or others[number]
        if email in taken:
            email = email.replace("@", f"{number}@")
        taken.add(email)
        without = number == PRINCIPAL[0] or (number not in known and chance.random() < 0.16)
        suspended, reason = SUSPENDED.get(number, (None, ""))
        people.append(
            Person(
                number=number,
                name=name,
                neighbourhood=neighbourhood,
                kind=kind,
                email=None if without else email,
                language=language,
                joined=joined(number),
                left=LEFT.get(number),
                suspended=suspended,
                reason=reason,
            )
        )
    return people


Draft = tuple[str, str, str, str, str]


def known_people() -> Iterator[tuple[int, Draft]]:
    for role in ROLES:
        number, neighbourhood = PLACES[role.key]
        yield number, (role.name, neighbourhood, "resident", role.email, "nl")
    number, name, neighbourhood = PRINCIPAL
    yield number, (name, neighbourhood, "resident", address(name), "nl")


def holder_of(role: str) -> Actor:
    return Actor.member(Member.objects.get(number=PLACES[role][0]))


def invent(chance: random.Random, number: int) -> list[Draft]:
    special = [(name, "professional") for name in PROFESSIONALS]
    special += [(name, "organisation") for name in ORGANISATIONS]
    kinds = ["supporter"] * SUPPORTERS
    kinds += ["resident"] * (number - len(kinds) - len(special))
    used = {role.name for role in ROLES} | {PRINCIPAL[1]}
    drafts: list[Draft] = []
    for name, kind in special + [("", kind) for kind in kinds]:
        language = "nl"
        if not name:
            name, language = invent_name(chance, used)
        where = chance.choices(list(NEIGHBOURHOODS), list(NEIGHBOURHOODS.values()))[0]
        drafts.append((name, where, kind, address(name), language))
    chance.shuffle(drafts)
    return drafts


def invent_name(chance: random.Random, used: set[str]) -> tuple[str, str]:
    while True:
        names: Names = chance.choices(NAMES, [group.share for group in NAMES])[0]
        name = f"{chance.choice(names.first)} {chance.choice(names.last)}"
        if name not in used:
            used.add(name)
            return name, "en" if chance.random() < names.english else "nl"


def joined(number: int) -> int:
    # Days ago: a steady trickle since the founding, stronger at first.
    share = (number - 1) / TOTAL
    return round(DAYS_SINCE_FOUNDING * (1 - share) ** 0.8) + 3


def address(name: str) -> str:
    local = slugify(name.replace("ı", "i").replace("ł", "l"))
    return f"{local.replace('-', '.')}@{DOMAIN}"


def day(today: datetime.date, days_ago: int) -> datetime.date:
    return today - datetime.timedelta(days=days_ago)
