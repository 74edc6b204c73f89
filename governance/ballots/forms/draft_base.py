"""What the drafts of every kind of vote ask: question, times, secrecy, roll, and force of the
outcome. Next to each setting is the article of the law."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.ballots.electors.register import roll_of
from governance.ballots.forms.moments import MomentField
from governance.ballots.kinds.configuration import ARTICLE, Rules, Standing
from governance.ballots.models import Poll
from governance.ballots.models.states import Mode
from governance.members.models import MemberKind
from governance.rules.errors import CountError
from governance.rules.roll import MOST_VOTES, RollRule

# In a section: one field for each kind of member.
VOTES = "votes"
# An earlier year is a typing error; the year 1 cannot even be converted to UTC.
EARLIEST = 2000
# A sealed vote needs a key of the counting committee, which no form asks for: its draft keeps its
# mode.
MODES = {
    Mode.SECRET: _("Secret: nobody can see in Wijkstem who voted what, and a cast vote is final"),
    Mode.CONFIDENTIAL: _("Confidential: the same after closing; until then one can vote again"),
    Mode.OPEN: _("By name: after closing all members see who voted what"),
}


class PollDraft(forms.ModelForm):
    """What all kinds share. `sections`: headings with the names of fields."""

    opens_at = MomentField(label=_("Planned opening"))
    closes_at = MomentField(label=_("Closes at"))
    mode = forms.ChoiceField(
        label=_("Secrecy"), choices=MODES.items, widget=forms.RadioSelect, initial=Mode.SECRET
    )
    proxy_cap = forms.IntegerField(
        label=_("For how many others may one member vote with a proxy?"),
        help_text=_("BW 2:38 lid 4 and 5. 0: proxies are not allowed. Empty: there is no limit."),
        min_value=0,
        max_value=MOST_VOTES,
        required=False,
    )
    roll_article = forms.CharField(
        label=_("Article of the statutes for the votes and proxies"), max_length=80, required=False
    )
    decides = forms.BooleanField(
        label=_("Our statutes let such a vote, outside a meeting, decide"),
        help_text=_("Otherwise it is a consultation of the members (BW 2:40 lid 2)."),
        required=False,
    )
    standing_article = forms.CharField(
        label=_("Article of the statutes for that"), max_length=80, required=False
    )
    sections: ClassVar[list[tuple[Any, list[str]]]] = [
        (_("Who votes"), ["neighbourhood", "public", VOTES]),
        ("", ["proxy_cap", "roll_article"]),
        (_("When"), ["opens_at", "closes_at"]),
        (_("Secrecy"), ["mode"]),
        (_("What the outcome is"), ["decides", "standing_article"]),
    ]

    class Meta:
        model = Poll
        fields: ClassVar = [
            *("question", "explanation", "neighbourhood", "public", "mode"),
            *("opens_at", "closes_at"),
        ]
        widgets: ClassVar = {"explanation": forms.Textarea(attrs={"rows": 6})}
        labels: ClassVar = {
            "question": _("The question, so that for and against are an answer"),
            "explanation": _("What voters should know"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "neighbourhood" in self.fields:
            self.fields["neighbourhood"].empty_label = _("All members")  # type: ignore[attr-defined]
        if self.instance.mode == Mode.SEALED:
            self.fields["mode"].choices = [(Mode.SEALED, Mode.SEALED.label)]  # type: ignore[attr-defined]
        self.kinds = list(MemberKind.objects.all())
        for kind in self.kinds:
            self.fields[f"votes_{kind.key}"] = votes_field(kind)
        self.rules = rules_in(self.instance)
        before = first_times() if self.rules is None else self.initial_rules(self.rules)
        self.initial.update(shared_choices(self.rules or Rules()) | before)

    def initial_rules(self, rules: Rules) -> dict[str, Any]:
        """The kind's own rules of a draft, as initial values of the form."""
        return {}

    def choices(self) -> list[tuple[str, str]] | None:
        """Keys and labels of the choices; None if the kind has none of its own."""
        return None

    def grouped(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        for heading, names in self.sections:
            yield heading, [self[name] for part in names for name in self.named(part)]

    def named(self, part: str) -> list[str]:
        return [f"votes_{kind.key}" for kind in self.kinds] if part == VOTES else [part]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and opens.year < EARLIEST:
            self.add_error("opens_at", _("This moment has passed already."))
        if closes and closes <= timezone.now():
            self.add_error("closes_at", _("This moment has passed already."))
        elif opens and closes and closes <= opens:
            self.add_error("closes_at", _("A vote closes after it opens."))
        try:
            RollRule(votes=self.votes())
        except CountError:
            self.add_error(self.named(VOTES)[0], _("Somebody must have a vote."))
        return cleaned

    def votes(self) -> dict[str, int]:
        keys = [kind.key for kind in self.kinds]
        # A wrong field does not make another one wrong.
        given = {key: self.cleaned_data.get(f"votes_{key}", 1) for key in keys}
        return {kind: votes for kind, votes in given.items() if votes}

    def shared_rules(self) -> dict[str, Any]:
        """The fields of `Rules`: as the form says, and what it does not ask as it was."""
        said, before = self.cleaned_data, self.rules or Rules()
        article = said["standing_article"] or ("" if said["decides"] else ARTICLE)
        roll = {
            "votes": self.votes(),
            "proxy_cap": said["proxy_cap"],
            "article": said["roll_article"],
        }
        return {
            **{each.name: getattr(before, each.name) for each in fields(Rules)},
            "roll": {**before.roll, **roll},
            "standing": Standing(decides=said["decides"], article=article),
        }


def votes_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Votes of one %(kind)s") % {"kind": label},
        help_text=_("BW 2:38 lid 1: one for each member; the statutes may give more. 0: none."),
        min_value=0,
        max_value=MOST_VOTES,
    )


def first_times() -> dict[str, Any]:
    """A proposal for a new draft: two weeks, from 20:00 this evening."""
    evening = timezone.localtime().replace(hour=20, minute=0, second=0, microsecond=0)
    return {"opens_at": evening, "closes_at": evening + datetime.timedelta(days=14)}


def rules_in(poll: Poll) -> Rules | None:
    """None for a new draft, and where the kind cannot read them."""
    try:
        return poll.draft_rules if poll.pk else None
    except CountError:
        return None


def shared_choices(rules: Rules) -> dict[str, Any]:
    """Roll and standing of a draft, as initial values of the form."""
    roll, standing = roll_of(rules), rules.standing or Standing()
    return {
        **{
            f"votes_{key}": roll.votes.get(key, 0)
            for key in MemberKind.objects.values_list("key", flat=True)
        },
        "proxy_cap": roll.proxy_cap,
        "roll_article": roll.article,
        "decides": standing.decides,
        "standing_article": "" if standing.article == ARTICLE else standing.article,
    }
