"""Appointing a user, and ending a term of office."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.forms.members import DayInput
from governance.members.models import Member, Term, User
from governance.members.roles import Role

FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
# Members listed at most when a name fits several.
NAMED = 6
LARGEST_NUMBER = 2_147_483_647


class DayField(forms.DateField):
    """A day, from the browser's own field or typed the Dutch way."""

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%d-%m-%Y"]
        super().__init__(**{"widget": DayInput(), "input_formats": formats, **kwargs})

    def clean(self, value: Any) -> datetime.date | None:
        day = super().clean(value)
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Fill in a day of this age."))
        return day


class AppointForm(forms.Form):
    who = forms.CharField(
        label=_("Who"),
        max_length=120,
        help_text=_("A member number or a name; or the e-mail address of anybody with a login."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    begins_on = DayField(label=_("First day"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("That day still belongs to the term. Empty: until further notice."),
    )
    grounds = forms.CharField(
        label=_("Appointed by"),
        max_length=200,
        help_text=_(
            "For the board: the assembly, with its date and the item (BW 2:37). For other roles: "
            "who decided it, and when."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_who(self) -> User:
        return person(str(self.cleaned_data["who"]).strip())

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("begins_on"), found.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        return found


class EndForm(forms.Form):
    last_day = DayField(
        label=_("Last day"),
        initial=timezone.localdate,
        help_text=_("That day still belongs to the term."),
    )
    reason = forms.CharField(
        label=_("What does it rest on?"),
        max_length=200,
        help_text=_("A decision of the assembly with its date, or: at their own request."),
    )

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term

    def clean_last_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["last_day"]
        if self.term.ends_on and day > self.term.ends_on:
            raise forms.ValidationError(
                _("The term ends before that day already. Appoint somebody for a new term.")
            )
        return day


def person(words: str) -> User:
    """The user whom these words mean; an error if there are none or several."""
    if "@" in words:
        user = User.objects.filter(email__iexact=words, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Nobody signs in with this e-mail address."))
        return user
    members = list(members_meant(words)[: NAMED + 1])
    if not members:
        raise forms.ValidationError(_("No member has this number or name."))
    if len(members) > 1:
        named = ", ".join(f"{one.name} ({one.number})" for one in members[:NAMED])
        more = " …" if len(members) > NAMED else ""
        raise forms.ValidationError(
            _("This name fits more members: %(named)s. Fill in the number."),
            params={"named": named + more},
        )
    user = members[0].user
    if user is None or not user.is_active:
        raise forms.ValidationError(
            _("%(name)s has no login. Who holds a role needs an e-mail address."),
            params={"name": members[0].name},
        )
    return user


def members_meant(words: str) -> Any:
    """Members with this number, this exact name, or these words in their name."""
    # Those who join later too: a term can begin later.
    members = Member.objects.not_left(timezone.localdate()).select_related("user")
    if words.isdecimal() and words.isascii():
        number = int(words) if len(words) < 11 else LARGEST_NUMBER
        return members.filter(number=min(number, LARGEST_NUMBER))
    exactly = members.filter(name__iexact=words)
    return exactly if exactly.exists() else members.filter(name__icontains=words)
