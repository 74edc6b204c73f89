"""Votes on paper, on their way into the box: whose papers came in, and, with no link between the
two, what is on them."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.db.models import Sum, Value
from django.utils.translation import gettext_lazy as _

from governance.ballots.models.box import RollEntry
from governance.ballots.models.polls import Poll
from governance.ballots.models.purposes import VOTES
from governance.members.models import User
from governance.members.privacy.declarations import Part, Withheld, personal


class BatchQuerySet(models.QuerySet["PaperBatch"]):
    def waiting(self) -> BatchQuerySet:
        return self.filter(state=PaperBatch.State.ENTERED)


class PaperBatch(models.Model):
    """Papers that one member of the committee enters and another confirms. Once its name is in a
    batch, a roll entry cannot vote in another way."""

    class State(models.TextChoices):
        ENTERED = "entered", _("being entered")
        CONFIRMED = "confirmed", _("in the box")

    poll = models.ForeignKey(Poll, related_name="paper_batches", on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=State, default=State.ENTERED)
    whole = models.BooleanField(default=False, help_text="All papers that this vote will ever get.")
    entered_by = models.ForeignKey(User, related_name="+", on_delete=models.PROTECT)
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, null=True, related_name="+", on_delete=models.PROTECT)
    confirmed_at = models.DateTimeField(null=True)

    objects: ClassVar = BatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="paper_confirmed_by_another",
                condition=models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("entered_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.pk}"

    @property
    def due(self) -> int:
        """How many papers belong to these names."""
        # A ballot by name counts for all votes of its voter; of secret ones there is one per vote.
        if self.poll.linked:
            return self.voters.count()
        votes = RollEntry.objects.filter(paper__batch=self).aggregate(n=Sum("votes"))["n"]
        return int(votes or 0)


class PaperVoter(models.Model):
    """A roll entry whose paper came in; the database allows it in one batch only."""

    entry = models.OneToOneField(
        RollEntry, primary_key=True, related_name="paper", on_delete=models.PROTECT
    )
    batch = models.ForeignKey(PaperBatch, related_name="voters", on_delete=models.CASCADE)

    def __str__(self) -> str:
        return str(self.entry_id)


class PaperBallot(models.Model):
    """What is on a paper, until the batch is confirmed or thrown away. It has a roll entry only in
    a vote by name. Its key is random, so that it shows no order."""

    id = models.CharField(
        primary_key=True, max_length=32, default=partial(secrets.token_hex, 16), editable=False
    )
    batch = models.ForeignKey(PaperBatch, related_name="ballots", on_delete=models.CASCADE)
    entry = models.OneToOneField(
        RollEntry, null=True, related_name="paper_ballot", on_delete=models.PROTECT
    )
    body: models.TextField[Any, Any] = models.TextField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return "paper"


PAPERS = Part(
    "paper_batches", _("Votes on paper that you entered or confirmed as the counting committee.")
)
ON_THE_WAY = Withheld("On its way into the box; that somebody took part is then in the rolls.")
personal(
    PaperBatch,
    purpose=VOTES,
    person=("entered_by", "confirmed_by"),
    export=(
        PAPERS.fields(
            person="entered_by", poll="poll__slug", act=Value("entered"), at="entered_at"
        ),
        PAPERS.fields(
            person="confirmed_by", poll="poll__slug", act=Value("confirmed"), at="confirmed_at"
        ),
    ),
)
personal(PaperVoter, purpose=VOTES, export=ON_THE_WAY)
personal(PaperBallot, purpose=VOTES, export=ON_THE_WAY)
