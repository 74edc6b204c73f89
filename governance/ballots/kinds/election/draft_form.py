"""The form in which the board prepares an election of persons or choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.ballots.forms.draft_base import PollDraft
from governance.ballots.kinds.configuration import Rules
from governance.ballots.kinds.election import methods
from governance.ballots.kinds.election.configuration import ElectionRules
from governance.ballots.models import Poll

LONGEST_NAME = 120
MOST_NAMES = 60
SETTINGS = "settings"
"""Is in a section for the fields that the methods of counting ask."""
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
        help_text=_("BW 2:37: the meeting appoints the board, as the statutes say."),
        widget=forms.RadioSelect,
        initial="plurality",
    )
    sections: ClassVar = [
        (_("The question"), ["question", "explanation", "names"]),
        (_("The count"), ["rule", SETTINGS, "seats"]),
        *PollDraft.sections,
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].label = _("The question, such as: Who will be on the board?")
        listed = [(method.name, method.label) for method in methods.registered()]
        self.fields["rule"].choices = listed  # type: ignore[attr-defined]
        for name, make in settings_fields().items():
            self.fields[name] = make()
            self.fields[name].required = False  # `clean` asks for those of the chosen method

    def named(self, part: str) -> list[str]:
        return list(settings_fields()) if part == SETTINGS else super().named(part)

    def initial_rules(self, rules: Rules) -> dict[str, Any]:
        own = ElectionRules.of(rules)
        labels = self.instance.choices.values_list("label", flat=True)
        return {
            "names": "\n".join(labels),
            "seats": own.seats,
            "rule": own.rule,
            **methods.get(own.rule).settings_in(own),
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
        method = methods.find(cleaned.get("rule", ""))
        most = method.most_seats if method else None
        if seats and names and seats > len(names):
            self.add_error("seats", _("There are fewer names than places."))
        elif seats and most and seats > most:
            self.add_error("seats", _("In rounds only one place can be filled."))
        for name in method.draft_fields if method else ():
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
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
        method = methods.get(self.cleaned_data["rule"])
        names = ["rule", "seats", *method.draft_fields]
        own = {name: self.cleaned_data[name] for name in names}
        poll.rules = method.rules(**self.shared_rules(), **own).to_data()
        return poll


def settings_fields() -> dict[str, Callable[[], forms.Field]]:
    return {
        name: make for method in methods.registered() for name, make in method.draft_fields.items()
    }


def free_key(name: str, taken: set[str]) -> str:
    """What stands on the ballots: the name in plain letters, with a number where it is taken."""
    start = slugify(name)[:LONGEST_START].strip("-") or "keuze"
    key, number = start, 1
    while key in taken:
        number += 1
        key = f"{start}-{number}"
    return key
