"""Budget polls on paper and on the pages."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy

from budgets.rounds import exports
from budgets.rounds.actions.voting import copy_ballot
from budgets.rounds.ballot_types import type_of
from budgets.rounds.configuration import BudgetConfiguration
from budgets.rounds.forms.ballots import FORMS
from budgets.rounds.forms.draft import BudgetDraft
from budgets.rounds.pages.choice import ChosenPlans, chosen_plans
from budgets.rounds.pages.result import Result, established, read_result
from budgets.rounds.pages.rules import Rules, read_rules
from governance.ballots import kinds
from governance.ballots.kinds.forms import BallotForm, Drafting
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.models import Poll

DRAFTING = Drafting(
    form=BudgetDraft,
    slug=None,  # begun from the page of a round: rounds:put_to_vote
    prepare=gettext_lazy("Prepare the vote on this budget"),
)


class BudgetPaper(kinds.Paper):
    folder = "rounds/budget"
    page = "rounds:round"
    drafting = DRAFTING

    def form(self, poll: PollLike) -> type[BallotForm]:
        return FORMS[BudgetConfiguration.of(poll.configuration).ballot]

    def finding(self, poll: PollLike, result: Choice) -> str:
        """The outcome of a round as the chair could establish it."""
        return established(BudgetConfiguration.of(poll.configuration), result)

    def table(self, poll: PollLike, result: Any) -> list[list[str]]:
        return list(exports.table(self.shown_result(poll, result)))

    def ballots_file(self, poll: PollLike) -> kinds.BallotsFile:
        text = partial(exports.pabulib_text, poll)
        return kinds.BallotsFile("pb", gettext_lazy("Ballots (Pabulib)"), text)

    def shown_rules(self, poll: PollLike) -> Rules:
        return read_rules(poll)

    def shown_result(self, poll: PollLike, result: Any) -> Result:
        return read_result(BudgetConfiguration.of(poll.configuration), result)

    def shown_choice(self, poll: PollLike, choice: Choice) -> ChosenPlans:
        return chosen_plans(poll, choice)

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        shape = type_of(BudgetConfiguration.of(poll.configuration)).shape
        return shape.in_words(choice[shape.key], poll.configuration.labels)

    def copy(self, first: Poll, again: Poll) -> None:
        copy_ballot(first=first, again=again)
