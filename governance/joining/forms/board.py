"""What the board fills in about applications."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.joining.forms import places
from governance.joining.models import Application
from governance.members.models import MemberKind

# A day of joining outside these is a typing mistake.
EARLIEST = datetime.date(1990, 1, 1)
AHEAD = datetime.timedelta(days=366)


class AcceptForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of member"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind of member.")},
    )
    neighbourhood = places.PlaceField()
    joined_on = forms.DateField(
        label=_("Member from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Fill in a day."),
            "invalid": _("Fill in a day, such as 2027-01-31."),
        },
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "kind": application.kind_id,
            "neighbourhood": application.neighbourhood_id,
            "joined_on": timezone.localdate(),
        }
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = places.kinds()  # type: ignore[attr-defined]
        self.fields["neighbourhood"].choices = places.options()  # type: ignore[attr-defined]

    def clean_kind(self) -> MemberKind:
        return places.kind_of(self.cleaned_data["kind"])

    def clean_joined_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["joined_on"]
        if not EARLIEST <= day <= timezone.localdate() + AHEAD:
            raise forms.ValidationError(_("This day is too long ago, or more than a year ahead."))
        return day


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not?"),
        max_length=2000,
        help_text=_("The applicant gets this text by mail. Write it as you would say it."),
        error_messages={"required": _("Write down why. The applicant has a right to know.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class FilterForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=[("", _("All")), *Application.State.choices])

    def filters(self) -> dict[str, str]:
        # What makes no sense is left out.
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("q", "state")}
