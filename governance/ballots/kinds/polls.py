"""What a kind sees of a poll and of a line on its roll, without importing the models."""

from __future__ import annotations

from typing import Any, Protocol

from governance.ballots.kinds.configuration import Configuration, Rules

Choice = dict[str, Any]
"""What a ballot says, as JSON: its keys are the kind's own."""


class ChoiceLike(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...


class ChoicesLike(Protocol):
    def all(self) -> Any: ...  # an iterable of ChoiceLike


class PollLike(Protocol):
    @property
    def pk(self) -> Any: ...
    @property
    def slug(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def choices(self) -> ChoicesLike: ...
    @property
    def frozen_hash(self) -> str: ...
    @property
    def opened(self) -> bool: ...
    @property
    def draft_rules(self) -> Rules: ...
    @property
    def configuration(self) -> Configuration: ...


class EntryLike(Protocol):
    @property
    def pk(self) -> Any: ...
