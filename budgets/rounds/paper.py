"""Budget polls on paper and on the pages."""

from budgets.rounds.actions.voting import copy_ballot
from budgets.rounds.forms import BudgetForm
from budgets.rounds.pages.result import established
from governance.ballots import kinds
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.models import Poll


class BudgetPaper(kinds.Paper):
    folder = "rounds/budget"
    page = "rounds:round"

    def form(self, poll: PollLike) -> type[BudgetForm]:
        return BudgetForm

    def finding(self, poll: PollLike, result: Choice) -> str:
        """The outcome of a round as the chair could establish it."""
        return established(poll.configuration, result)

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        labels = dict(poll.configuration["choices"])
        return ", ".join(labels[key] for key in choice["approve"])

    def copy(self, first: Poll, again: Poll) -> None:
        copy_ballot(first=first, again=again)
