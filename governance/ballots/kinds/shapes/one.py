"""A ballot for one: {"vote": key}, or null for blank."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.forms import ByHand
from governance.ballots.kinds.polls import Choice
from governance.ballots.kinds.shapes import Names, Said, Shape, check_names
from governance.ballots.kinds.shapes.form import BLANK, UNKNOWN, TickForm


class OneForm(TickForm):
    shape = "vote"

    @property
    def how(self) -> str:
        return _("Choose one, or blank.")

    def own_fields(self) -> dict[str, forms.Field]:
        field = forms.ChoiceField(choices=self.candidates, required=False, error_messages=UNKNOWN)
        return {"vote": field}

    def initial_from(self, chosen: Choice) -> dict[str, Any]:
        return {"vote": BLANK if chosen["vote"] is None else chosen["vote"]}

    def choice(self) -> Choice:
        return {"vote": self.cleaned_data["vote"] or None}

    def clean_vote(self) -> str:
        # Blank is a choice one makes: a paper on which nothing was touched comes back.
        if "vote" not in self.data:
            raise forms.ValidationError(_("Choose one, or blank."))
        vote: str = self.cleaned_data["vote"]
        return vote

    @property
    def blank_chosen(self) -> bool:
        return BLANK in self.ticked

    @property
    def pattern(self) -> ByHand:
        note = _("A blank vote is written without quotes:")
        return ByHand('{"vote":"…"}', blank='{"vote":null}', blank_note=note)

    def example_choice(self, keys: Sequence[str]) -> Choice:
        return {"vote": keys[0]}


class One(Shape):
    name = "one"
    key = "vote"
    form = OneForm

    def how_you_vote(self, rules: Data) -> str:
        return _("You choose one, or you vote blank.")

    def longest(self, keys: Sequence[str], rules: Data) -> list[Any]:
        return [None, *keys]

    def check(self, said: Any, configuration: Configuration) -> str | None:
        check_names([] if said is None else [said], configuration)
        vote: str | None = said
        return vote

    def ballot(self, said: Any, place: Mapping[str, int]) -> tuple[int, ...]:
        return () if said is None else (place[said],)

    def read(self, said: Any, names: Names, configuration: Configuration) -> Said:
        return Said([] if said is None else [("", names[said])])

    def in_words(self, said: Any, names: Names) -> str:
        return "" if said is None else names[said]


ONE = One()
