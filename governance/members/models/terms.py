"""Who holds which role, from when until when."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.models.acted import actor_fields
from governance.members.models.purposes import ACTS, OFFICES
from governance.members.privacy.declarations import Part, Trace, personal
from governance.members.roles import Role


class TermQuerySet(models.QuerySet["Term"]):
    def acting(self, on: datetime.date) -> TermQuerySet:
        """Terms that run on that day, the last day included."""
        return self.not_over(on).filter(begins_on__lte=on)

    def not_over(self, on: datetime.date) -> TermQuerySet:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Term(models.Model):
    """A period in which a user acts in a role; the Django group of that name follows it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="terms",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    begins_on = models.DateField(_("first day"))
    # The last day; None: until further notice.
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    # What it rests on, such as the decision of the assembly that appointed them (BW 2:37).
    grounds = models.CharField(_("appointed by"), max_length=200, blank=True)

    objects: ClassVar = TermQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["role", "begins_on", "pk"]
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("begins_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"


class TermEvent(models.Model):
    """One act about a term of office; it outlives a term that was taken back before it began."""

    class Kind(models.TextChoices):
        APPOINTED = "appointed", _("appointed")
        ENDED = "ended", _("last day set")
        TAKEN_BACK = "taken_back", _("taken back before it began")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="term_events"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    kind = models.CharField(max_length=12, choices=Kind)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)
    by, by_name = actor_fields()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} ({self.role}): {self.kind}"


TERMS = Trace(
    "terms",
    _("Terms of office, without the name"),
    _("Who acted for the co-operative, and when, stays known for 7 years (BW 2:10)."),
)
personal(
    Term,
    purpose=OFFICES,
    person="user",
    export=Part("terms", _("Roles that you hold or held.")).fields(
        "role", "begins_on", "ends_on", "grounds"
    ),
    on_erasure=TERMS.keep(),
)
personal(
    TermEvent,
    purpose=OFFICES,
    person="user",
    export=Part(
        "term_events", _("Who appointed you to a role or ended it, when, and what it rests on.")
    ).fields("role", "kind", "first_day", "last_day", "at", "reason", by="by_name"),
    on_erasure=(TERMS.keep(), ACTS.named_in("by_name")),
)
