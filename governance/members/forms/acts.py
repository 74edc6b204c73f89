"""What is asked before something is done to members."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.forms.members import DayInput, plausible


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("It is kept in the history of the member."),
    )

    def __init__(self, *args: Any, reason_required: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = reason_required


class DayForm(ReasonForm):
    on = forms.DateField(
        label=_("From which day"),
        widget=DayInput,
        initial=timezone.localdate,
        validators=[plausible],
    )
    field_order = ("on", "reason")
