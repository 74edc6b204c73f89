"""A ballot with an order: {"rank": [keys]}, the best first; none of them is blank."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.data import Data
from governance.ballots.kinds.forms import ByHand
from governance.ballots.kinds.polls import Choice
from governance.ballots.kinds.shapes import Names, Said, Shape, check_names
from governance.ballots.kinds.shapes.form import NumberForm
from governance.ballots.words import listed

BAD = {"invalid_choice": gettext_lazy("This place does not exist.")}


class RankingForm(NumberForm):
    """A place from 1 for each candidate, or none; numbers that are left out close up."""

    shape = "rank"
    prefix_of_fields = "place"
    lines_template = "ballots/shapes/_places.html"

    @property
    def how(self) -> str:
        return _(
            "Give your first choice place 1, your second choice place 2, and so on. You may leave "
            "places open. No place at all is a blank ballot."
        )

    def own_fields(self) -> dict[str, forms.Field]:
        places = [("", "")] + [(str(place), place) for place in self.places]
        return {
            self.field_of(key): forms.ChoiceField(
                choices=places, required=False, error_messages=BAD
            )
            for key, _label in self.candidates
        }

    def initial_from(self, chosen: Choice) -> dict[str, Any]:
        return {f"place-{key}": str(n) for n, key in enumerate(chosen["rank"], start=1)}

    def choice(self) -> Choice:
        places = self.numbers()
        return {"rank": sorted(places, key=places.__getitem__)}

    def clean(self) -> dict[str, Any]:
        for equals in self._shared_places().values():
            names = listed(dict(self.candidates)[key] for key in equals)
            words = {"names": names, "place": self.numbers()[equals[0]]}
            self.add_error(
                None, _("%(names)s have the same place: %(place)s. Change one of them.") % words
            )
        return self.cleaned_data

    @property
    def places(self) -> range:
        return range(1, len(self.candidates) + 1)

    @property
    def wrong(self) -> set[str]:
        return super().wrong | {key for equals in self._shared_places().values() for key in equals}

    def _shared_places(self) -> dict[int, list[str]]:
        """The places that more than one candidate was given, with their keys."""
        at: defaultdict[int, list[str]] = defaultdict(list)
        for key, place in self.numbers().items():
            at[place].append(key)
        return {place: keys for place, keys in sorted(at.items()) if len(keys) > 1}

    @property
    def pattern(self) -> ByHand:
        return ByHand('{"rank":["…","…"]}', _("(the first choice first)"))

    def example_choice(self, keys: Sequence[str]) -> Choice:
        return {"rank": sorted(keys)}


class Ranking(Shape):
    name = "ranking"
    key = "rank"
    form = RankingForm

    def how_you_vote(self, rules: Data) -> str:
        return _(
            "You put them in order: place 1 for your first choice, and so on. You may stop where "
            "you like. No place at all is a blank ballot."
        )

    def longest(self, keys: Sequence[str], rules: Data) -> list[Any]:
        return [sorted(keys)]

    def check(self, said: Any, configuration: Configuration) -> list[str]:
        check_names(said, configuration)
        return list(said)

    def ballot(self, said: Any, place: Mapping[str, int]) -> tuple[int, ...]:
        return tuple(place[key] for key in said)

    def read(self, said: Any, names: Names, configuration: Configuration) -> Said:
        lines = [(str(number), names[key]) for number, key in enumerate(said, start=1)]
        return Said(lines, _("So your ballot counts:"), ".")

    def in_words(self, said: Any, names: Names) -> str:
        return " > ".join(names[key] for key in said)


RANKING = Ranking()
