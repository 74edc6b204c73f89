"""When the retention rules were carried out, and what went."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.members.models.acted import actor_fields
from governance.members.models.purposes import ACTS, ACTS_OF_OTHERS, REGISTER
from governance.members.privacy.declarations import personal


class RetentionRun(models.Model):
    """One time that what was old enough was thrown away. It holds numbers, never what went.

    `moment`: what was old enough then is gone. `counts`: key of the rule -> how many went.
    `failed`: keys of rules that could not be finished. Without `finished_at` it was broken off.
    """

    at = models.DateTimeField()
    moment = models.DateTimeField()
    by, by_name = actor_fields()
    counts = models.JSONField(default=dict)
    failed = models.JSONField(default=list)
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
