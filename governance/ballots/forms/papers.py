"""Filling in a ballot. A form turns what the browser sent into a choice; the ballot box checks
that choice again when it is cast."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots import canonical, kinds, receipts
from governance.ballots.models import Poll, RollEntry
from governance.ballots.resolution import CHOICES

Item = TypeVar("Item")


class BallotForm(forms.Form):
    """What all ballot forms have: the poll, the roll entry, and a choice that comes out.

    Without an entry it is the form on the page where receipts are checked. `shape` is the one key
    of the choices of such a ballot (site/static/js/check.js reads them from the page).
    """

    shape = ""

    def __init__(
        self,
        *args: Any,
        poll: Poll,
        entry: RollEntry | None,
        chosen: kinds.Choice | None = None,
        **kwargs: Any,
    ) -> None:
        self.poll = poll
        self.entry = entry
        if chosen is not None:
            kwargs["initial"] = self.initial_from(chosen)
        super().__init__(*args, **kwargs)

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        """These in an order that differs per voter and is stable for each; as listed for nobody."""
        order = list(items)
        if self.entry is None:
            return order
        random.Random(f"{self.poll.frozen_hash}:{self.entry.pk}").shuffle(order)  # noqa: S311
        return order

    def initial_from(self, chosen: kinds.Choice) -> dict[str, Any]:
        """The choice as the form's initial values: the way back from the check page."""
        return chosen

    def choice(self) -> kinds.Choice:
        """The choice of a valid form."""
        return dict(self.cleaned_data)

    @property
    def names(self) -> list[tuple[str, Any]]:
        """What can stand on a ballot: each key with its words."""
        return [(key, label) for key, label in self.poll.configuration["choices"]]

    @property
    def example(self) -> str:
        """A ballot as it is hashed, for who checks one by hand."""
        keys = [key for key, _label in self.names[:2]]
        return canonical.dumps({self.shape: keys[0] if self.shape == "vote" else sorted(keys)})


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


class SealedChoice(forms.Form):
    """What the check page sends on: the choice as it was read back to the voter, and the code."""

    choice = forms.CharField(widget=forms.HiddenInput, max_length=50_000)
    code = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean_choice(self) -> kinds.Choice:
        try:
            choice = json.loads(self.cleaned_data["choice"])
        except (ValueError, RecursionError):
            choice = None
        if not isinstance(choice, dict):
            raise forms.ValidationError("not a choice")
        return choice

    @staticmethod
    def fields_for(choice: kinds.Choice, code: str, entry: RollEntry) -> dict[str, str]:
        return {
            "choice": json.dumps(choice, ensure_ascii=False),
            "code": receipts.sign(code, entry.pk),
        }
