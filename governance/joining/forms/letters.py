"""Making letters with a code, and using them."""

from __future__ import annotations

import re

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.joining import codes
from governance.joining.actions import invitations
from governance.members.models import Member

MOST_NUMBERS, MOST_DIGITS = 500, 9


class LettersForm(forms.Form):
    class For(models.TextChoices):
        NEW = "new", _("Everybody without an e-mail address who has no letter that still works")
        ALL = "all", _("Everybody without an e-mail address; their earlier letters become void")
        NUMBERS = "numbers", _("These members:")

    who = forms.ChoiceField(
        label=_("For whom?"),
        choices=For.choices,
        widget=forms.RadioSelect,
        initial=For.NEW,
        error_messages={"required": _("Choose for whom you make letters.")},
    )
    numbers = forms.CharField(
        label=_("Member numbers"),
        required=False,
        max_length=5000,
        help_text=_("Only if you chose “These members”. With spaces or commas between them."),
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "numeric"}),
    )

    def clean_numbers(self) -> list[int]:
        found = re.split(r"[\s,;]+", self.cleaned_data["numbers"].strip())
        words = [word for word in found if word]
        wrong = [word for word in words if not plain(word)]
        if wrong:
            raise forms.ValidationError(
                _("“%(word)s” is no member number.") % {"word": wrong[0][:20]}
            )
        if len(words) > MOST_NUMBERS:
            raise forms.ValidationError(
                _("At most %(most)s numbers at a time.") % {"most": MOST_NUMBERS}
            )
        return [int(word) for word in words]

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("who") != self.For.NUMBERS or "numbers" not in data:
            return
        members = invitations.invitable().filter(number__in=data["numbers"])
        there = set(members.values_list("number", flat=True))
        missing = [number for number in data["numbers"] if number not in there]
        if missing:
            self.add_error("numbers", no_letter(missing))
        elif not there:
            self.add_error("numbers", _("Fill in at least one member number."))

    def members(self) -> models.QuerySet[Member]:
        if self.cleaned_data["who"] == self.For.ALL:
            return invitations.without_address()
        if self.cleaned_data["who"] == self.For.NEW:
            return invitations.without_letter()
        return invitations.invitable().filter(number__in=self.cleaned_data["numbers"])


def plain(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS


def no_letter(numbers: list[int]) -> str:
    listed = ", ".join(map(str, numbers[:10]))
    return _(
        "No letter can be made for %(numbers)s: there is no such member, they have left, or they "
        "hold a role. Who holds a role signs in by e-mail only."
    ) % {"numbers": listed}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code in your letter"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the code that stands in the letter.")},
    )

    def clean_code(self) -> str | None:
        # None where the text cannot be a code.
        return codes.parse(self.cleaned_data["code"])


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.org."),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
