"""Mail that the demo keeps in the house."""

from typing import ClassVar

from django.db import models


class DemoMail(models.Model):
    """A message as it would have gone out; the mailbox page shows it."""

    to = models.EmailField(db_index=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.subject
