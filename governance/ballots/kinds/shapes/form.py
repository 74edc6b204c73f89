"""Filling in a ballot: what the forms of all shapes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots.kinds.forms import BallotForm
from governance.ballots.kinds.polls import PollLike

BLANK = ""
"""What the form sends for a vote for nobody; no candidate has this key."""
UNKNOWN = {"invalid_choice": _("This is not on the ballot.")}


@dataclass(frozen=True)
class Line:
    """A choice on the paper. `name`: of the field with its place or points; `filled_in`: what
    that holds, as text; `wrong`: it cannot stay so. `details` and `aside`, such as a price, are
    printed with the label."""

    key: str
    label: str
    name: str
    chosen: bool = False
    filled_in: str = ""
    wrong: bool = False
    details: str = ""
    aside: str = ""


class ShapeForm(BallotForm):
    """The candidates, in an order that differs per voter and is stable for each."""

    lines_template: ClassVar[str]

    def __init__(self, *args: Any, poll: PollLike, **kwargs: Any) -> None:
        super().__init__(*args, poll=poll, **kwargs)
        self.candidates = self.shuffled(poll.configuration.choices)
        self.fields.update(self.own_fields())

    def own_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    @property
    def how(self) -> str:
        """How the paper is filled in."""
        raise NotImplementedError

    @property
    def lines(self) -> list[Line]:
        raise NotImplementedError


class TickForm(ShapeForm):
    """One field, named by the shape, with a button or a box for each candidate."""

    lines_template = "ballots/shapes/_ticks.html"

    @property
    def ticked(self) -> list[str]:
        """The keys that are ticked now, whether or not they make a valid ballot."""
        if self.is_bound:
            return self.data.getlist(self.shape)  # type: ignore[attr-defined]
        ticked = self.initial.get(self.shape, [])
        return [ticked] if isinstance(ticked, str) else ticked

    @property
    def lines(self) -> list[Line]:
        ticked = self.ticked
        return [Line(key, label, self.shape, key in ticked) for key, label in self.candidates]


class NumberForm(ShapeForm):
    """A field for each candidate, with a whole number or nothing."""

    prefix_of_fields: ClassVar[str]

    def field_of(self, key: str) -> str:
        return f"{self.prefix_of_fields}-{key}"

    def filled_in(self, key: str) -> str:
        values = self.data if self.is_bound else self.initial
        return str(values.get(self.field_of(key), ""))

    def numbers(self) -> dict[str, int]:
        """What each candidate was given, if anything, in fields that were right."""
        cleaned = getattr(self, "cleaned_data", {})
        given = {key: cleaned.get(self.field_of(key)) for key, _label in self.candidates}
        return {key: int(number) for key, number in given.items() if number}

    @property
    def wrong(self) -> set[str]:
        return {key for key, _label in self.candidates if self.field_of(key) in self.errors}

    @property
    def lines(self) -> list[Line]:
        wrong = self.wrong
        return [
            Line(
                key,
                label,
                self.field_of(key),
                filled_in=self.filled_in(key),
                wrong=key in wrong,
            )
            for key, label in self.candidates
        ]
