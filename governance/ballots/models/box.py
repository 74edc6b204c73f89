"""The box: who may vote, who voted, and what was cast, with no link between the last two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.ballots.models.polls import Poll
from governance.members.models import Member


class RollQuerySet(models.QuerySet["RollEntry"]):
    def of(self, member: Member) -> RollQuerySet:
        """The entries this member may vote for: their own first, then as a proxy."""
        mine = Q(member=member)
        return self.filter(mine | Q(proxy__member=member)).order_by(
            models.Case(models.When(mine, then=0), default=1), "number"
        )

    def to_cast_by(self, member: Member) -> RollQuerySet:
        """What this member still has to vote on, their own and as a proxy, urgent first."""
        waiting = self.of(member).filter(participation=None, poll__state=Poll.State.OPEN)
        return waiting.order_by("poll__closes_at", "poll_id", "number")


class RollEntry(models.Model):
    """One vote of one member in one poll, as it stood at opening; a proxy may cast it too."""

    poll = models.ForeignKey(Poll, related_name="roll", on_delete=models.PROTECT)
    member = models.ForeignKey(Member, related_name="roll_entries", on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    proxy = models.ForeignKey(
        "self", null=True, blank=True, related_name="principals", on_delete=models.PROTECT
    )

    objects: ClassVar = RollQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "member"], name="once_on_the_roll"),
            models.CheckConstraint(
                name="roll_proxy_is_another", condition=Q(proxy=None) | ~Q(proxy=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def voted(self) -> bool:
        return hasattr(self, "participation")


class Participation(models.Model):
    """The fact that a roll entry voted. No time, no address: those would lead to the ballot."""

    entry = models.OneToOneField(RollEntry, primary_key=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return str(self.entry_id)


class Ballot(models.Model):
    """What was cast. The receipt code, 128 random bits, is its only name; no time, no sequence.
    The body is canonical JSON, padded so that its length tells nothing."""

    code = models.CharField(primary_key=True, max_length=32)
    poll = models.ForeignKey(Poll, related_name="ballots", on_delete=models.PROTECT)
    body = models.TextField()

    def __str__(self) -> str:
        return "ballot"
