"""Dataclasses from JSON and back: the only border at which the rules of a vote are JSON."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, PlainSerializer, TypeAdapter, ValidationError

from governance.rules.errors import CountError

Moment = Annotated[datetime.datetime, PlainSerializer(datetime.datetime.isoformat)]
# where pydantic speaks of arguments and fields
WORDS = {"missing": "is missing", "unexpected_keyword_argument": "is not known"}


class BadData(CountError):
    """The JSON is not that of the dataclass; the message names each key that is wrong."""


@dataclass(frozen=True, kw_only=True)
class Data:
    """Strict, also in the dataclasses inside: no key that is unknown or missing, no other type."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(strict=True, extra="forbid")

    @classmethod
    def from_data(cls, data: Any) -> Self:
        try:
            # by way of JSON, in which a list is a tuple and a text a moment or a member of an enum
            read: Self = adapter(cls).validate_json(json.dumps(data))
        except ValidationError as error:
            # not `from error`: that one has the values, which may name persons
            raise BadData(f"{cls.__name__} cannot be read: {problems(error)}.") from None
        return read

    def to_data(self) -> dict[str, Any]:
        data: dict[str, Any] = adapter(type(self)).dump_python(self, mode="json")
        return data

    @classmethod
    def of(cls, value: object) -> Self:
        """The same value, known to be of this kind; TypeError where it is of another."""
        if not isinstance(value, cls):
            raise TypeError(f"{cls.__name__} is asked, not {type(value).__name__}")
        return value


_adapters: dict[type[Data], TypeAdapter[Any]] = {}


def adapter(shape: type[Data]) -> TypeAdapter[Any]:
    """Made once for each dataclass, which takes some milliseconds."""
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]


def problems(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{key(one['loc'])} {WORDS.get(one['type'], one['msg'])}" for one in found)


def key(steps: tuple[int | str, ...]) -> str:
    return ".".join(map(str, steps))
