"""When the retention rules were carried out, and how much went."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.members.models.acted import actor_fields
from governance.members.models.purposes import ACTS, ACTS_OF_OTHERS, REGISTER
from governance.members.privacy.declarations import personal


class RetentionRun(models.Model):
    """One time that the rules were carried out. It holds numbers, never what went."""

    at = models.DateTimeField()
    # What was old enough at this moment is gone.
    moment = models.DateTimeField()
    by, by_name = actor_fields()
    # Key of the rule -> how many went.
    counts = models.JSONField(default=dict)
    # Keys of rules that could not be finished.
    failed = models.JSONField(default=list)
    # Without it the run was broken off.
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("run of the retention rules")
        verbose_name_plural = _("runs of the retention rules")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def gone(self) -> int:
        return sum(self.counts.values())


personal(RetentionRun, purpose=REGISTER, export=ACTS_OF_OTHERS, on_erasure=ACTS.named_in("by_name"))
