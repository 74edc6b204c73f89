"""The application form, with the co-operative's own questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from governance.joining.forms import places
from governance.joining.models import Question
from governance.members.models import MemberKind
from governance.members.models.users import LANGUAGES

# How long an answer may be.
LINE, TEXT = 200, 2000
SHORT = {"autocomplete": "off"}


class ApplicationForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("First name and surname, or the name of your organisation."),
        error_messages={"required": _("Fill in your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a mail to check it. Later you sign in with it."),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.org."),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    kind = forms.ChoiceField(
        label=_("What kind of member do you want to be?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of member you want to be.")},
    )
    neighbourhood = places.PlaceField(label=_("In which neighbourhood do you live or work?"))
    street = forms.CharField(
        label=_("Street and house number"),
        max_length=120,
        error_messages={"required": _("Fill in your street and house number.")},
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=10,
        error_messages={"required": _("Fill in your postal code.")},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    town = forms.CharField(
        label=_("Town"),
        max_length=80,
        error_messages={"required": _("Fill in your town.")},
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we write to you?"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    email_consent = forms.BooleanField(
        label=_("You may invite me to meetings by e-mail."),
        required=False,
        help_text=_(
            "The law asks for your consent (BW 2:41 lid 5). Without it you get a letter. You can "
            "change this later."
        ),
    )
    # People do not see this field: a machine fills it in.
    website = forms.CharField(required=False, max_length=200, widget=forms.TextInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = places.kinds()  # type: ignore[attr-defined]
        self.fields["neighbourhood"].choices = places.options()  # type: ignore[attr-defined]
        self.fields["language"].initial = "en" if get_language() == "en" else "nl"
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.asked = list(Question.objects.filter(in_use=True))
        for question in self.asked:
            self.fields[key(question)] = answer_field(question)

    def clean_kind(self) -> MemberKind:
        return places.kind_of(self.cleaned_data["kind"])

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_postal_code(self) -> str:
        return " ".join(str(self.cleaned_data["postal_code"]).upper().split())

    @property
    def questions(self) -> Iterator[forms.BoundField]:
        return (self[key(question)] for question in self.asked)

    @property
    def by_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def details(self) -> dict[str, Any]:
        """The fields of an application; `answers`: each question as it was read, and its answer."""
        names = [name for name in type(self).base_fields if name != "website"]
        answers = [
            [str(question), self.cleaned_data[key(question)]]
            for question in self.asked
            if self.cleaned_data[key(question)] not in ("", None)
        ]
        return {name: self.cleaned_data[name] for name in names} | {"answers": answers}


def key(question: Question) -> str:
    return f"question-{question.pk}"


def answer_field(question: Question) -> forms.Field:
    words: dict[str, Any] = {"label": str(question), "required": question.required}
    if question.kind == Question.Kind.YES_NO:
        needed = {"required": _("You have to agree to this to become a member.")}
        return forms.BooleanField(error_messages=needed, **words)
    needed = {"required": _("Answer this question.")}
    if question.kind == Question.Kind.TEXT:
        area = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(max_length=TEXT, widget=area, error_messages=needed, **words)
    line = forms.TextInput(attrs=SHORT)
    return forms.CharField(max_length=LINE, widget=line, error_messages=needed, **words)
