"""Resolutions on paper and on the pages: how one is written, filled in and shown."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.ballots import kinds
from governance.ballots.kinds.forms import Drafting
from governance.ballots.kinds.polls import Choice, PollLike
from governance.ballots.kinds.resolution import words
from governance.ballots.kinds.resolution.ballot_form import ResolutionForm
from governance.ballots.kinds.resolution.draft_form import ResolutionDraft
from governance.ballots.kinds.resolution.kind import BLANK, CHOICES, NO, YES
from governance.rules import majority


class ResolutionPaper(kinds.Paper):
    folder = "ballots/resolution"
    publishable = True
    drafting = Drafting(
        form=ResolutionDraft,
        slug="",  # the first kind has `nieuw/` itself
        prepare=_("Prepare a vote"),
        instead=_("Do you want a vote for or against a proposal instead?"),
    )

    def form(self, poll: PollLike) -> type[ResolutionForm]:
        return ResolutionForm

    def table(self, poll: PollLike, result: Any) -> list[list[str]]:
        """The votes per answer."""
        tally = majority.from_data(result).tally
        votes = {YES: tally.yes, NO: tally.no, BLANK: tally.blank}
        rows = [[key, str(label), str(votes[key])] for key, label in CHOICES]
        return [[gettext("key"), gettext("answer"), gettext("votes")], *rows]

    def finding(self, poll: PollLike, result: Choice) -> str:
        return words.finding(result)

    def shown_result(self, poll: PollLike, result: Any) -> words.Card:
        return words.read_verdict(result)

    def in_words(self, poll: PollLike, choice: Choice) -> str:
        return str(dict(CHOICES)[choice["vote"]])
