"""A budget that members divide: the round, its envelopes, its plans, and the votes on them.

A round and its plans exist before any vote, and amounts are in minor units.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets.rounds.models.purposes import PLANS, ROUNDS
from governance.ballots.kinds.polls import PollLike
from governance.ballots.models import Choice, Poll
from governance.ballots.models.polls import KEY_LENGTH
from governance.members.models import Neighbourhood
from governance.members.privacy.declarations import Rows, personal
from governance.members.privacy.subject import DataSubject


class RoundQuerySet(models.QuerySet["Round"]):
    def with_votes(self, *, counts: bool = False) -> RoundQuerySet:
        """Each round with its envelopes, and these with their votes, oldest first."""
        read = "poll__tally" if counts else "poll"  # a count is long
        votes = BudgetPoll.objects.select_related(read).order_by("number")
        envelopes = Envelope.objects.select_related("neighbourhood")
        return self.prefetch_related(
            models.Prefetch("envelopes", envelopes), models.Prefetch("envelopes__votes", votes)
        )


class Round(models.Model):
    """Money to divide, in one or several envelopes, and what happens when."""

    class Currency(models.TextChoices):
        EUR = "EUR", "euro"
        PLN = "PLN", "złoty"
        GBP = "GBP", "pound"
        USD = "USD", "dollar"

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    currency = models.CharField(max_length=3, choices=Currency, default=Currency.EUR)
    public = models.BooleanField(
        _("public"), default=False, help_text=_("Visitors who are not members can read it.")
    )

    objects: ClassVar = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget round")
        verbose_name_plural = _("budget rounds")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rounds:round", args=[self.slug])


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


class Envelope(models.Model):
    """A part of the money, divided in a vote of its own; by one neighbourhood or by all members."""

    round = models.ForeignKey(Round, related_name="envelopes", on_delete=models.CASCADE)
    neighbourhood = models.ForeignKey(
        Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="envelopes"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    amount = models.PositiveBigIntegerField(_("amount in cents"))

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "neighbourhood"], name="one_envelope_per_neighbourhood"
            ),
            models.UniqueConstraint(
                fields=["round", "title"], name="envelope_title_once_per_round"
            ),
            # what the foreign key of a project refers to: see migrations/_composite_keys.py
            models.UniqueConstraint(fields=["id", "round"], name="envelope_known_with_its_round"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.round)


class ProjectQuerySet(models.QuerySet["Project"]):
    def admitted(self) -> ProjectQuerySet:
        return self.filter(state=Project.State.ADMITTED)


class Project(models.Model):
    """A plan for a round. `key` is its name on ballots; the database holds its envelope to its
    round."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ADMITTED = "admitted", _("admitted to the vote")

    round = models.ForeignKey(Round, related_name="projects", on_delete=models.CASCADE)
    envelope = models.ForeignKey(
        Envelope, related_name="projects", null=True, blank=True, on_delete=models.PROTECT
    )
    key = models.CharField(max_length=KEY_LENGTH)
    title = models.TextField(_("title"))
    summary = models.TextField(_("summary"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    submitter = models.CharField(_("submitted by"), max_length=120, blank=True)
    cost = models.PositiveBigIntegerField(_("cost in cents"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "key"], name="project_key_once_per_round"),
            models.CheckConstraint(
                name="admitted_project_has_envelope_and_cost",
                condition=~Q(state="admitted") | Q(envelope__isnull=False, cost__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BudgetPoll(models.Model):
    """A vote on an envelope: the first, or a new one after an objection. The poll is the vote."""

    poll = models.OneToOneField(
        Poll, primary_key=True, related_name="budget_poll", on_delete=models.CASCADE
    )
    envelope = models.ForeignKey(Envelope, related_name="votes", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["envelope", "number"], name="votes_on_an_envelope_are_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope}: {self.number}"


class OnBallotQuerySet(models.QuerySet["OnBallot"]):
    def of_poll(self, poll: PollLike) -> OnBallotQuerySet:
        """The plans of a vote, in the order of its choices."""
        return (
            self.filter(poll=poll.pk).select_related("choice", "project").order_by("choice__order")
        )


class OnBallot(models.Model):
    """A plan on the ballot of a vote, and the choice that stands for it there. A plan can be on the
    ballots of several votes, once on each; the database holds the choice to the vote."""

    # Deleting a draft takes these along; the ballot box refuses to delete a poll that was opened.
    poll = models.ForeignKey(BudgetPoll, related_name="on_ballot", on_delete=models.CASCADE)
    choice = models.OneToOneField(Choice, related_name="on_ballot", on_delete=models.CASCADE)
    project = models.ForeignKey(Project, related_name="on_ballots", on_delete=models.PROTECT)

    objects: ClassVar = OnBallotQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "project"], name="project_once_per_ballot"),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.poll_id})"

    @property
    def key(self) -> str:
        """The name of the plan on this ballot."""
        return self.choice.key


def submitted_by(subject: DataSubject) -> Rows:
    return Project.objects.filter(subject.written_in("submitter"))


def take_name_away(projects: Rows, subject: DataSubject) -> None:
    longest = Project._meta.get_field("submitter").max_length
    for project in projects:
        project.submitter = subject.redact(project.submitter)[:longest]
        project.save(update_fields=["submitter"])


# The title as it stood on a ballot stays with that vote (`Choice`).
personal(
    Project,
    purpose=ROUNDS,
    on_erasure=PLANS.change(take_name_away, rows=submitted_by),
    redact=("title", "summary"),
)
