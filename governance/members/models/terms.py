"""Who holds which role, from when until when."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.members.roles import Role


class TermQuerySet(models.QuerySet["Term"]):
    def acting(self, on: datetime.date) -> TermQuerySet:
        """Terms that run on that day; the last day belongs to it."""
        return self.not_over(on).filter(begins_on__lte=on)

    def not_over(self, on: datetime.date) -> TermQuerySet:
        """Terms that run on that day or will begin after it."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Term(models.Model):
    """A period in which somebody acts in a role. It alone says who holds the role today; the
    Django group of the same name follows it, because Wagtail's permissions hang on groups.

    `ends_on`: the last day; none: until further notice. `grounds`: what it rests on, such as the
    decision of the assembly that appointed them (BW 2:37).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="terms",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    grounds = models.CharField(_("appointed by"), max_length=200, blank=True)
    made_by = models.CharField(max_length=120)

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
