"""The register at one moment, as far as checking rows needs it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# Members, kinds, places, logins without a member, and users with a role: rows as the database
# gives them, which are quick to read and to compare.
Facts = tuple[list[tuple[Any, ...]], ...]
Identity = tuple[str, str, str]
DAYS = ("email_consent_on", "joined_on", "left_on", "erased_on")


class RegisterRow(NamedTuple):
    """A member. `neighbourhood`: the key of the place; `user`: the key of the login, if any."""

    pk: int
    number: int
    user: int | None
    email: str
    name: str
    kind: str
    neighbourhood: int
    street: str
    postal_code: str
    town: str
    language: str
    email_consent_on: datetime.date | None
    joined_on: datetime.date
    left_on: datetime.date | None
    erased_on: datetime.date | None

    @classmethod
    def from_facts(cls, row: tuple[Any, ...]) -> "RegisterRow":
        # SQLite gives dates as text, and an address that is absent as None.
        days = [
            datetime.date.fromisoformat(day) if isinstance(day, str) else day
            for day in row[-len(DAYS) :]
        ]
        return cls._make((*row[:3], row[3] or "", *row[4 : -len(DAYS)], *days))


def identity(name: str, postal_code: str, street: str) -> Identity:
    """What two entries for the same person have in common."""
    return (name.casefold(), postal_code, street.casefold())


@dataclass(frozen=True)
class Register:
    """`kinds`: name or key -> key. `places`: name -> key. `outsiders`: address of a login without a
    member -> key of the user. `officers`: users who hold or held a role. Names are in small
    letters."""

    people: tuple[RegisterRow, ...]
    kinds: Mapping[str, str]
    places: Mapping[str, int]
    place_names: Mapping[int, str]
    outsiders: Mapping[str, int]
    officers: frozenset[int]
    members: dict[int, RegisterRow] = field(init=False, compare=False)
    emails: dict[str, int] = field(init=False, compare=False)
    identities: dict[Identity, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "members", {one.number: one for one in self.people})
        put(self, "emails", {one.email.lower(): one.number for one in self.people if one.email})
        put(
            self,
            "identities",
            {
                identity(one.name, one.postal_code, one.street): one.number
                for one in self.people
                if not one.erased_on
            },
        )

    @classmethod
    def from_facts(cls, facts: Facts) -> "Register":
        people, kinds, places, outsiders, officers = facts
        return cls(
            people=tuple(map(RegisterRow.from_facts, people)),
            kinds=by_name((kind[at], kind[0]) for at in range(3) for kind in kinds),
            places=by_name((place[at], place[0]) for at in (1, 2) for place in places),
            place_names={key: name for key, name, _slug in places},
            outsiders={email.lower(): key for email, key in outsiders},
            officers=frozenset(user for (user,) in officers),
        )

    @property
    def last_number(self) -> int:
        return max(self.members, default=0)

    def stored_value(self, name: str, value: Any) -> Any:
        if name == "neighbourhood":
            return self.place_names[value]
        return value.isoformat() if isinstance(value, datetime.date) else value


def by_name(pairs: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, key in pairs:
        # Of equal names the first counts.
        found.setdefault(name.casefold(), key)
    return found
