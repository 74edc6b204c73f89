"""Budget polls on paper and on the pages."""

from budgets.rounds.actions import copy_round, discard_round
from budgets.rounds.forms import BudgetForm
from budgets.rounds.models import Round
from budgets.rounds.words import established
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
        return established(round_of(poll), result)

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        labels = dict(poll.configuration["choices"])
        return ", ".join(labels[key] for key in choice["approve"])

    def copy(self, first: PollLike, again: PollLike) -> None:
        """A new vote is about the same budget, plans and days."""
        copy_round(round_=round_of(first), poll=Poll.objects.get(pk=again.pk))

    def discard(self, poll: PollLike) -> None:
        discard_round(round_=round_of(poll))


def round_of(poll: PollLike) -> Round:
    return Round.objects.get(poll=poll.pk)
