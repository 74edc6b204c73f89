"""The form in which the board prepares an election of persons or choices."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.ballots.forms.draft_base import PollDraft
from governance.ballots.models import Poll
from governance.rules import irv, points

LONGEST_NAME = 120
MOST_NAMES = 60
MOST_POINTS = 1000
LONGEST_START = 40
"""A key begins with at most that many characters of the name."""


class ElectionDraft(PollDraft):
    """The names, one on a line; the rule by which they are counted; and the places to fill."""

    names = forms.CharField(
        label=_("Who or what stands in the election"),
        help_text=_("One name on each line. To take a name away, delete its line."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seats = forms.IntegerField(
        label=_("Places to fill"), min_value=1, max_value=MOST_NAMES, initial=1
    )
    rule = forms.ChoiceField(
        label=_("How it is counted"),
        choices=[
            ("plurality", _("Most votes: everybody chooses one")),
            ("approval", _("Approval: everybody ticks all that are fine by them")),
            ("irv", _("In rounds, until one has more than half (one place only)")),
            ("stv", _("In proportion, for a board of several people")),
            ("schulze", _("In pairs: who wins from all the others")),
            ("points", _("Points: everybody divides points over them")),
        ],
        help_text=_("BW 2:37: the meeting appoints the board, as the statutes say."),
        widget=forms.RadioSelect,
        initial="plurality",
    )
    points = forms.IntegerField(
        label=_("Points of each voter"),
        help_text=_("Only where it is counted by points."),
        min_value=1,
        max_value=MOST_POINTS,
        initial=10,
        required=False,
    )
    sections: ClassVar = [
        (_("The question"), ["question", "explanation", "names"]),
        (_("The count"), ["rule", "points", "seats"]),
        *PollDraft.sections,
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].label = _("The question, such as: Who will be on the board?")

    def initial_rules(self) -> dict[str, Any]:
        labels = self.instance.choices.values_list("label", flat=True)
        return {
            "names": "\n".join(labels),
            "seats": self.instance.rules.get("seats", 1),
            "rule": self.instance.rules.get("rule", ""),
            "points": self.instance.rules.get("points", 10),
        }

    def clean_names(self) -> list[str]:
        """The names without empty lines and needless spaces, each once."""
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = [name for name in names if name]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise forms.ValidationError(
                _("This name stands there twice: %(name)s."), params={"name": twice[0]}
            )
        if len(names) < 2:
            raise forms.ValidationError(_("Write at least two names."))
        if len(names) > MOST_NAMES or max(map(len, names)) > LONGEST_NAME:
            raise forms.ValidationError(
                _("At most %(number)s names, of at most %(length)s characters."),
                params={"number": MOST_NAMES, "length": LONGEST_NAME},
            )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names, seats = cleaned.get("names"), cleaned.get("seats")
        if seats and names and seats > len(names):
            self.add_error("seats", _("There are fewer names than places."))
        elif seats and seats > 1 and cleaned.get("rule") == irv.RULE:
            self.add_error("seats", _("In rounds only one place can be filled."))
        if cleaned.get("rule") == points.RULE and not (
            cleaned.get("points") or "points" in self.errors
        ):
            self.add_error("points", _("Say how many points each voter has."))
        return cleaned

    def choices(self) -> list[tuple[str, str]]:
        """Keys and labels. A name that was there before keeps its key."""
        names = self.cleaned_data["names"]
        kept = {}
        if self.instance.pk:
            kept = dict(self.instance.choices.values_list("label", "key"))
        keys = {name: kept[name] for name in names if name in kept}
        for name in names:
            if name not in keys:
                keys[name] = free_key(name, set(keys.values()) | set(kept.values()))
        return [(keys[name], name) for name in names]

    def save(self, commit: bool = False) -> Poll:
        poll = super().save(commit=False)
        poll.kind = "election"
        own = ("tie_order", "points", "most")
        rules = {name: value for name, value in poll.rules.items() if name not in own}
        names = ["rule", "seats"]
        if self.cleaned_data["rule"] == points.RULE:
            names.append("points")
        chosen = {name: self.cleaned_data[name] for name in names}
        poll.rules = rules | chosen
        return poll


def free_key(name: str, taken: set[str]) -> str:
    """What stands on the ballots: the name in plain letters, with a number where it is taken."""
    start = slugify(name)[:LONGEST_START].strip("-") or "keuze"
    key, number = start, 1
    while key in taken:
        number += 1
        key = f"{start}-{number}"
    return key
