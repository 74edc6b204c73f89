"""The form of a straw poll in the back office."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.straw import actions
from content.straw.models import Question

# How many choices there may be, and how many characters one may have.
FEWEST, MOST, LONGEST = 2, 20, 200


class QuestionForm(WagtailAdminModelForm):
    labels = forms.CharField(
        label=_("Choices"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One on each line. Somebody voted for it? Then it can no longer be changed."),
    )

    class Meta:
        model = Question
        fields: ClassVar = ["text", "explanation", "closes_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            choices = self.instance.choices.values_list("text", flat=True)
            self.initial["labels"] = "\n".join(choices)

    def clean_labels(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["labels"].splitlines()]
        labels = [line for line in lines if line]
        if not FEWEST <= len(labels) <= MOST:
            words = {"fewest": FEWEST, "most": MOST}
            raise ValidationError(_("Give %(fewest)s to %(most)s choices.") % words)
        if len(set(labels)) < len(labels):
            raise ValidationError(_("A choice stands there twice."))
        if max(map(len, labels)) > LONGEST:
            raise ValidationError(
                _("A choice has at most %(longest)s characters.") % {"longest": LONGEST}
            )
        kept = actions.kept_by_votes(self.instance, labels) if self.instance.pk else []
        if kept:
            raise ValidationError(
                _("Somebody voted for “%(label)s” already, so it has to stay as it is.")
                % {"label": kept[0]}
            )
        return labels

    def clean_closes_at(self) -> datetime.datetime | None:
        closes: datetime.datetime | None = self.cleaned_data["closes_at"]
        if closes and closes <= self.instance.asked_at:
            raise ValidationError(_("A straw poll closes after it was made."))
        return closes

    def save(self, commit: bool = True) -> Question:
        return actions.save(question=self.instance, labels=self.cleaned_data["labels"])
