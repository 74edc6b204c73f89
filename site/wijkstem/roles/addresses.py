"""The addresses of the site with whom each admits, read from the addresses themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from governance.members.access.capabilities import Can, Who
from governance.members.access.page import Access
from governance.members.roles import Role


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    declared: frozenset[Who | Role | Can]
    admits: frozenset[Who | Role]
    reauthenticate: bool


def all_addresses() -> list[Address]:
    found = walk(get_resolver().url_patterns)
    return sorted(set(found), key=lambda one: (one.route, one.name))


def walk(
    patterns: Iterable[URLPattern | URLResolver], prefix: str = "", space: str = ""
) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, route, inside)
            continue
        view = pattern.callback
        access: Access | None = getattr(view, "access", None)
        if access and not view.__module__.startswith("wijkstem.demo"):
            admits = access.without_role | access.roles
            name = f"{space}{pattern.name or ''}"
            yield Address(name, f"/{route}", access.who, admits, access.reauthenticate)
