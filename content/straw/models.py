"""Straw polls: what people think, at once and by name. They decide nothing."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.models import User
from governance.members.privacy.declarations import Part, Purpose, Trace, personal


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self, moment: datetime.datetime) -> QuestionQuerySet:
        return self.filter(Q(closes_at=None) | Q(closes_at__gt=moment))

    def closed(self, moment: datetime.datetime) -> QuestionQuerySet:
        return self.filter(closes_at__lte=moment)


class Question(models.Model):
    text = models.CharField(_("question"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    slug = models.SlugField(unique=True, max_length=80, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    closes_at = models.DateTimeField(
        _("Closes at"), null=True, blank=True, help_text=_("Leave this empty and it stays open.")
    )
    source = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Where an imported one comes from."
    )

    objects: ClassVar = QuestionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        verbose_name = _("straw poll")
        verbose_name_plural = _("straw polls")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="straw_question_closes_after_it_was_asked",
                condition=Q(closes_at__gt=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("straw:question", args=[self.slug])

    @property
    def is_open(self) -> bool:
        return self.closes_at is None or timezone.now() < self.closes_at


class Choice(models.Model):
    question = models.ForeignKey(Question, related_name="choices", on_delete=models.CASCADE)
    text = models.TextField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            # What the foreign key of a vote points at: see `migrations/_same_question.py`.
            models.UniqueConstraint(fields=["id", "question"], name="straw_choice_of_its_question"),
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    # The database refuses a choice of another question (see the migration).

    question = models.ForeignKey(Question, related_name="votes", on_delete=models.CASCADE)
    choice = models.ForeignKey(Choice, related_name="votes", on_delete=models.RESTRICT)
    user = models.ForeignKey(User, related_name="straw_votes", on_delete=models.CASCADE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "user"], name="one_straw_vote_per_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.choice_id}"


personal(
    Vote,
    person="user",
    purpose=Purpose(
        app="straw",
        key="straw",
        title=_("Asking what people think in straw polls"),
        people=_("Everybody who takes part"),
        data=_("Who chose what."),
        ground=_("They take part because they want to (GDPR art. 6 lid 1 a)."),
        recipients=_("Everybody sees the numbers; nobody sees a name."),
        security=_("One vote for each login."),
        kept=_("As long as the straw poll, and the logins of those who took part."),
    ),
    export=Part("straw_votes", _("Your answers in straw polls, which are by name.")).fields(
        poll="question__slug", question="question__text", choice="choice__text"
    ),
    on_erasure=Trace("straw_votes", _("What they chose in straw polls")).delete(),
)
