"""Ending one's membership."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    act = forms.ChoiceField(choices=[("leave", ""), ("stay", "")])  # the buttons
    reason = forms.CharField(
        label=_("Do you want to tell us why?"),
        required=False,
        max_length=200,
        help_text=_("You need not. The secretary reads it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
