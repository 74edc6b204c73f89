"""The form in which the board prepares a resolution."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots.forms.draft_base import PollDraft
from governance.ballots.models import Poll
from governance.rules.majority import Base, TieRule
from governance.rules.quorum import Unit

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


class ResolutionDraft(PollDraft):
    """Question, who votes, when, and the rules, each rule with the article that it follows."""

    majority = forms.ChoiceField(
        label=_("Majority"),
        choices=[
            ("half", _("More than half")),
            ("two_thirds", _("At least two thirds")),
            ("three_quarters", _("At least three quarters")),
        ],
        help_text=_("For a change of the statutes the law asks two thirds (BW 2:43)."),
        widget=forms.RadioSelect,
        initial="half",
    )
    base = forms.ChoiceField(
        label=_("Of which votes?"),
        choices=[
            (Base.CAST, _("Of the votes for and against")),
            (Base.PRESENT, _("Of all who take part, blank votes too")),
            (Base.ENTITLED, _("Of all who are entitled to vote")),
        ],
        widget=forms.RadioSelect,
        initial=Base.CAST,
    )
    majority_article = forms.CharField(
        label=_("Article of the statutes for this majority"), max_length=80, required=False
    )
    tie = forms.ChoiceField(
        label=_("When for and against are equal"),
        choices=[
            (TieRule.REJECTED, _("The proposal is rejected")),
            (TieRule.SECOND_VOTE, _("A second vote follows")),
            (TieRule.LOT, _("The lot decides")),
        ],
        widget=forms.RadioSelect,
        initial=TieRule.REJECTED,
    )
    quorum = forms.ChoiceField(
        label=_("Quorum"),
        choices=[
            ("none", _("None")),
            ("third", _("At least one third must take part")),
            ("half", _("At least half must take part")),
            ("two_thirds", _("At least two thirds must take part")),
        ],
        widget=forms.RadioSelect,
        initial="none",
    )
    unit = forms.ChoiceField(
        label=_("What does the quorum count?"),
        choices=[(Unit.HEADS, _("Members")), (Unit.VOTES, _("The votes that they have"))],
        widget=forms.RadioSelect,
        initial=Unit.HEADS,
    )
    quorum_article = forms.CharField(
        label=_("Article of the statutes for this quorum"), max_length=80, required=False
    )
    sections: ClassVar = [
        (_("The question"), ["question", "explanation"]),
        (_("When it is adopted"), ["majority", "base", "majority_article", "tie"]),
        ("", ["quorum", "unit", "quorum_article"]),
        *PollDraft.sections,
    ]

    def initial_rules(self) -> dict[str, Any]:
        majority, quorum = self.instance.rules["majority"], self.instance.rules.get("quorum")
        return {
            "majority": named(MAJORITIES, majority),
            "base": majority.get("base", Base.CAST),
            "tie": majority.get("tie", TieRule.REJECTED),
            "majority_article": majority.get("article", ""),
            "quorum": named(QUORUMS, quorum) if quorum else "none",
            "unit": quorum.get("unit", Unit.HEADS) if quorum else Unit.HEADS,
            "quorum_article": quorum.get("article", "") if quorum else "",
        }

    def save(self, commit: bool = False) -> Poll:
        poll = super().save(commit=False)
        said = self.cleaned_data
        quorum = QUORUMS[said["quorum"]]
        counted = {"unit": said["unit"], "article": said["quorum_article"]}
        poll.kind = "resolution"
        poll.rules = {
            **poll.rules,
            "majority": MAJORITIES[said["majority"]]
            | {"base": said["base"], "tie": said["tie"], "article": said["majority_article"]},
            "quorum": quorum and quorum | counted,
        }
        return poll


def named(presets: Any, rule: dict[str, Any]) -> str:
    for name, preset in presets.items():
        if preset and all(rule.get(key) == value for key, value in preset.items()):
            return str(name)
    return ""
