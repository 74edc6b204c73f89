"""The form in which the board prepares a resolution."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.ballots.models import Poll

MAJORITIES = {
    "half": {"numerator": 1, "denominator": 2, "strict": True},
    "two_thirds": {"numerator": 2, "denominator": 3, "strict": False},
    "three_quarters": {"numerator": 3, "denominator": 4, "strict": False},
}
QUORUMS: dict[str, dict[str, int] | None] = {
    "none": None,
    "third": {"numerator": 1, "denominator": 3},
    "half": {"numerator": 1, "denominator": 2},
    "two_thirds": {"numerator": 2, "denominator": 3},
}
MOMENT = "%Y-%m-%dT%H:%M"
EARLIEST = 2000
"""A year before this one is a slip of the finger; the year 1 cannot even be turned into UTC."""


class DraftForm(forms.ModelForm[Poll]):
    """Question, who votes, when, and the rules, each rule with the article that it follows."""

    majority = forms.ChoiceField(
        label=_("Majority"),
        choices=[
            ("half", _("More than half of the votes for and against")),
            ("two_thirds", _("At least two thirds of the votes for and against")),
            ("three_quarters", _("At least three quarters of the votes for and against")),
        ],
        widget=forms.RadioSelect,
        initial="half",
    )
    majority_article = forms.CharField(
        label=_("Article of the statutes for this majority"), max_length=80, required=False
    )
    quorum = forms.ChoiceField(
        label=_("Quorum"),
        choices=[
            ("none", _("None")),
            ("third", _("At least one third of the members must take part")),
            ("half", _("At least half of the members must take part")),
            ("two_thirds", _("At least two thirds of the members must take part")),
        ],
        widget=forms.RadioSelect,
        initial="none",
    )
    quorum_article = forms.CharField(
        label=_("Article of the statutes for this quorum"), max_length=80, required=False
    )

    class Meta:
        model = Poll
        fields: ClassVar = [
            "question",
            "explanation",
            "neighbourhood",
            "public",
            "opens_at",
            "closes_at",
        ]
        widgets: ClassVar = {
            "explanation": forms.Textarea(attrs={"rows": 6}),
            "opens_at": forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
            "closes_at": forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        }
        labels: ClassVar = {
            "question": _("The question, so that for and against are an answer"),
            "explanation": _("What voters should know"),
            "opens_at": _("Planned opening"),
            "closes_at": _("Closes at"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens_at", "closes_at"):
            field = self.fields[name]
            assert isinstance(field, forms.DateTimeField)  # noqa: S101
            field.input_formats = [MOMENT, f"{MOMENT}:%S", "%d-%m-%Y %H:%M"]
        self.fields["neighbourhood"].empty_label = _("All members")  # type: ignore[attr-defined]
        self.initial.update(initial_rules(self.instance) if self.instance.pk else first_times())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and opens.year < EARLIEST:
            self.add_error("opens_at", _("This moment has passed already."))
        if closes and closes <= timezone.now():
            self.add_error("closes_at", _("This moment has passed already."))
        elif opens and closes and closes <= opens:
            self.add_error("closes_at", _("A vote closes after it opens."))
        return cleaned

    def save(self, commit: bool = False) -> Poll:
        """The poll with its rules; the action stores it."""
        poll = super().save(commit=False)
        chosen = self.cleaned_data
        before = poll.rules.get("majority", {"base": "cast"})
        majority = MAJORITIES[chosen["majority"]] | {"article": chosen["majority_article"]}
        quorum = QUORUMS[chosen["quorum"]]
        poll.kind = "resolution"
        poll.rules = {
            **poll.rules,
            "majority": {**before, **majority},
            "quorum": quorum and quorum | {"article": chosen["quorum_article"]},
        }
        return poll


def first_times() -> dict[str, Any]:
    """A proposal for a new draft: two weeks from eight o'clock this evening."""
    evening = timezone.localtime().replace(hour=20, minute=0, second=0, microsecond=0)
    return {"opens_at": evening, "closes_at": evening + datetime.timedelta(days=14)}


def initial_rules(poll: Poll) -> dict[str, Any]:
    """The rules of a draft as the form's choices."""
    majority, quorum = poll.rules["majority"], poll.rules.get("quorum")
    return {
        "majority": named(MAJORITIES, majority),
        "majority_article": majority.get("article", ""),
        "quorum": named(QUORUMS, quorum) if quorum else "none",
        "quorum_article": quorum.get("article", "") if quorum else "",
    }


def named(presets: Any, rule: dict[str, Any]) -> str:
    for name, preset in presets.items():
        if preset and all(rule.get(key) == value for key, value in preset.items()):
            return str(name)
    return ""
