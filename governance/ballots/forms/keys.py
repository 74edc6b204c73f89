"""The forms of the counting committee: a key, an answer, the opened ballots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.ballots.actions.drafts import require_rules
from governance.ballots.committee.files import BadFile, OpenedBallots, read
from governance.ballots.models import CommitteeKey, Poll
from governance.ballots.refusals import BoxRefusal

KEY_SIZE = 10_000
# Bytes. A file with the ballots of a whole town is smaller.
OPENED_SIZE = 100_000_000


class KeyForm(forms.Form):
    blames = {BoxRefusal.BAD_KEY: "file", BoxRefusal.KNOWN_KEY: "file"}

    label = forms.CharField(
        label=_("Name of the key"),
        max_length=80,
        help_text=_("For example the year and the names of the three keepers."),
    )
    file = forms.FileField(
        label=_("Public key"), help_text=_("The file public-key.json that the command made.")
    )

    def clean_file(self) -> bytes:
        return small(self.cleaned_data["file"], KEY_SIZE)


class AnswerForm(forms.Form):
    blames = {BoxRefusal.WRONG_ANSWER: "answer", BoxRefusal.NO_KEY: "answer"}

    answer = forms.CharField(
        label=_("The answer that the command showed"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class OpenedForm(forms.Form):
    file = forms.FileField(
        label=_("The opened ballots"), help_text=_("The file that the command wrote.")
    )

    def clean_file(self) -> OpenedBallots:
        try:
            return read(OpenedBallots, small(self.cleaned_data["file"], OPENED_SIZE))
        except BadFile as error:
            raise forms.ValidationError(
                _("This is not the file with the opened ballots.")
            ) from error


class SealForm(forms.Form):
    """To which key the ballots of a draft are sealed."""

    blames = {BoxRefusal.NO_KEY: "key"}

    key = forms.ModelChoiceField(
        CommitteeKey.objects.none(),
        label=_("Seal the ballots to"),
        required=False,
        empty_label=_("Do not seal"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        sealing = require_rules(poll).sealing
        chosen = sealing.public_key if sealing else ""
        keys = CommitteeKey.objects.usable()
        kwargs["initial"] = {"key": keys.filter(public_key=chosen).first()}
        super().__init__(*args, **kwargs)
        self.fields["key"].queryset = keys  # type: ignore[attr-defined]
        self.fields["key"].label_from_instance = named  # type: ignore[attr-defined]


def named(key: CommitteeKey) -> str:
    return f"{key.label} ({key.fingerprint})"


def small(file: UploadedFile, most: int) -> bytes:
    if (file.size or 0) > most:
        raise forms.ValidationError(_("This file is too large to be the right one."))
    content: bytes = file.read()
    return content
