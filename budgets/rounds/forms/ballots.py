"""Filling in the ballot of a vote on a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from budgets.rounds import counting
from budgets.rounds.ballot_types import HighestScore, PointsOfPlaces
from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.models import OnBallot
from budgets.rounds.money import money
from budgets.rounds.pages.rules import minimum_words
from governance.ballots import kinds
from governance.ballots.kinds import shapes
from governance.ballots.kinds.configuration import Configuration
from governance.ballots.kinds.forms import BallotForm, ByHand
from governance.ballots.kinds.polls import Choice
from governance.ballots.kinds.shapes.form import NumberForm
from governance.ballots.kinds.shapes.points import PointsForm
from governance.ballots.kinds.shapes.ranking import RankingForm


@dataclass(frozen=True)
class Line:
    """A plan on the paper: chosen or not, and by how much it would not fit any more."""

    number: int
    key: str
    title: str
    summary: str
    cost: int
    chosen: bool
    short: int


@dataclass(frozen=True)
class Panel:
    """What has been chosen so far, in money (minor units) and in number."""

    budget: int
    chosen: int
    number: int
    minimum: int

    @property
    def left(self) -> int:
        return self.budget - self.chosen

    @property
    def over(self) -> int:
        return max(0, -self.left)

    @property
    def missing(self) -> int:
        return max(0, self.minimum - self.number)

    @property
    def filled(self) -> int:
        """How much of the bar is filled, at most the whole."""
        return min(self.chosen, self.budget)


class ApproveForm(BallotForm):
    """Plans as checkboxes, in an order that differs per voter and is stable for each."""

    shape = "approve"
    template = "rounds/budget/_ticks.html"
    approve = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.configuration = BudgetConfiguration.of(self.poll.configuration)
        self.costs, self.titles = self.configuration.costs, self.configuration.labels
        self.plans = self.shuffled(OnBallot.objects.of_poll(self.poll))
        field = self.fields["approve"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(plan.key, self.titles[plan.key]) for plan in self.plans]

    def clean_approve(self) -> list[str]:
        """The choice, if the ballot box would take it; otherwise a sentence that helps."""
        approved: list[str] = self.cleaned_data["approve"]
        try:
            counting.check({"approve": approved}, self.configuration)
        except kinds.InvalidBallot as error:
            raise forms.ValidationError(PROBLEMS[error.problem]) from error
        return sorted(approved)

    @property
    def pattern(self) -> ByHand:
        return ByHand('{"approve":["…","…"]}', gettext("(in the order of the alphabet)"))

    def example_choice(self, keys: Sequence[str]) -> Choice:
        return {"approve": sorted(keys)}

    @property
    def chosen(self) -> set[str]:
        """The keys that are ticked now, whether or not they make a valid ballot."""
        if self.is_bound:
            return set(self.data.getlist("approve"))  # type: ignore[attr-defined]
        return set(self.initial.get("approve", []))

    @property
    def lines(self) -> list[Line]:
        left = self.panel.left if self.limited else None
        return [self._line(plan, left) for plan in self.plans]

    def _line(self, plan: OnBallot, left: int | None) -> Line:
        key, cost = plan.key, self.costs[plan.key]
        chosen = key in self.chosen
        fits = chosen or left is None or cost <= left
        return Line(
            number=plan.pk,
            key=key,
            title=self.titles[key],
            summary=plan.project.summary,
            cost=cost,
            chosen=chosen,
            short=0 if fits else cost - max(left or 0, 0),
        )

    @property
    def limited(self) -> bool:
        return self.configuration.count.limit

    @property
    def panel(self) -> Panel:
        costs = [cost for key, cost in self.costs.items() if key in self.chosen]
        minimum = self.configuration.count.minimum
        return Panel(self.configuration.budget, sum(costs), len(costs), minimum)


class PlansForm(NumberForm):
    """Each plan with its summary, its cost and a field for a number."""

    template: ClassVar = "ballots/shapes/_fields.html"

    @cached_property
    def summaries(self) -> dict[str, str]:
        return {plan.key: plan.project.summary for plan in OnBallot.objects.of_poll(self.poll)}

    @property
    def lines(self) -> list[shapes.form.Line]:
        frozen = BudgetConfiguration.of(self.poll.configuration)
        costs = frozen.costs
        return [
            replace(
                line,
                details=self.summaries.get(line.key, ""),
                aside=money(costs[line.key], frozen.currency),
            )
            for line in super().lines
        ]

    def clean(self) -> dict[str, Any]:
        """What each shape asks, and then as many plans as the round asks."""
        super().clean()
        if not self.errors:
            try:
                counting.check(self.choice(), BudgetConfiguration.of(self.poll.configuration))
            except kinds.InvalidBallot as error:
                self.add_error(None, PROBLEMS[error.problem])
        return self.cleaned_data


class DivideForm(PlansForm, PointsForm):
    @property
    def how(self) -> str:
        return with_minimum(super().how, self.poll.configuration)


class ScoreForm(PlansForm, PointsForm):
    @property
    def purse(self) -> None:
        return None

    @property
    def caption(self) -> str:
        return gettext("Score")

    @property
    def most(self) -> int:
        return HighestScore.of(self.poll.configuration).most

    @property
    def how(self) -> str:
        said = gettext(
            "Give each plan a number from 0 to %(most)s: the more you want it, the higher. You may "
            "give the same number more than once. Nothing but zeros is a blank ballot."
        ) % {"most": self.most}
        return with_minimum(said, self.poll.configuration)


class RankForm(PlansForm, RankingForm):
    @property
    def places(self) -> range:
        places = len(PointsOfPlaces.of(self.poll.configuration).ranks)
        return range(1, min(len(self.candidates), places) + 1)

    @property
    def how(self) -> str:
        last = self.places[-1]
        most = ngettext("There is %(places)s place.", "There are %(places)s places.", last) % {
            "places": last
        }
        return with_minimum(f"{super().how} {most}", self.poll.configuration)


FORMS: dict[str, type[BallotForm]] = {
    "approve": ApproveForm,
    "points": DivideForm,
    "score": ScoreForm,
    "rank": RankForm,
}


def with_minimum(said: str, configuration: Configuration) -> str:
    minimum = BudgetConfiguration.of(configuration).count.minimum
    return f"{said} {minimum_words(minimum)}" if minimum else said


PROBLEMS = {
    "wrong shape": _("This is not a list of projects."),
    "unknown candidate": _("This list names a project that is not on the ballot."),
    "repeated candidate": _("A project stands on this ballot twice."),
    "over budget": _("Your choice costs more than the budget. Take a project away."),
    "too few projects": _("Choose some more projects, or none at all for a blank ballot."),
}
