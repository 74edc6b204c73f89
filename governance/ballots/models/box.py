"""The box: who may vote, who voted, and what was cast, with no link between the last two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

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
        """What this member still has to vote on, their own and as a proxy, urgent first. Nobody
        votes while suspended, and nobody votes for them (BW 2:38)."""
        today = timezone.localdate()
        if not member.in_standing(today):
            return self.none()
        waiting = self.of(member).filter(participation=None, poll__in=Poll.objects.running())
        waiting = waiting.filter(member__in=Member.objects.in_standing(today))
        return waiting.order_by("poll__closes_at", "poll_id", "number")

    def proxies_given_by(self, member: Member) -> RollQuerySet:
        """In running votes: the entry of this member, where another may cast for them."""
        given = self.filter(member=member, proxy__isnull=False, poll__in=Poll.objects.running())
        return given.select_related("poll", "proxy").order_by("poll__closes_at", "poll_id")

    def proxies_held_by(self, member: Member) -> RollQuerySet:
        """In running votes: the entries of others for which this member may cast."""
        held = self.filter(proxy__member=member, poll__in=Poll.objects.running())
        return held.select_related("poll").order_by("poll__closes_at", "poll_id", "number")


class RollEntry(models.Model):
    """One member in one poll with their votes, as it stood at opening; a proxy may cast them."""

    poll = models.ForeignKey(Poll, related_name="roll", on_delete=models.PROTECT)
    member = models.ForeignKey(Member, related_name="roll_entries", on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    votes = models.PositiveSmallIntegerField(default=1)
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
            models.CheckConstraint(name="roll_entry_has_a_vote", condition=Q(votes__gte=1)),
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
    """One vote that was cast. Its code follows from the voter's receipt code, which is stored
    nowhere; a member with three votes casts three. No time, no sequence, no weight.

    The body is canonical JSON, padded so that its length tells nothing. In a sealed poll it is
    a box that only the committee opens, and the code is its locator (see `receipts`).
    """

    code = models.CharField(primary_key=True, max_length=32)
    poll = models.ForeignKey(Poll, related_name="ballots", on_delete=models.PROTECT)
    body = models.TextField()
    commitment = models.CharField(max_length=64)

    def __str__(self) -> str:
        return "ballot"


class Link(models.Model):
    """Whose ballot it is. Only polls by name keep it; of a confidential poll it is destroyed at
    closing, and of a secret one it never exists: the database refuses it."""

    ballot = models.OneToOneField(Ballot, primary_key=True, on_delete=models.PROTECT)
    entry = models.ForeignKey(RollEntry, related_name="links", on_delete=models.PROTECT)
    unit = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "unit"], name="one_ballot_per_vote"),
        ]

    def __str__(self) -> str:
        return "link"


class BoardQuerySet(models.QuerySet["Board"]):
    def latest_of(self, poll: Poll) -> Board | None:
        """The final board; during the vote the last checkpoint, if there is one."""
        return self.filter(poll=poll).order_by("-final").first()


class Board(models.Model):
    """The published list of commitments: one line per ballot, in the order of the alphabet,
    "locator commitment". The final one stands from closing on; the other is the last checkpoint
    made during the vote."""

    poll = models.ForeignKey(Poll, related_name="boards", on_delete=models.PROTECT)
    final = models.BooleanField()
    ballots = models.PositiveIntegerField()
    lines = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects: ClassVar = BoardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "final"], name="one_board_of_each"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.ballots}"
