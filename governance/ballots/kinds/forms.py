"""The forms of a kind: the ballot that a voter fills in, and the draft that the board writes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from django import forms
from django.urls import reverse
from django.utils.functional import Promise

from governance.ballots.box import canonical
from governance.ballots.kinds.polls import Choice, EntryLike, PollLike

Item = TypeVar("Item")


class BallotForm(forms.Form):
    """What all ballot forms have: the poll, the roll entry, and a choice that comes out.

    `shape` is the one key of the choices of such a ballot; site/static/js/check.js reads a ballot
    of that shape from the page.
    """

    shape: ClassVar[str]

    def __init__(
        self,
        *args: Any,
        poll: PollLike,
        entry: EntryLike | None,  # None: on the page where receipts are checked
        chosen: Choice | None = None,
        **kwargs: Any,
    ) -> None:
        self.poll = poll
        self.entry = entry
        if chosen is not None:
            kwargs["initial"] = self.initial_from(chosen)
        super().__init__(*args, **kwargs)

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        """In an order that differs per voter and is stable for each; as listed without a voter."""
        order = list(items)
        if self.entry is None:
            return order
        random.Random(f"{self.poll.frozen_hash}:{self.entry.pk}").shuffle(order)  # noqa: S311
        return order

    def initial_from(self, chosen: Choice) -> dict[str, Any]:
        """The choice as the form's initial values: the way back from the check page."""
        return chosen

    def choice(self) -> Choice:
        """The choice of a valid form."""
        return dict(self.cleaned_data)

    @property
    def names(self) -> list[tuple[str, Any]]:
        """What can be on a ballot: each key with its words."""
        return list(self.poll.configuration.choices)

    @property
    def pattern(self) -> ByHand:
        """How a ballot is spelled, for voters who check one by hand."""
        raise NotImplementedError

    @property
    def example(self) -> str:
        return canonical.dumps(self.example_choice([key for key, _label in self.names[:2]]))

    def example_choice(self, keys: Sequence[str]) -> Choice:
        raise NotImplementedError


@dataclass(frozen=True)
class ByHand:
    """The spelling of a ballot and what must be known of it; of a blank one too, if it differs."""

    spelled: str
    note: str = ""
    blank: str = ""
    blank_note: str = ""


class DraftForm(Protocol):
    """The form of a draft; `forms/draft_base.py: PollDraft` is the part that all kinds share."""

    instance: Any

    @property
    def errors(self) -> Any: ...
    def is_valid(self) -> bool: ...
    def save(self) -> Any: ...
    def choices(self) -> Sequence[tuple[str, str]] | None: ...
    def grouped(self) -> Iterator[tuple[Any, list[forms.BoundField]]]: ...


@dataclass(frozen=True, kw_only=True)
class Drafting:
    """How the board writes a draft of a kind: the form, where it is (`nieuw/<slug>/`), and words.

    `prepare` is the button and the heading; `instead` leads here from the form of another kind.
    Without a `slug` a new one is begun elsewhere, and only changed here.
    """

    form: Callable[..., DraftForm]
    slug: str | None
    prepare: str | Promise
    instead: str | Promise = ""

    def get_absolute_url(self) -> str:
        if not self.slug:
            return reverse("ballots:new")
        return reverse("ballots:new_kind", args=[self.slug])
