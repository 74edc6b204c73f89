"""What a vote goes by: the rules of its draft, and the configuration that opening freezes.

Each kind of poll adds what is its own in a subclass of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, TypeVar, cast, get_type_hints

from pydantic import Field

from governance.ballots.kinds.data import Data, Moment
from governance.rules.quorum import Attendance

ARTICLE = "BW 2:40 lid 2"
T = TypeVar("T")
LeftOut = Annotated[T | None, Field(exclude_if=lambda value: value is None)]
"""Is no key of the JSON where there is nothing."""


@dataclass(frozen=True, kw_only=True)
class Standing(Data):
    """Whether the outcome decides, or else advises, and by which article."""

    decides: bool = False
    article: str = ARTICLE


@dataclass(frozen=True, kw_only=True)
class SealedTo(Data):
    public_key: str


@dataclass(frozen=True, kw_only=True)
class Sealing(SealedTo):
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Rules(Data):
    """What the draft of any vote can set."""

    # `votes`, `proxy_cap` and so on: the policy of who may vote knows its own
    roll: Annotated[Mapping[str, Any], Field(exclude_if=lambda roll: not roll)] = field(
        default_factory=dict
    )
    standing: LeftOut[Standing] = None
    objection_days: LeftOut[int] = None
    # the committee starts the count
    count_waits: Annotated[bool, Field(exclude_if=lambda waits: not waits)] = False
    # days before the end
    reminders: LeftOut[tuple[int, ...]] = None
    sealing: LeftOut[SealedTo] = None


@dataclass(frozen=True, kw_only=True)
class Configuration(Data):
    """What every vote freezes when it opens: what voters see, and what the count obeys."""

    slug: str
    question: str
    explanation: str
    kind: str
    mode: str
    # its name and version
    rule: tuple[str, int]
    # keys and labels
    choices: tuple[tuple[str, str], ...]
    count_waits: bool
    objection_days: int
    # the address of the vote that was objected to
    repeats: str | None
    opens_at: Moment
    closes_at: Moment
    # the policy of who may vote, and what decides by it
    electors: str
    roll: Mapping[str, Any]
    standing: Standing
    # of a meeting, if there is one
    attendance: LeftOut[Attendance] = None
    sealing: LeftOut[Sealing] = None
    # characters, to which every ballot is padded
    body_size: int

    @property
    def labels(self) -> dict[str, str]:
        """The label of each choice, by its key."""
        return dict(self.choices)

    @property
    def sealed_to(self) -> Sealing:
        """The key of a vote whose ballots are sealed."""
        return Sealing.of(self.sealing)

    @property
    def neighbourhood(self) -> str | None:
        found: str | None = self.roll["neighbourhood"]
        return found

    @property
    def proxy_cap(self) -> int | None:
        found: int | None = self.roll["proxy_cap"]
        return found


@dataclass(frozen=True, kw_only=True)
class NoSettings(Data):
    """Of a method, or a ballot, that asks nothing of its own."""


Of = TypeVar("Of", bound=Data)


def with_settings(shape: type[Of], settings: type[Data]) -> type[Of]:
    """The shape with these settings beside its own fields, as in JSON. A configuration has them
    all: what is a default in a draft was written out when it was frozen."""
    names = [each.name for each in fields(settings)] if issubclass(shape, Configuration) else []
    types = get_type_hints(settings, include_extras=True)
    needed = {name: field() for name in names}
    own = {"__annotations__": {name: types[name] for name in names}, **needed}
    made = type(f"{settings.__name__}Of{shape.__name__}", (settings, shape), own)
    return cast(type[Of], dataclass(frozen=True, kw_only=True)(made))


def settings_of(settings: type[Data], given: Data) -> dict[str, Any]:
    """What rules or a configuration say of these settings, by name."""
    return {each.name: getattr(given, each.name) for each in fields(settings)}
