"""Budget polls on paper and on the pages."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.rounds import exports
from budgets.rounds.actions.voting import copy_ballot
from budgets.rounds.configuration import BudgetConfiguration, BudgetRules, CountSettings
from budgets.rounds.counting import money_of
from budgets.rounds.forms import BudgetForm
from budgets.rounds.pages.choice import ChosenPlans, chosen_plans
from budgets.rounds.pages.result import Result, established, read_result
from governance.ballots import kinds
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.models import Poll


@dataclass(frozen=True)
class ShownRules:
    count: CountSettings
    currency: str


class BudgetPaper(kinds.Paper):
    folder = "rounds/budget"
    page = "rounds:round"

    def form(self, poll: PollLike) -> type[BudgetForm]:
        return BudgetForm

    def finding(self, poll: PollLike, result: Choice) -> str:
        """The outcome of a round as the chair could establish it."""
        return established(BudgetConfiguration.of(poll.configuration), result)

    def table(self, poll: PollLike, result: Any) -> list[list[str]]:
        """One row per plan, amounts with two decimals."""
        heads = [_("number"), _("plan"), _("cost"), _("votes"), _("funded"), _("why")]
        return [heads, *exports.table(self.shown_result(poll, result))]

    def ballots_file(self, poll: PollLike) -> kinds.BallotsFile:
        text = partial(exports.pabulib_text, poll)
        return kinds.BallotsFile("pb", gettext_lazy("Ballots (Pabulib)"), text)

    def shown_rules(self, poll: PollLike) -> ShownRules:
        if poll.opened:
            frozen = BudgetConfiguration.of(poll.configuration)
            return ShownRules(frozen.count, frozen.currency)
        rules = BudgetRules.of(poll.draft_rules)
        return ShownRules(rules, money_of(poll, rules).currency)

    def shown_result(self, poll: PollLike, result: Any) -> Result:
        return read_result(BudgetConfiguration.of(poll.configuration), result)

    def shown_choice(self, poll: PollLike, choice: Choice) -> ChosenPlans:
        return chosen_plans(poll, choice)

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        labels = poll.configuration.labels
        return ", ".join(labels[key] for key in choice["approve"])

    def copy(self, first: Poll, again: Poll) -> None:
        copy_ballot(first=first, again=again)
