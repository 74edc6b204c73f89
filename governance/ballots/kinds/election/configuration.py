"""What an election goes by: a counting method with its settings, places, an order for ties."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, cast

from governance.ballots.kinds.configuration import Configuration, LeftOut, Rules
from governance.ballots.kinds.data import Data


@dataclass(frozen=True, kw_only=True)
class ElectionRules(Rules):
    # the name of the method
    rule: str
    seats: int = 1
    # otherwise it is drawn by lot at opening
    tie_order: LeftOut[tuple[str, ...]] = None


@dataclass(frozen=True, kw_only=True)
class ElectionConfiguration(Configuration):
    seats: int
    tie_order: tuple[str, ...]
    drawn: bool


@dataclass(frozen=True, kw_only=True)
class NoSettings(Data):
    """Of a method that asks nothing beside seats and tie order."""


Of = TypeVar("Of", bound=Data)


def with_settings(shape: type[Of], settings: type[Data]) -> type[Of]:
    """The shape with the settings of a method beside its own fields, as in JSON."""
    made = type(f"{settings.__name__}Of{shape.__name__}", (settings, shape), {})
    return cast(type[Of], dataclass(frozen=True, kw_only=True)(made))


def settings_of(settings: type[Data], given: Data) -> dict[str, Any]:
    """The settings of a method in rules or configuration, by name."""
    return {each.name: getattr(given, each.name) for each in fields(settings)}
