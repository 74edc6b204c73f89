"""What must be mailed, and how each wants to get it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from governance.members.models import User
from governance.notifications.kinds import How


class Preference(models.Model):
    """How a user wants to get a kind of mail. Without one it comes as the kind says."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=20)
    how = models.CharField(max_length=5, choices=How)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.how}"


class OutboxMail(models.Model):
    """One message to one address. Its key says what it is about, so that a task that runs
    twice cannot send it twice. It never holds a choice or a receipt code.

    `bulk`: sent after all that is not. `fleeting`: deleted once sent. `not_before`: nobody takes
    it up until then, because a worker is sending it or the mail server refused it just now.
    `expires_at`: after that it is of no use and is deleted, sent or not; such a message goes before
    all others and does not count for `MAIL_PER_MINUTE`: somebody sits waiting for it.
    `written_on`: a day and no moment, since the moment of a mail can tell who voted when.
    `daily`: it waits for the daily mail of its receiver; `sent` says then that it went with one.
    """

    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="mails")
    kind = models.CharField(max_length=20, blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    bulk = models.BooleanField(default=False)
    daily = models.BooleanField(default=False)
    fleeting = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    written_on = models.DateField(default=timezone.localdate)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["bulk", "tries", "id"],
                condition=models.Q(sent=False),
                name="outbox_waiting",
            ),
            models.Index(
                fields=["user", "id"],
                condition=models.Q(sent=False, daily=True),
                name="outbox_for_the_day",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Allowance(models.Model):
    """How many mails were sent in the current minute: one row."""

    minute = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.used)
