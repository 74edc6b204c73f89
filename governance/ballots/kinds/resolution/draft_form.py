"""The form in which the board prepares a resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.ballots.forms.draft_base import PollDraft
from governance.ballots.kinds.configuration import Rules
from governance.ballots.kinds.resolution.configuration import ResolutionRules
from governance.ballots.models import Poll
from governance.rules.majority import Base, Majority, TieRule
from governance.rules.quorum import Quorum, Unit

MAJORITIES = {
    "half": Majority(1, 2, strict=True),
    "two_thirds": Majority(2, 3, strict=False),
    "three_quarters": Majority(3, 4, strict=False),
}
QUORUMS = {"third": Quorum(1, 3), "half": Quorum(1, 2), "two_thirds": Quorum(2, 3)}


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

    def initial_rules(self, rules: Rules) -> dict[str, Any]:
        majority, quorum = ResolutionRules.of(rules).majority, ResolutionRules.of(rules).quorum
        return {
            "majority": named(MAJORITIES, majority),
            "base": majority.base,
            "tie": majority.tie,
            "majority_article": majority.article,
            "quorum": named(QUORUMS, quorum) if quorum else "none",
            "unit": quorum.unit if quorum else Unit.HEADS,
            "quorum_article": quorum.article if quorum else "",
        }

    def save(self, commit: bool = False) -> Poll:
        poll = super().save(commit=False)
        said = self.cleaned_data
        majority = replace(
            MAJORITIES[said["majority"]],
            base=Base(said["base"]),
            tie=TieRule(said["tie"]),
            article=said["majority_article"],
        )
        quorum = QUORUMS.get(said["quorum"])
        if quorum:
            quorum = replace(quorum, unit=Unit(said["unit"]), article=said["quorum_article"])
        poll.kind = "resolution"
        poll.rules = ResolutionRules(
            **self.shared_rules(), majority=majority, quorum=quorum
        ).to_data()
        return poll


def named(presets: Mapping[str, Majority] | Mapping[str, Quorum], rule: Majority | Quorum) -> str:
    part = (rule.numerator, rule.denominator, rule.strict)
    for name, preset in presets.items():
        if part == (preset.numerator, preset.denominator, preset.strict):
            return name
    return ""
