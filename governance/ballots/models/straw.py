"""Straw polls: what people think, at once and by name. They decide nothing, and so they stay
outside the ballot box: no roll, no ballot, no receipt, no count."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.ballots.models.polls import STRAW, Choice, Poll
from governance.members.models import User

BY_NAME = "open"
"""The mode of a straw poll: it is not secret."""
NEVER = datetime.datetime(2999, 12, 31, tzinfo=datetime.UTC)
"""When a straw poll closes that has no end."""


class StrawPollManager(models.Manager["StrawPoll"]):
    """Straw polls, and no other."""

    def get_queryset(self) -> models.QuerySet[StrawPoll]:
        return super().get_queryset().filter(kind=STRAW)


class StrawPoll(Poll):
    """A poll that is never opened: for the ballot box it stays a draft. One can vote from the
    moment it exists until `closes_at`."""

    objects: ClassVar = StrawPollManager()  # type: ignore[assignment]

    class Meta:
        proxy = True
        ordering: ClassVar = ["-opens_at", "-pk"]
        verbose_name = _("straw poll")
        verbose_name_plural = _("straw polls")

    def get_absolute_url(self) -> str:
        return reverse("straw:poll", args=[self.slug])

    @property
    def ends_at(self) -> datetime.datetime | None:
        """When it closes; None if it has no end."""
        return None if self.closes_at == NEVER else self.closes_at


class StrawVote(models.Model):
    """What a user chose. The database refuses a choice of another poll (see the migration)."""

    poll = models.ForeignKey(Poll, related_name="straw_votes", on_delete=models.CASCADE)
    user = models.ForeignKey(User, related_name="straw_votes", on_delete=models.CASCADE)
    choice = models.ForeignKey(Choice, related_name="straw_votes", on_delete=models.RESTRICT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "user"], name="one_straw_vote_per_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.choice_id}"
