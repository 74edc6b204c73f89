"""The form in which the board puts a budget to the vote, and changes that draft until it opens."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.rounds.ballot_types import (
    MOST_POINTS,
    DividedPoints,
    HighestScore,
    PointsOfPlaces,
    check_ballot,
    read_rules,
)
from budgets.rounds.configuration import BudgetRules
from budgets.rounds.models import Envelope, OnBallot
from governance.ballots.forms.draft_base import VOTES, PollDraft
from governance.ballots.kinds.configuration import Rules
from governance.ballots.models import Poll
from governance.rules.errors import CountError

BALLOTS = {
    "approve": _("Tick: everybody ticks the plans that they want"),
    "points": _("Divide points: everybody has the same number of points"),
    "score": _("Score: everybody gives each plan a number"),
    "rank": _("Rank: everybody puts plans in order"),
}
NUMBERS = re.compile(r"\d{1,6}", re.ASCII)
SETTINGS = {"points": ["points", "most"], "score": ["highest"], "rank": ["ranks"]}
"""The fields that each ballot reads, beside those that all have."""


class RanksField(forms.CharField):
    """Points of places: "3, 2, 1" is [3, 2, 1]."""

    default_error_messages: ClassVar = {
        "invalid": _("Write whole numbers, the highest first, such as 3, 2, 1.")
    }

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if set(text) - set("0123456789, "):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return [int(number) for number in NUMBERS.findall(text)]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


def number(label: Any, help_text: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=1,
        max_value=MOST_POINTS,
        required=False,
        **options,
    )


class BudgetDraft(PollDraft):
    """The ballot of a vote on an envelope; its question and its plans are those of the round."""

    ballot = forms.ChoiceField(
        label=_("How members fill it in"),
        choices=BALLOTS.items,
        widget=forms.RadioSelect,
        initial="approve",
    )
    limit = forms.BooleanField(
        label=_("The plans that are ticked must fit in the budget together"),
        help_text=_("Only where plans are ticked."),
        required=False,
    )
    points = number(_("Points of each voter"), _("Only where points are divided."), initial=10)
    most = number(
        _("The most points for one plan"), _("Only where points are divided. Empty: all of them.")
    )
    highest = number(
        _("The highest number for a plan"), _("Only where plans are scored."), initial=5
    )
    ranks = RanksField(
        label=_("Points of each place, the first place first"),
        help_text=_("Only where plans are put in order. There are as many places as numbers."),
        max_length=120,
        initial=[5, 4, 3, 2, 1],
        required=False,
    )
    minimum = forms.IntegerField(
        label=_("The fewest plans on a ballot"),
        help_text=_("0: there is no minimum. A blank ballot is always allowed."),
        min_value=0,
        max_value=MOST_POINTS,
        initial=0,
    )
    sections: ClassVar = [
        (_("The ballot"), ["ballot", "limit", "points", "most", "highest", "ranks", "minimum"]),
        (_("Who votes"), [VOTES, "proxy_cap", "roll_article"]),
        *PollDraft.sections[2:],  # when, secrecy, what the outcome is
    ]

    class Meta(PollDraft.Meta):
        fields: ClassVar = ["mode", "opens_at", "closes_at"]

    def __init__(self, *args: Any, envelope: Envelope | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_ballot = OnBallot.objects.of_poll(self.instance)
        self.plans = envelope.projects.admitted().count() if envelope else on_ballot.count()

    def initial_rules(self, rules: Rules) -> dict[str, Any]:
        own = BudgetRules.of(rules)
        found = {"ballot": own.ballot, "limit": own.limit, "minimum": own.minimum}
        match own:
            case HighestScore():
                return found | {"highest": own.most}
            case PointsOfPlaces():
                return found | {"ranks": list(own.ranks)}
            case DividedPoints():
                return found | {"points": own.points, "most": own.most}
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        ballot = cleaned.get("ballot", "")
        for name in SETTINGS.get(ballot, []):
            if name != "most" and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        if not self.errors:
            self.check_ballot(ballot)
        return cleaned

    def check_ballot(self, ballot: str) -> None:
        """The same that opening asks, with the sentence at its field."""
        said = self.cleaned_data
        if ballot == "points" and said["most"] and said["most"] > said["points"]:
            self.add_error("most", _("That is more than the points of each voter."))
        elif said["limit"] and ballot != "approve":
            self.add_error("limit", _("Only plans that are ticked can be held to the budget."))
        else:
            try:
                check_ballot(read_rules(self.ballot_rules()), self.plans)
            except CountError:
                at = "ranks" if ballot == "rank" else "minimum"
                self.add_error(at, WRONG[at])

    def ballot_rules(self) -> dict[str, Any]:
        """What the rules of the poll say of the ballot."""
        said = self.cleaned_data
        settings: dict[str, dict[str, Any]] = {
            "points": {"points": said["points"], "most": said["most"]},
            "score": {"most": said["highest"]},
            "rank": {"ranks": said["ranks"]},
        }
        shared = {name: said[name] for name in ("ballot", "limit", "minimum")}
        return shared | settings.get(said["ballot"], {})

    def save(self, commit: bool = False) -> Poll:
        poll = super().save(commit=False)
        poll.kind = "budget"
        before = self.rules if isinstance(self.rules, BudgetRules) else BudgetRules()
        kept = {each.name: getattr(before, each.name) for each in fields(BudgetRules)}
        rules = BudgetRules(**{**kept, **self.shared_rules()})
        # without the settings of the ballot that there was
        poll.rules = read_rules(rules.to_data() | self.ballot_rules()).to_data()
        return poll


WRONG = {
    "ranks": _(
        "Write at most 20 numbers, none higher than the one before it; and no more plans on a "
        "ballot than there are places."
    ),
    "minimum": _("No ballot can name so many plans."),
}
