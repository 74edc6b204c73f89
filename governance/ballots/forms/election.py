"""Filling in the ballot of an election: one name, several, or an order of names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.ballots import kinds
from governance.ballots.election import SHAPES
from governance.ballots.forms.papers import BallotForm
from governance.ballots.models import Poll
from governance.ballots.words import listed

BLANK = ""
"""What the form sends for a vote for nobody; no candidate has this key."""


@dataclass(frozen=True)
class Line:
    """A candidate on the paper. `place`: what was filled in, as text; `wrong`: it cannot stand."""

    key: str
    label: str
    chosen: bool = False
    place: str = ""
    wrong: bool = False

    @property
    def name(self) -> str:
        """The name of the field with this candidate's place."""
        return field_of(self.key)


def field_of(key: str) -> str:
    return f"place-{key}"


class ElectionForm(BallotForm):
    """The candidates, in an order that differs per voter and is stable for each.

    Fields: `vote` (a key, or empty for blank), `approve` (keys), or for each candidate
    `place-<key>`: a number from 1, or empty. Numbers that are left out close up.
    """

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, poll=poll, **kwargs)
        self.shape = SHAPES[poll.configuration["rule"][0]]
        self.candidates = self.shuffled((key, name) for key, name in poll.configuration["choices"])
        self.fields.update(self._own_fields())

    def initial_from(self, chosen: kinds.Choice) -> dict[str, Any]:
        if "rank" in chosen:
            return {field_of(key): str(n) for n, key in enumerate(chosen["rank"], start=1)}
        if "vote" in chosen:
            return {"vote": BLANK if chosen["vote"] is None else chosen["vote"]}
        return chosen

    def choice(self) -> kinds.Choice:
        """The choice of a valid form, as the ballot box takes it."""
        if self.shape == "vote":
            return {"vote": self.cleaned_data["vote"] or None}
        if self.shape == "approve":
            return {"approve": sorted(set(self.cleaned_data["approve"]))}
        places = self._places()
        return {"rank": sorted(places, key=places.__getitem__)}

    def clean_vote(self) -> str:
        """Blank is a choice one makes: a paper on which nothing was touched comes back."""
        if "vote" not in self.data:
            raise forms.ValidationError(_("Choose one, or blank."))
        vote: str = self.cleaned_data["vote"]
        return vote

    def clean(self) -> dict[str, Any]:
        for equals in self._shared_places().values():
            names = listed(dict(self.candidates)[key] for key in equals)
            words = {"names": names, "place": self._places()[equals[0]]}
            self.add_error(
                None, _("%(names)s have the same place: %(place)s. Change one of them.") % words
            )
        return self.cleaned_data

    @property
    def lines(self) -> list[Line]:
        wrong = {key for equals in self._shared_places().values() for key in equals}
        wrong |= {key for key, _label in self.candidates if field_of(key) in self.errors}
        return [
            Line(key, label, key in self._ticked, self._filled_in(key), key in wrong)
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

    def _filled_in(self, key: str) -> str:
        values = self.data if self.is_bound else self.initial
        return str(values.get(field_of(key), ""))

    def _places(self) -> dict[str, int]:
        """The place that each candidate was given, if any; of fields that were right."""
        cleaned = getattr(self, "cleaned_data", {})
        given = {key: cleaned.get(field_of(key)) for key, _label in self.candidates}
        return {key: int(place) for key, place in given.items() if place}

    def _shared_places(self) -> dict[int, list[str]]:
        """The places that more than one candidate was given, with their keys."""
        at: defaultdict[int, list[str]] = defaultdict(list)
        for key, place in self._places().items():
            at[place].append(key)
        return {place: keys for place, keys in sorted(at.items()) if len(keys) > 1}

    def _own_fields(self) -> dict[str, forms.Field]:
        if self.shape == "rank":
            places = [("", "")] + [(str(place), place) for place in self.places]
            return {
                field_of(key): forms.ChoiceField(choices=places, required=False, error_messages=BAD)
                for key, _label in self.candidates
            }
        field = forms.ChoiceField if self.shape == "vote" else forms.MultipleChoiceField
        return {self.shape: field(choices=self.candidates, required=False, error_messages=UNKNOWN)}


BAD = {"invalid_choice": gettext_lazy("This place does not exist.")}
UNKNOWN = {"invalid_choice": gettext_lazy("This is not on the ballot.")}
