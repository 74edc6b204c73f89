"""How far the mail about a vote is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from governance.ballots.models.audit import AuditEvent


class Mailing(models.Model):
    """The mail about one event of the audit chain, or the reminders of one day.

    `reached`: the last roll entry (for reminders: the last member) whose mail is in the outbox.
    `letters`: how many so far have no login, and should get a letter.
    """

    event = models.OneToOneField(
        AuditEvent, null=True, related_name="mailing", on_delete=models.PROTECT
    )
    day = models.DateField(null=True, unique=True)
    reached = models.PositiveBigIntegerField(default=0)
    mails = models.PositiveIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)
    finished = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mailing_is_of_event_or_day",
                condition=Q(event=None, day__isnull=False) | Q(event__isnull=False, day=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event or self.day)
