"""A ballot that divides points: {"points": {key: number}}; nobody with any is blank."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots import kinds
from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.forms import ByHand
from governance.ballots.kinds.polls import Choice
from governance.ballots.kinds.shapes import Names, Said, Shape
from governance.ballots.kinds.shapes.form import NumberForm

LONGEST = 9
"""Digits of a number that is worth adding up."""


@dataclass(frozen=True, kw_only=True)
class PointsSettings(Data):
    """`points`: of each voter. `most`: that one candidate may get of them; None: all."""

    points: int
    most: int | None = None

    @property
    def most_for_one(self) -> int:
        return self.points if self.most is None else self.most


@dataclass(frozen=True)
class Purse:
    """The points of a voter, and how many have been given so far."""

    points: int
    given: int

    @property
    def left(self) -> int:
        return max(0, self.points - self.given)

    @property
    def over(self) -> int:
        return max(0, self.given - self.points)

    @property
    def filled(self) -> int:
        """How much of the bar is filled, at most the whole."""
        return min(self.given, self.points)


class PointsForm(NumberForm):
    """A number from 0 for each candidate, or none."""

    shape = "points"
    prefix_of_fields = "points"
    lines_template = "ballots/shapes/_points.html"

    @property
    def caption(self) -> str:
        """What the number is, above each field."""
        return _("Points")

    @property
    def how(self) -> str:
        points = PointsSettings.of(self.poll.configuration).points
        said = ngettext(
            "You have %(points)s point. Give it to one of them, or to nobody for a blank ballot.",
            "You have %(points)s points. Divide them as you like. You may keep points; no points "
            "at all is a blank ballot.",
            points,
        ) % {"points": points}
        return f"{said} {most_words(self.most)}" if self.most < points else said

    def own_fields(self) -> dict[str, forms.Field]:
        return {
            self.field_of(key): forms.IntegerField(
                required=False, error_messages={"invalid": self._not_a_number_of_points(label)}
            )
            for key, label in self.candidates
        }

    def initial_from(self, chosen: Choice) -> dict[str, Any]:
        return {f"points-{key}": str(given) for key, given in chosen["points"].items()}

    def choice(self) -> Choice:
        return {"points": dict(sorted(self.numbers().items()))}

    def clean(self) -> dict[str, Any]:
        """No less than nothing, no more for one than one may get, and no more than there are."""
        for key, label in self.candidates:
            if not 0 <= (self.cleaned_data.get(self.field_of(key)) or 0) <= self.most:
                self.add_error(self.field_of(key), self._not_a_number_of_points(label))
        purse = self.purse
        if purse and purse.over:
            words = {"points": purse.points, "given": purse.given, "over": purse.over}
            self.add_error(
                None,
                _("You gave %(given)s points and you have %(points)s. Take %(over)s away.") % words,
            )
        return self.cleaned_data

    def _not_a_number_of_points(self, label: str) -> str:
        words = {"name": label, "most": self.most}
        return _("%(name)s: fill in a whole number from 0 to %(most)s.") % words

    @property
    def purse(self) -> Purse | None:
        """What is filled in now, whether or not it makes a valid ballot; None where the points of
        one choice are not taken from another."""
        texts = [self.filled_in(key).strip() for key, _label in self.candidates]
        given = [int(text) for text in texts if text.isdecimal() and len(text) <= LONGEST]
        return Purse(PointsSettings.of(self.poll.configuration).points, sum(given))

    @property
    def most(self) -> int:
        """How many points one candidate may get."""
        return PointsSettings.of(self.poll.configuration).most_for_one

    @property
    def pattern(self) -> ByHand:
        return ByHand('{"points":{"…":3,"…":1}}', _("(in the order of the alphabet)"))

    def example_choice(self, keys: Sequence[str]) -> Choice:
        return {"points": dict.fromkeys(sorted(keys), 1)}


class Points(Shape):
    name = "points"
    key = "points"
    form = PointsForm
    ranked = False

    def how_you_vote(self, rules: Data) -> str:
        settings = PointsSettings.of(rules)
        said = ngettext(
            "You have %(points)s point to give. Giving it to nobody is a blank ballot.",
            "You divide %(points)s points as you like. You may keep points. No points at all is a "
            "blank ballot.",
            settings.points,
        ) % {"points": settings.points}
        return f"{said} {most_words(settings.most)}" if settings.most else said

    def longest(self, keys: Sequence[str], rules: Data) -> list[Any]:
        return [dict.fromkeys(keys, PointsSettings.of(rules).points)]  # no ballot can say so much

    def check(self, said: Any, configuration: Configuration) -> dict[str, int]:
        return check_points(said, configuration.labels, PointsSettings.of(configuration))

    def ballot(self, said: Any, place: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((place[key], given) for key, given in said.items()))

    def read(self, said: Any, names: Names, configuration: Configuration) -> Said:
        """All who get any, most points first, and what is left."""
        most_first = sorted(said, key=lambda key: -said[key])
        lines = [(str(said[key]), names[key]) for key in most_first]
        left = PointsSettings.of(configuration).points - sum(said.values())
        note = ngettext(
            "You keep %(points)s point. It is not counted.",
            "You keep %(points)s points. They are not counted.",
            left,
        ) % {"points": left}
        return Said(lines, _("So you divide your points:"), ":", note if left else "")

    def in_words(self, said: Any, names: Names) -> str:
        return ", ".join(f"{names[key]} {given}" for key, given in said.items())


def check_points(said: Any, known: Container[str], settings: PointsSettings) -> dict[str, int]:
    """Positive whole numbers within the limits, in the order of the keys. Raises InvalidBallot."""
    if not isinstance(said, dict):
        raise kinds.InvalidBallot("wrong shape")
    if not all(type(number) is int and number > 0 for number in said.values()):
        raise kinds.InvalidBallot("wrong shape")
    if not all(key in known for key in said):
        raise kinds.InvalidBallot("unknown candidate")
    if sum(said.values()) > settings.points:
        raise kinds.InvalidBallot("too many points")
    if max(said.values(), default=0) > settings.most_for_one:
        raise kinds.InvalidBallot("too many for one")
    return dict(sorted(said.items()))


def most_words(most: int) -> str:
    return _("One of them can get at most %(most)s.") % {"most": most}


POINTS = Points()
