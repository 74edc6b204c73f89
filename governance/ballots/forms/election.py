"""Filling in the ballot of an election: one name, several, an order of names, or points."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.ballots import kinds
from governance.ballots.election import SHAPES
from governance.ballots.election_points import most_for_one
from governance.ballots.forms.papers import BallotForm
from governance.ballots.models import Poll, RollEntry
from governance.ballots.words import listed

LONGEST = 9
"""Digits of a number that is worth adding up."""
BLANK = ""
"""What the form sends for a vote for nobody; no candidate has this key."""


@dataclass(frozen=True)
class Line:
    """A candidate on the paper. `name`: of the field with their place or points; `filled_in`: what
    it holds, as text; `wrong`: it cannot stand."""

    key: str
    label: str
    name: str
    chosen: bool = False
    filled_in: str = ""
    wrong: bool = False


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


class ElectionForm(BallotForm):
    """The candidates, in an order that differs per voter and is stable for each.

    Fields: `vote` (a key, or empty for blank), `approve` (keys), or for each candidate
    `place-<key>`: a number from 1, or empty (numbers that are left out close up), or
    `points-<key>`: a number from 0, or empty.
    """

    def __init__(
        self, *args: Any, poll: Poll, entry: RollEntry, chosen: kinds.Choice | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, poll=poll, entry=entry, chosen=chosen, **kwargs)
        self.shape = SHAPES[poll.configuration["rule"][0]]
        self.candidates = self.shuffled((key, name) for key, name in poll.configuration["choices"])
        self.fields.update(self._own_fields())

    def initial_from(self, chosen: kinds.Choice) -> dict[str, Any]:
        if "rank" in chosen:
            return {f"place-{key}": str(n) for n, key in enumerate(chosen["rank"], start=1)}
        if "points" in chosen:
            return {f"points-{key}": str(given) for key, given in chosen["points"].items()}
        if "vote" in chosen:
            return {"vote": BLANK if chosen["vote"] is None else chosen["vote"]}
        return chosen

    def choice(self) -> kinds.Choice:
        """The choice of a valid form, as the ballot box takes it."""
        if self.shape == "vote":
            return {"vote": self.cleaned_data["vote"] or None}
        if self.shape == "approve":
            return {"approve": sorted(set(self.cleaned_data["approve"]))}
        if self.shape == "points":
            return {"points": dict(sorted(self._numbers().items()))}
        places = self._numbers()
        return {"rank": sorted(places, key=places.__getitem__)}

    def clean_vote(self) -> str:
        """Blank is a choice one makes: a paper on which nothing was touched comes back."""
        if "vote" not in self.data:
            raise forms.ValidationError(_("Choose one, or blank."))
        vote: str = self.cleaned_data["vote"]
        return vote

    def clean(self) -> dict[str, Any]:
        if self.shape == "points":
            self._clean_points()
        for equals in self._shared_places().values():
            names = listed(dict(self.candidates)[key] for key in equals)
            words = {"names": names, "place": self._numbers()[equals[0]]}
            self.add_error(
                None, _("%(names)s have the same place: %(place)s. Change one of them.") % words
            )
        return self.cleaned_data

    def _clean_points(self) -> None:
        """No less than nothing, no more for one than one may get, and no more than there are."""
        for key, label in self.candidates:
            if not 0 <= (self.cleaned_data.get(self._field_of(key)) or 0) <= self.most:
                self.add_error(self._field_of(key), self._not_a_number_of_points(label))
        if self.purse.over:
            words = {"points": self.purse.points, "given": self.purse.given}
            words["over"] = self.purse.over
            self.add_error(
                None,
                _("You gave %(given)s points and you have %(points)s. Take %(over)s away.") % words,
            )

    def _not_a_number_of_points(self, label: str) -> str:
        words = {"name": label, "most": self.most}
        return _("%(name)s: fill in a whole number from 0 to %(most)s.") % words

    @property
    def purse(self) -> Purse:
        """What is filled in now, whether or not it makes a valid ballot."""
        texts = [self._filled_in(key).strip() for key, _label in self.candidates]
        given = [int(text) for text in texts if text.isdecimal() and len(text) <= LONGEST]
        return Purse(self.poll.configuration["points"], sum(given))

    @property
    def most(self) -> int:
        """How many points one candidate may get."""
        return most_for_one(self.poll.configuration)

    @property
    def lines(self) -> list[Line]:
        wrong = {key for equals in self._shared_places().values() for key in equals}
        wrong |= {key for key, _label in self.candidates if self._field_of(key) in self.errors}
        return [
            Line(
                key,
                label,
                self._field_of(key),
                key in self._ticked,
                self._filled_in(key),
                key in wrong,
            )
            for key, label in self.candidates
        ]

    @property
    def blank_chosen(self) -> bool:
        return BLANK in self._ticked

    @property
    def places(self) -> range:
        return range(1, len(self.candidates) + 1)

    @property
    def _ticked(self) -> list[str]:
        """The keys that are ticked now, whether or not they make a valid ballot."""
        if self.is_bound:
            return self.data.getlist(self.shape)  # type: ignore[attr-defined]
        ticked = self.initial.get(self.shape, [])
        return [ticked] if isinstance(ticked, str) else ticked

    def _field_of(self, key: str) -> str:
        return f"{'points' if self.shape == 'points' else 'place'}-{key}"

    def _filled_in(self, key: str) -> str:
        values = self.data if self.is_bound else self.initial
        return str(values.get(self._field_of(key), ""))

    def _numbers(self) -> dict[str, int]:
        """The place or the points that each candidate was given, if any; of fields that were
        right."""
        cleaned = getattr(self, "cleaned_data", {})
        given = {key: cleaned.get(self._field_of(key)) for key, _label in self.candidates}
        return {key: int(number) for key, number in given.items() if number}

    def _shared_places(self) -> dict[int, list[str]]:
        """The places that more than one candidate was given, with their keys."""
        if self.shape != "rank":
            return {}
        at: defaultdict[int, list[str]] = defaultdict(list)
        for key, place in self._numbers().items():
            at[place].append(key)
        return {place: keys for place, keys in sorted(at.items()) if len(keys) > 1}

    def _own_fields(self) -> dict[str, forms.Field]:
        if self.shape == "rank":
            places = [("", "")] + [(str(place), place) for place in self.places]
            return {
                self._field_of(key): forms.ChoiceField(
                    choices=places, required=False, error_messages=BAD
                )
                for key, _label in self.candidates
            }
        if self.shape == "points":
            return {
                self._field_of(key): forms.IntegerField(
                    required=False, error_messages={"invalid": self._not_a_number_of_points(label)}
                )
                for key, label in self.candidates
            }
        field = forms.ChoiceField if self.shape == "vote" else forms.MultipleChoiceField
        return {self.shape: field(choices=self.candidates, required=False, error_messages=UNKNOWN)}


BAD = {"invalid_choice": gettext_lazy("This place does not exist.")}
UNKNOWN = {"invalid_choice": gettext_lazy("This is not on the ballot.")}
