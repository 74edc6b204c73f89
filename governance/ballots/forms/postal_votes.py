"""The forms of the paper channel."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

# More numbers than this are no batch of papers.
MOST = 2000


class NamesForm(forms.Form):
    numbers = forms.CharField(
        label=_("Member numbers on the envelopes"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "inputmode": "numeric"}),
        help_text=_("With spaces, commas or new lines between them."),
    )
    whole = forms.BooleanField(
        label=_("These are all paper ballots of this vote"),
        required=False,
        help_text=_("Then they may be fewer than ten. It can be guessed sooner who voted what."),
    )

    def clean_numbers(self) -> set[int]:
        words = re.split(r"[\s,;]+", self.cleaned_data["numbers"].strip())
        if not all(re.fullmatch(r"[0-9]{1,9}", word) for word in words) or len(words) > MOST:
            raise forms.ValidationError(_("Write member numbers only."))
        numbers = [int(word) for word in words]
        if len(set(numbers)) != len(numbers):
            raise forms.ValidationError(_("A number stands here twice."))
        return set(numbers)
