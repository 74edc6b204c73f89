"""A ballot for several: {"approve": [keys]}, sorted; none of them is blank."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.forms import ByHand
from governance.ballots.kinds.polls import Choice
from governance.ballots.kinds.shapes import Names, Said, Shape, check_names
from governance.ballots.kinds.shapes.form import UNKNOWN, TickForm


class SeveralForm(TickForm):
    shape = "approve"

    @property
    def how(self) -> str:
        return _("Tick everything that is fine by you. Tick nothing for a blank ballot.")

    def own_fields(self) -> dict[str, forms.Field]:
        return {
            "approve": forms.MultipleChoiceField(
                choices=self.candidates, required=False, error_messages=UNKNOWN
            )
        }

    def choice(self) -> Choice:
        return {"approve": sorted(set(self.cleaned_data["approve"]))}

    @property
    def pattern(self) -> ByHand:
        return ByHand('{"approve":["…","…"]}', _("(in the order of the alphabet)"))

    def example_choice(self, keys: Sequence[str]) -> Choice:
        return {"approve": sorted(keys)}


class Several(Shape):
    name = "several"
    key = "approve"
    form = SeveralForm

    def how_you_vote(self, rules: Data) -> str:
        return _(
            "You tick everything that is fine by you: one, several or all. Ticking nothing is a "
            "blank ballot."
        )

    def longest(self, keys: Sequence[str], rules: Data) -> list[Any]:
        return [sorted(keys)]

    def check(self, said: Any, configuration: Configuration) -> list[str]:
        check_names(said, configuration)
        return sorted(said)

    def ballot(self, said: Any, place: Mapping[str, int]) -> tuple[Any, ...]:
        named = tuple(sorted(place[key] for key in said))
        return (named,) if len(named) > 1 else named  # all that are approved are equal

    def read(self, said: Any, names: Names, configuration: Configuration) -> Said:
        return Said([("", label) for key, label in names.items() if key in said])

    def in_words(self, said: Any, names: Names) -> str:
        return ", ".join(names[key] for key in said)


SEVERAL = Several()
