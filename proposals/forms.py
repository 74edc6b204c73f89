"""The form of an idea."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from governance.members.models import Member, Neighbourhood
from proposals.models import Idea

MOST_EUROS = 10_000_000


class EurosField(forms.DecimalField):
    """An amount as people write it, "€ 1.250,50" in Dutch; comes out in whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Fill in an amount in euros, such as 1250.")
        messages = dict.fromkeys(("invalid", "max_digits", "max_decimal_places"), wrong)
        super().__init__(
            localize=True,
            decimal_places=2,
            max_digits=12,
            min_value=0,
            max_value=MOST_EUROS,
            error_messages={
                **messages,
                "max_whole_digits": _("An idea can cost ten million euros at most."),
                "max_value": _("An idea can cost ten million euros at most."),
                "min_value": _("An amount cannot be less than zero."),
            },
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(str(value or "").replace("€", "").split()))

    def clean(self, value: Any) -> Any:
        euros = super().clean(value)
        return None if euros is None else int(euros * 100)


class IdeaForm(forms.Form):
    title = forms.CharField(
        label=_("In a few words"),
        max_length=120,
        help_text=_("So that your neighbours see at once what it is."),
        error_messages={"required": _("Give your idea a name.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "hx-get": reverse_lazy("proposals:similar"),
                "hx-trigger": "input changed delay:400ms",
                "hx-target": "#similar",
                "hx-swap": "outerHTML",
                "hx-sync": "this:replace",
            }
        ),
    )
    text = forms.CharField(
        label=_("What do you want to do?"),
        max_length=4000,
        help_text=_("What will there be, where, and who can help?"),
        error_messages={"required": _("Tell what you want to do. Two sentences are enough.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    why = forms.CharField(
        label=_("Why does it help the neighbourhood?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cost = EurosField(
        label=_("What do you think it costs, in euros?"),
        required=False,
        help_text=_("A guess is fine. If you do not know, leave it empty."),
    )
    neighbourhood = forms.ModelChoiceField(
        label=_("For which neighbourhood?"),
        queryset=Neighbourhood.objects.all(),
        empty_label=_("Choose a neighbourhood"),
        error_messages={
            "required": _("Choose a neighbourhood."),
            "invalid_choice": _("Choose a neighbourhood from the list."),
        },
    )

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def idea(self, author: Member) -> Idea:
        """The idea as it will appear, not stored."""
        return Idea(author=author, **self.cleaned_data)
