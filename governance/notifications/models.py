"""What must be mailed."""

from typing import ClassVar

from django.db import models


class OutboxMail(models.Model):
    """One message to one address. Its key says what it is about, so that a task that runs
    twice cannot send it twice. It never holds a choice or a receipt code."""

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    sent = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(sent=False), name="outbox_unsent"),
        ]

    def __str__(self) -> str:
        return self.key
