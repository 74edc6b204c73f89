"""What must be mailed."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class OutboxMail(models.Model):
    """One message to one address. Its key says what it is about, so that a task that runs
    twice cannot send it twice. It never holds a choice or a receipt code.

    `bulk`: sent after all that is not. `fleeting`: deleted once sent. `not_before`: nobody takes
    it up until then, because a worker is sending it or the mail server refused it just now.
    `expires_at`: after that it is of no use and is deleted, sent or not; such a message goes before
    all others and does not count for `MAIL_PER_MINUTE`: somebody sits waiting for it.
    `written_on`: a day and no moment, since the moment of a mail can tell who voted when.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    bulk = models.BooleanField(default=False)
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
        ]

    def __str__(self) -> str:
        return self.key


class Allowance(models.Model):
    """How many mails were sent in the current minute: one row."""

    minute = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.used)
