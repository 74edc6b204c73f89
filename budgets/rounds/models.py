"""A budget that members divide: the round, its phases, and the projects to choose from."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.ballots.models import Choice, Poll


class RoundQuerySet(models.QuerySet["Round"]):
    def published(self) -> RoundQuerySet:
        return self.select_related("poll", "poll__neighbourhood").order_by("-poll__closes_at")


class Round(models.Model):
    """One budget and the vote on it. The poll holds the ballots; amounts are in minor units."""

    class Currency(models.TextChoices):
        EUR = "EUR", "euro"
        PLN = "PLN", "złoty"
        GBP = "GBP", "pound"
        USD = "USD", "dollar"

    poll = models.OneToOneField(Poll, primary_key=True, on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    budget = models.PositiveBigIntegerField(_("budget in cents"))
    currency = models.CharField(max_length=3, choices=Currency, default=Currency.EUR)

    objects: ClassVar = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget round")
        verbose_name_plural = _("budget rounds")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rounds:round", args=[self.poll.slug])


class Phase(models.Model):
    """A stretch of time in a round in which one thing is done."""

    class Kind(models.TextChoices):
        IDEAS = "ideas", _("Ideas")
        CHECK = "check", _("Check of costs and rules")
        VOTE = "vote", _("Vote")
        RESULT = "result", _("Result")
        EXECUTION = "execution", _("Execution")

    round = models.ForeignKey(Round, related_name="phases", on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind"], name="phase_once_per_round"),
            models.CheckConstraint(
                name="phase_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def standing(self) -> str:
        """Past, now or next, as the phase bar shows it."""
        today: datetime.date = timezone.localdate()
        if today > self.ends_on:
            return "past"
        return "now" if today >= self.starts_on else "next"


class Project(models.Model):
    """A plan one can vote for. Its choice stands on the ballots; its cost is in minor units."""

    round = models.ForeignKey(Round, related_name="projects", on_delete=models.CASCADE)
    choice = models.OneToOneField(Choice, related_name="project", on_delete=models.PROTECT)
    title = models.TextField(_("title"))
    summary = models.TextField(_("summary"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    submitter = models.CharField(_("submitted by"), max_length=120, blank=True)
    cost = models.PositiveBigIntegerField(_("cost in cents"))

    class Meta:
        ordering: ClassVar = ["choice__order"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return self.title
