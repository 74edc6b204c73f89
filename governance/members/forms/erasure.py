"""Erasing a former member."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why now?"),
        max_length=200,
        help_text=_("For example: asked for it by letter on 3 May. Write no name here."),
    )
    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"),
        error_messages={"required": _("Tick this box if you want to go on.")},
    )
