"""Filling in the ballot of a resolution."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots.kinds.forms import BallotForm, ByHand
from governance.ballots.kinds.polls import Choice
from governance.ballots.kinds.resolution.kind import CHOICES


class ResolutionForm(BallotForm):
    shape = "vote"
    vote = forms.ChoiceField(
        label=_("Your vote"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for, against or blank.")},
    )

    @property
    def names(self) -> list[tuple[str, Any]]:
        return list(CHOICES)

    @property
    def pattern(self) -> ByHand:
        return ByHand('{"vote":"…"}')

    def example_choice(self, keys: Sequence[str]) -> Choice:
        return {"vote": keys[0]}
