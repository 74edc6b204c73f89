"""The ballot that the check page sends on."""

from __future__ import annotations

import json

from django import forms

from governance.ballots import kinds
from governance.ballots.box import receipts
from governance.ballots.models import RollEntry


class SealedChoice(forms.Form):
    """From the check page: the choice as it was read back to the voter, and the code."""

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
