"""What happened to a poll, in a chain that shows if an event was changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.ballots.models.polls import Poll
from governance.ballots.models.purposes import CHAIN, VOTES
from governance.members.privacy.declarations import Rows, personal
from governance.members.privacy.subject import DataSubject


class AuditEvent(models.Model):
    """One act on a poll, never a single cast. `hash` covers the event and the hash before it."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("opened")
        ROLL = "roll", _("roll changed")
        CHECKPOINT = "checkpoint", _("checkpoint")
        PAPER = "paper", _("paper ballots entered")
        EXTENDED = "extended", _("extended")
        CLOSED = "closed", _("closed")
        UNLINKED = "unlinked", _("link with voters destroyed")
        UNSEALED = "unsealed", _("sealed ballots opened")
        TALLIED = "tallied", _("counted")
        ESTABLISHED = "established", _("outcome established")
        CONTESTED = "contested", _("objection made")
        LAPSED = "lapsed", _("lapsed by a new vote")
        CANCELLED = "cancelled", _("cancelled")
        EXPORTED = "exported", _("ballots exported")
        PURGED = "purged", _("ballots deleted")
        IMPORTED = "imported", _("imported")

    poll = models.ForeignKey(Poll, related_name="events", on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=140)
    by_number = models.PositiveIntegerField(null=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "number"], name="audit_numbered_in_poll"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}/{self.number} {self.kind}"


def acts(subject: DataSubject) -> Rows:
    number = subject.number
    return AuditEvent.objects.filter(Q(by_number=number) | Q(detail__entered_by__number=number))


personal(AuditEvent, purpose=VOTES, on_erasure=CHAIN.keep("by_name", "detail", rows=acts))
