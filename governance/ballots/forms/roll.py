"""Adding a member to the roll of an open vote."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Reason(forms.Form):
    """Why a member is put on the roll of an open vote."""

    reason = forms.CharField(
        label=_("Why does this member come on the roll now?"),
        help_text=_("Your reason stands in the chain of events of this vote, with your name."),
        max_length=200,
    )
