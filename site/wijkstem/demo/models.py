"""Mail that the demo keeps for its mailbox page."""

from typing import ClassVar

from django.db import models


class DemoMail(models.Model):
    to = models.EmailField(db_index=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.subject
