"""The pages of votes on paper: the batches of a vote, and one batch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.ballots.actions.postal_votes import fingerprint
from governance.ballots.models import PaperBallot, PaperBatch, Poll, RollEntry
from governance.ballots.refusals import BoxRefusal
from governance.members.models import User
from governance.refusals import Refusal

ABOUT_ENVELOPES: dict[Refusal, str | Promise] = {
    BoxRefusal.NOT_ON_ROLL: _("These numbers are not on the electoral roll:"),
    BoxRefusal.ALREADY_VOTED: _("These have voted already. Set their envelopes aside, unopened:"),
    BoxRefusal.ON_PAPER: _("The papers of these came in before:"),
}


@dataclass(frozen=True)
class BatchListPage:
    """`batches`: each with the `number` of its voters."""

    poll: Poll
    batches: list[PaperBatch]

    @classmethod
    def for_poll(cls, poll: Poll) -> BatchListPage:
        return cls(poll, list(poll.paper_batches.annotate(number=Count("voters"))))


@dataclass(frozen=True, kw_only=True)
class BatchPage:
    """`entry`: whose paper is next. `seen`: the fingerprint of what this page shows."""

    poll: Poll
    batch: PaperBatch
    mine: bool
    entry: RollEntry | None
    papers: list[tuple[PaperBallot, Any]]
    voters: list[RollEntry]
    due: int
    seen: str

    @classmethod
    def for_user(cls, batch: PaperBatch, user: User) -> BatchPage:
        paper, poll = batch.poll.paper, batch.poll
        ballots = batch.ballots.select_related("entry")
        return cls(
            poll=poll,
            batch=batch,
            mine=batch.entered_by_id == user.pk,
            entry=next_entry(batch),
            papers=[(one, paper.shown_choice(poll, json.loads(one.body))) for one in ballots],
            voters=list(RollEntry.objects.filter(paper__batch=batch).order_by("number")),
            due=batch.due,
            seen=fingerprint(batch),
        )

    @property
    def filling_in(self) -> bool:
        return self.mine and self.entry is not None

    @property
    def number(self) -> int:
        return len(self.papers) + 1


def next_entry(batch: PaperBatch) -> RollEntry | None:
    """Whose paper is next, in a vote by name; in a secret one any name of the batch while a paper
    is missing. None: all papers are entered."""
    if batch.state != PaperBatch.State.ENTERED or batch.ballots.count() >= batch.due:
        return None
    entries = RollEntry.objects.filter(paper__batch=batch).order_by("number")
    return entries.filter(paper_ballot=None).first() if batch.poll.linked else entries.first()


def refused_numbers(poll: Poll, numbers: set[int], refusal: Refusal) -> str:
    """The refusal of a batch in words, with the numbers on the envelopes that caused it."""
    known = poll.roll.filter(number__in=numbers).values_list("number", flat=True)
    about: dict[Refusal, Iterable[int]] = {
        BoxRefusal.NOT_ON_ROLL: numbers - set(known),
        BoxRefusal.ALREADY_VOTED: known.exclude(participation=None),
        BoxRefusal.ON_PAPER: known.exclude(paper=None),
    }
    listed = ", ".join(map(str, sorted(about.get(refusal, []))))
    words = ABOUT_ENVELOPES.get(refusal, refusal.sentence)
    return f"{words} ({listed})" if listed else str(words)
