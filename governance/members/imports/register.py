"""The register at one moment, as far as judging rows needs it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Person(NamedTuple):
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


Looks = tuple[str, str, str]


def looks(name: str, postal_code: str, street: str) -> Looks:
    """What two entries of the same person have in common."""
    return (name.casefold(), postal_code, street.casefold())


@dataclass(frozen=True)
class Register:
    """`kinds`: names and keys in small letters -> key. `places`: names in small letters -> key of
    the place. `outsiders`: addresses of logins without a member -> key of the user. `officers`:
    users who hold or held a role."""

    people: tuple[Person, ...]
    kinds: Mapping[str, str]
    places: Mapping[str, int]
    place_names: Mapping[int, str]
    outsiders: Mapping[str, int]
    officers: frozenset[int]
    members: dict[int, Person] = field(init=False, compare=False)
    emails: dict[str, int] = field(init=False, compare=False)
    faces: dict[Looks, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "members", {one.number: one for one in self.people})
        put(self, "emails", {one.email.lower(): one.number for one in self.people if one.email})
        put(
            self,
            "faces",
            {
                looks(one.name, one.postal_code, one.street): one.number
                for one in self.people
                if not one.erased_on
            },
        )

    @property
    def last_number(self) -> int:
        return max(self.members, default=0)

    def shown(self, name: str, value: Any) -> Any:
        """A value as the history of a member keeps it."""
        if name == "neighbourhood":
            return self.place_names[value]
        return value.isoformat() if isinstance(value, datetime.date) else value


def known_by(pairs: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Names in small letters; the first of two that are the same counts."""
    found: dict[str, Any] = {}
    for name, key in pairs:
        found.setdefault(name.casefold(), key)
    return found
