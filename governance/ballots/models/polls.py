"""Polls: the questions put to voters, and their results."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.ballots import kinds
from governance.ballots.kinds.configuration import Configuration, Rules
from governance.ballots.models.purposes import CANDIDATES, VOTES
from governance.ballots.models.states import COUNTED, LINKED, UNDECIDED, Mode, State
from governance.members.models import Member, Neighbourhood
from governance.members.privacy.declarations import Rule, personal
from governance.members.privacy.periods import Days

# The longest key of a choice on a ballot.
KEY_LENGTH = 64


class PollQuerySet(models.QuerySet["Poll"]):
    def visible_to(self, member: Member | None) -> PollQuerySet:
        """Public polls for everyone, the others for members; no drafts."""
        polls = self.exclude(state=State.DRAFT)
        return polls if member else polls.filter(public=True)

    def running(self) -> PollQuerySet:
        return self.filter(state=State.OPEN, closes_at__gt=timezone.now())

    def to_purge(self, closed_by: datetime.datetime) -> PollQuerySet:
        """Polls whose ballots are old enough to be deleted."""
        # Imported ballots were published elsewhere and stay.
        old = self.filter(purged_at=None, source="", closed_at__lte=closed_by)
        return old.exclude(state__in=UNDECIDED)


class Poll(models.Model):
    """A question with its choices, put to the members on its roll.

    After opening, `frozen` is the poll: question, choices, mode, rules and times as the voters saw
    them. Nothing in it changes any more.
    """

    State = State
    Mode = Mode

    slug = models.SlugField(unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=20)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode, default=Mode.SECRET)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    question = models.CharField(_("question"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    public = models.BooleanField(
        _("public"), default=False, help_text=_("Visitors who are not members can read it.")
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        verbose_name=_("neighbourhood"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Only members of this neighbourhood vote; empty: all members."),
    )
    electors = models.CharField(
        max_length=20,
        default="register",
        editable=False,
        help_text="The policy that says who may vote.",
    )
    repeats = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        related_name="repeated_by",
        on_delete=models.PROTECT,
        help_text="The vote that was objected to, and that lapses when this one opens.",
    )
    rules = models.JSONField(_("rules"), default=dict)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    unsealed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the committee opened the sealed ballots."
    )
    scrubbed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the database was cleaned of the order of voting."
    )
    purged_at = models.DateTimeField(
        null=True, editable=False, help_text="When ballots and participations were deleted."
    )
    frozen = models.JSONField(null=True, editable=False)
    frozen_hash = models.CharField(max_length=64, blank=True, editable=False)
    head = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Hash of the last audit event."
    )
    source = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Where imported ballots come from."
    )

    objects: ClassVar = PollQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-closes_at", "slug"]
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="poll_closes_after_opening", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="poll_frozen_from_opening",
                condition=Q(state__in=["draft", "cancelled"])
                | (Q(frozen__isnull=False) & ~Q(frozen_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse(self.paper.page, args=[self.slug])

    @property
    def counting(self) -> kinds.Count[Any, Any]:
        return kinds.count_of(self.kind)

    @property
    def paper(self) -> kinds.Paper:
        return kinds.paper_of(self.kind)

    @property
    def opened(self) -> bool:
        return self.frozen is not None

    @property
    def draft_rules(self) -> Rules:
        """Raises CountError where the kind cannot read them."""
        rules: Rules = self.counting.read_rules(self.rules)
        return rules

    @property
    def configuration(self) -> Configuration:
        if self.frozen is None:
            raise ValueError(f"{self.slug} has not been opened")
        # read once for each value of the column: a form asks for it on every line
        frozen, read = self.__dict__.get("_configuration", (None, None))
        if frozen is not self.frozen:
            read = self.counting.read_configuration(self.frozen)
            self.__dict__["_configuration"] = (self.frozen, read)
        return Configuration.of(read)

    @property
    def counted(self) -> bool:
        """Whether there is a result, whatever happened to it later."""
        return self.state in COUNTED

    @property
    def running(self) -> bool:
        # For display only: which ballot is in time, the database's clock decides.
        return self.state == State.OPEN and timezone.now() < self.closes_at

    @property
    def is_over(self) -> bool:
        """Open, but past its end: it waits for the scheduler to close it."""
        return self.state == State.OPEN and not self.running

    @property
    def linked(self) -> bool:
        """Whether ballots stay linked to voters until the end, so that a voter may vote again."""
        return self.mode in LINKED

    @property
    def sealed(self) -> bool:
        """Whether only the committee's key can read the bodies now."""
        return self.mode == Mode.SEALED and self.unsealed_at is None

    def readable_by(self, member: Member | None) -> bool:
        return self.state != State.DRAFT and (self.public or member is not None)


class Choice(models.Model):
    """An option of a poll. Its key is on the ballots, its label on the screen."""

    poll = models.ForeignKey(Poll, related_name="choices", on_delete=models.CASCADE)
    key = models.CharField(max_length=KEY_LENGTH)
    label = models.TextField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "key"], name="choice_key_unique_in_poll"),
            # upper wings refer to both: a choice of this very poll
            models.UniqueConstraint(fields=["id", "poll"], name="choice_known_with_its_poll"),
        ]

    def __str__(self) -> str:
        return self.label


class Tally(models.Model):
    """The count of a poll: its progress and, when done, its result with its working."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        COUNTING = "counting", _("counting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    poll = models.OneToOneField(Poll, primary_key=True, on_delete=models.CASCADE)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    result: models.JSONField[Any] = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    seconds = models.FloatField(null=True)

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.state}"

    @property
    def running(self) -> bool:
        return self.state in (self.State.WAITING, self.State.COUNTING)


BALLOTS_KEPT = datetime.timedelta(days=396)
# A decision can be annulled until a year after it became known; a month longer than that.
BALLOTS = Rule(
    "ballots",
    _("Ballots, and who took part, of votes long past"),
    _("A decision can be annulled until a year after it became known (BW 2:15 lid 5)."),
    Days(BALLOTS_KEPT.days, words=_("13 months after the vote closed")),
)
personal(
    Poll,
    purpose=VOTES,
    on_erasure=CANDIDATES.named_in("question", "explanation", "frozen", "rules"),
    keep=BALLOTS.when(
        lambda _polls, cutoff: Poll.objects.to_purge(cutoff), by_action=True, batch=1
    ),
)
personal(
    Choice,
    purpose=VOTES,
    on_erasure=CANDIDATES.keep(
        *("label", "key"),
        rows=lambda subject: Choice.objects.filter(subject.written_in("label")),
    ),
)
personal(Tally, purpose=VOTES, on_erasure=CANDIDATES.named_in("result"))
