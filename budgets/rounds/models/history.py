"""What was done to prepare a round, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from budgets.rounds.models.purposes import PLANNING, ROUNDS
from budgets.rounds.models.rounds import Envelope, Project, Round
from governance.members.models.acted import actor_fields
from governance.members.models.purposes import ACTS_OF_OTHERS
from governance.members.privacy.declarations import personal


class RoundEvent(models.Model):
    """One act before any vote; a vote has a chain of events of its own. `amount`: of the envelope,
    or what the plan cost, as it was then."""

    # Rows are added, never changed.
    class Kind(models.TextChoices):
        PLANNED = "planned", _("round planned")
        MONEY = "money", _("money added")
        PROPOSED = "proposed", _("plan added")
        ADMITTED = "admitted", _("plan admitted to the vote")

    round = models.ForeignKey(Round, related_name="events", on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by, by_name = actor_fields()
    envelope = models.ForeignKey(Envelope, null=True, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.CASCADE, related_name="+")
    amount = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


personal(
    RoundEvent,
    purpose=ROUNDS,
    export=ACTS_OF_OTHERS,
    on_erasure=PLANNING.keep(
        "by_name", rows=lambda subject: RoundEvent.objects.filter(by=subject.user)
    ),
)
