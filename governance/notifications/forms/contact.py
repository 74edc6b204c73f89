"""A new e-mail address, and a question to the secretary."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NewAddressForm(forms.Form):
    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Fill in the new address."),
            "invalid": _("This is not an e-mail address. It looks like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data: Any = None, *, current: str, **options: Any) -> None:
        super().__init__(data, **options)
        self.current = current

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if email == self.current.lower():
            raise forms.ValidationError(_("This is the address that you use already."))
        return email


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=40,
        error_messages={"required": _("Type the code that stands in the mail.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())


class QuestionForm(forms.Form):
    SUBJECTS = (
        ("name", _("My name")),
        ("kind", _("My kind of membership")),
        ("neighbourhood", _("My neighbourhood")),
        ("other", _("Something else")),
    )
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=SUBJECTS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose what it is about."),
        },
    )
    text = forms.CharField(
        label=_("What should change, or what do you want to know?"),
        max_length=2000,
        error_messages={"required": _("Write down your question.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
