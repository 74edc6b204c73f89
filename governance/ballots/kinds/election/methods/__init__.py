"""The counting methods of an election: each is one file here, or one that another app registers."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any, Protocol

from django.forms import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.ballots.kinds.configuration import NoSettings, settings_of, with_settings
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.election.configuration import ElectionConfiguration, ElectionRules
from governance.ballots.kinds.election.figures import Bar, Fact, Names, Table
from governance.ballots.kinds.election.ties import Equal, same_votes
from governance.ballots.kinds.shapes import Shape
from governance.rules.election import Election
from governance.rules.errors import CountError

Words = str | Promise
ALL_BALLOTS = _("A full bar would be all valid ballots.")
FIRST_ORDER = _("Then the order for ties decides: whoever stands first in it goes first.")
EARLIER_ROUNDS = _(
    "Then the last earlier round in which they differed decides. Did they never differ? Then the "
    "order for ties decides: whoever stands first in it goes first."
)


class Rule(Protocol):
    """A module of rules; `count` takes a profile, seats, tie order and the method's settings."""

    @property
    def RULE(self) -> str: ...  # noqa: N802
    @property
    def VERSION(self) -> str: ...  # noqa: N802
    @property
    def count(self) -> Callable[..., Election]: ...


def no_facts(result: Election) -> list[Fact]:
    return []


def no_bars(result: Election, names: Names) -> list[Bar]:
    return []


def no_story(result: Election, names: Names) -> list[str]:
    return []


def no_settings(**settings: object) -> None:
    """A method without settings of its own refuses nothing."""


@dataclass(frozen=True, kw_only=True)
class Method:
    """A counting method with all in which it differs from the others."""

    rule: Rule
    shape: Shape
    place: int  # where it is in lists

    # in words
    label: Words
    summary: Words
    steps: Callable[[int], list[str]]  # step by step, for this number of places
    tie_break: Words = FIRST_ORDER
    equal: Equal = same_votes

    # a result in words; the rest is called for an election with winners only
    reason: Callable[[Election, str], str]  # what decided; the name is of the first winner
    tables: Callable[[Election, Names], list[Table]]
    facts: Callable[[Election], list[Fact]] = no_facts
    bars: Callable[[Election, Names], list[Bar]] = no_bars
    full_bar: Words = ALL_BALLOTS
    story: Callable[[Election, Names], list[str]] = no_story

    # what is frozen beside seats and tie order, and given to the count
    most_seats: int | None = None
    settings: type[Data] = NoSettings
    check_settings: Callable[..., None] = no_settings  # raises CountError
    draft_fields: Mapping[str, Callable[[], Field]] = field(default_factory=dict)

    # `manage.py count`, in English
    in_full: str
    first: str = "The first preferences are counted."
    fixed_quota: bool = False  # set by the first stage: valid votes / (seats + 1), plus one
    parcels: bool = False  # papers are passed on in parcels, each at a value of its own
    two_majorities: bool = False  # of the votes that still count, and of all: they differ in law

    recount: str = "governance.ballots.verification.standalone.election"

    @property
    def name(self) -> str:
        return self.rule.RULE

    @property
    def version(self) -> int:
        return int(self.rule.VERSION)

    @cached_property
    def rules(self) -> type[ElectionRules]:
        return with_settings(ElectionRules, self.settings)

    @cached_property
    def configuration(self) -> type[ElectionConfiguration]:
        return with_settings(ElectionConfiguration, self.settings)

    def settings_in(self, given: ElectionRules | ElectionConfiguration) -> dict[str, Any]:
        return settings_of(self.settings, given)


_methods: dict[str, Method] = {}


def register(method: Method) -> None:
    _methods[method.name] = method


def load() -> None:
    """Registers the methods of this folder."""
    for file in pkgutil.iter_modules(__path__):
        register(import_module(f"{__name__}.{file.name}").METHOD)


def find(name: str) -> Method | None:
    return _methods.get(name)


def get(name: str) -> Method:
    """Raises CountError for a method that is not registered."""
    if name not in _methods:
        raise CountError(f"There is no rule {name!r} for an election.")
    return _methods[name]


def of(configuration: ElectionConfiguration) -> Method:
    return get(configuration.rule[0])


def registered() -> list[Method]:
    return sorted(_methods.values(), key=lambda method: method.place)
