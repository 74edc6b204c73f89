"""The form by which a member is entered or changed. It checks; the actions write."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.models import Member, Neighbourhood
from governance.members.refusals import RegisterRefusal

FIRST_DAY = datetime.date(1850, 1, 1)
LAST_DAY = datetime.date(2199, 12, 31)


def plausible(day: datetime.date) -> None:
    # A year outside these is a typing mistake.
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(_("Check the year."))


def indented(place: Any) -> str:
    # A quarter is listed under its district.
    return f"- {place}" if place.parent_id else str(place)


class DayInput(forms.DateInput):
    """The browser's own calendar, which shows days as its reader writes them."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PlaceField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Neighbourhood.objects.as_tree(), **kwargs)

    def label_from_instance(self, place: Any) -> str:
        return indented(place)


class MemberForm(forms.ModelForm):
    blames = {
        RegisterRefusal.EMAIL_TAKEN: "email",
        RegisterRefusal.HOLDS_ROLE: "email",
        RegisterRefusal.IN_OFFICE: "email",
        RegisterRefusal.NUMBER_TAKEN: "number",
        RegisterRefusal.BEFORE_JOINING: "joined_on",
    }

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("The member signs in with it. Empty: no login, notices go by letter."),
    )
    neighbourhood = PlaceField(label=_("District or quarter"))
    joined_on = forms.DateField(label=_("Joined on"), widget=DayInput, validators=[plausible])
    email_consent_on = forms.DateField(
        label=_("Agreed to notice by e-mail on"),
        required=False,
        widget=DayInput,
        validators=[plausible],
        help_text=_("BW 2:41: without consent the member is convened by letter."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("It is kept in the history of this member."),
    )

    class Meta:
        model = Member
        fields: ClassVar = [
            *("name", "kind", "neighbourhood", "street", "postal_code", "town", "email"),
            *("email_consent_on", "language", "joined_on", "reason"),
        ]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_email_consent_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["email_consent_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("That day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("email_consent_on") and cleaned.get("email") == "":
            self.add_error(
                "email_consent_on",
                _("Without an e-mail address nobody can be convened by e-mail."),
            )
        return cleaned


class AdmitForm(MemberForm):
    """A new member; without a number the register gives the next."""

    number = forms.IntegerField(
        label=_("Member number"),
        required=False,
        min_value=1,
        max_value=999_999_999,  # leaves room for the next ones
        help_text=_("Leave it empty: then it is the next one. It is for life."),
    )
    field_order = ["number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("joined_on", timezone.localdate())


class ChangeForm(MemberForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.user:
            self.initial["email"] = self.instance.user.email
