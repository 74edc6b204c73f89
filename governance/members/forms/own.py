"""What members change of their own details."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.members.models import Member
from governance.members.models.users import LANGUAGES

DUTCH_POSTAL_CODE = re.compile(r"([1-9][0-9]{3})\s?([a-z]{2})", re.IGNORECASE | re.ASCII)


class OwnDetailsForm(forms.Form):
    street = forms.CharField(
        label=_("Street and house number"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    town = forms.CharField(
        label=_("Town"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    language = forms.ChoiceField(
        label=_("Language of our mail to you"), choices=LANGUAGES, widget=forms.RadioSelect
    )
    consent = forms.BooleanField(
        label=_("The co-operative may call me to votes and assemblies by e-mail"),
        required=False,
        help_text=_(
            "The law asks for your consent (Civil Code, book 2, article 41, paragraph 5). "
            "Without it you get the calls by letter, at your address. You can change it any day."
        ),
    )

    def __init__(self, data: Any = None, *, member: Member) -> None:
        fields = ("street", "postal_code", "town", "language")
        initial: dict[str, Any] = {name: getattr(member, name) for name in fields}
        initial["consent"] = member.email_consent_on is not None
        super().__init__(data, initial=initial)
        self.member = member

    def clean_postal_code(self) -> str:
        code = str(self.cleaned_data["postal_code"]).strip()
        dutch = DUTCH_POSTAL_CODE.fullmatch(code)
        return f"{dutch[1]} {dutch[2].upper()}" if dutch else code

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        # Letters need an address.
        if not found.get("consent") and not self.errors:
            for name in ("street", "town"):
                if not found.get(name):
                    self.add_error(
                        name, _("Fill this in: without your consent to e-mail you get letters.")
                    )
        return found

    def details(self, today: datetime.date) -> dict[str, Any]:
        """As `actions.register.change` takes them."""
        details = dict(self.cleaned_data)
        agreed = details.pop("consent")
        since = self.member.email_consent_on
        return {**details, "email_consent_on": (since or today) if agreed else None}
