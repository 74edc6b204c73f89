"""The forms of the chair and members about a vote: a later end, a finding, an objection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots.actions.outcome import LONGEST_REASON
from governance.ballots.forms.moments import MomentField
from governance.ballots.refusals import BoxRefusal
from governance.refusals import Refusal


class ActForm(forms.Form):
    """A form behind one act. `blames`: the field at which a refusal of the act is shown."""

    blames: dict[Refusal, str] = {}


def text_field(label: Any, rows: int = 4, **kwargs: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_REASON, widget=area, **kwargs)


class CancelForm(ActForm):
    reason = text_field(
        _("Why is this vote cancelled?"),
        help_text=_("Everybody who can read the vote reads this too."),
    )
    blames = {BoxRefusal.NO_REASON: "reason"}


class ContestForm(ActForm):
    reason = text_field(
        _("What is wrong with the outcome?"),
        help_text=_("Members read this, with your name. Do not write here what you voted."),
    )
    blames = {BoxRefusal.NO_REASON: "reason"}


class ExtendForm(ActForm):
    until = MomentField(label=_("New end of the vote"))
    reason = text_field(
        _("Why does the vote close later?"),
        help_text=_("Everybody who can read the vote reads this too."),
    )
    blames = {BoxRefusal.NO_REASON: "reason", BoxRefusal.NOT_LATER: "until"}


class FindingForm(ActForm):
    words = text_field(
        _("The outcome, as you establish it"),
        rows=6,
        help_text=_("This is a proposal, made from the count. You can change every word of it."),
    )
    blames = {BoxRefusal.NO_REASON: "words"}


class RepeatForm(ActForm):
    opens_at = MomentField(label=_("Planned opening"))
    closes_at = MomentField(label=_("Closes at"))
    blames = {BoxRefusal.NOT_LATER: "closes_at"}
