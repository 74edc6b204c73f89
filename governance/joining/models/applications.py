"""Applications and the co-operative's own questions."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from governance.joining.models.purposes import ASKED_AND_INVITED, DECISIONS, JOINING
from governance.members.models import Member, MemberKind, Neighbourhood, RegisterSettings
from governance.members.models.acted import actor_fields
from governance.members.models.users import LANGUAGES
from governance.members.privacy.declarations import Part, Rows, Rule, Trace, personal
from governance.members.privacy.periods import Days
from governance.members.privacy.subject import DataSubject
from governance.rules.periods import months_before

LIABILITY_YEARS = 10  # how long applications are kept where members are liable (BW 2:61)


class Question(models.Model):
    class Kind(models.TextChoices):
        LINE = "line", _("one line")
        TEXT = "text", _("several lines")
        YES_NO = "yes_no", _("a box to tick")

    text = models.CharField(_("question in Dutch"), max_length=200)
    text_en = models.CharField(_("question in English"), max_length=200)
    kind = models.CharField(_("answer"), max_length=6, choices=Kind, default=Kind.LINE)
    required = models.BooleanField(_("must be answered"), default=False)
    in_use = models.BooleanField(_("in use"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("question to applicants")
        verbose_name_plural = _("questions to applicants")

    def __str__(self) -> str:
        return self.text_en if get_language() == "en" else self.text


class ApplicationQuerySet(models.QuerySet["Application"]):
    def waiting(self) -> ApplicationQuerySet:
        return self.filter(state=Application.State.WAITING)

    def with_places(self) -> ApplicationQuerySet:
        return self.select_related("kind", "neighbourhood__parent", "member")


class Application(models.Model):
    """A wish to become a member, on which the board decides (BW 2:33)."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("address not confirmed yet")
        WAITING = "waiting", _("waits for the board")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    kind = models.ForeignKey(MemberKind, verbose_name=_("kind"), on_delete=models.PROTECT)
    neighbourhood = models.ForeignKey(
        Neighbourhood, verbose_name=_("neighbourhood"), on_delete=models.PROTECT
    )
    street = models.CharField(_("street and house number"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=10)
    town = models.CharField(_("town"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="nl")
    email_consent = models.BooleanField(
        _("agrees to be convened by e-mail"), default=False, help_text=_("BW 2:41 lid 5")
    )
    # [question, answer] as they were read.
    answers = models.JSONField(default=list)
    submitted_at = models.DateTimeField()
    # It counts from this moment.
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by, decided_by_name = actor_fields()
    reason = models.TextField(_("reason"), blank=True)
    member = models.OneToOneField(
        Member, null=True, on_delete=models.SET_NULL, related_name="application"
    )

    objects: ClassVar = ApplicationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-submitted_at", "-pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="application_decided_once",
                condition=Q(state__in=["accepted", "declined"], decided_at__isnull=False)
                | Q(state__in=["unconfirmed", "waiting", "withdrawn"], decided_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


State = Application.State


def ended(applications: Rows, now: datetime.datetime) -> Rows:
    """Those whose time is over, each state by its own term in the settings."""
    settings = RegisterSettings.load()
    unconfirmed = now - datetime.timedelta(days=settings.keep_unconfirmed)
    over = now - datetime.timedelta(weeks=settings.keep_declined)
    found = Q(state=State.UNCONFIRMED, submitted_at__lt=unconfirmed)
    found |= Q(state=State.WITHDRAWN, withdrawn_at__lt=over)
    # Where members are liable, it and a declined one last ten years.
    if settings.has_liability:
        found |= Q(state__in=[State.ACCEPTED, State.DECLINED], decided_at__lt=years_before(now))
    else:
        # An accepted one lasts as long as the member's details.
        erased = Q(member=None) | Q(member__erased_on__isnull=False)
        found |= Q(state=State.DECLINED, decided_at__lt=over)
        found |= Q(erased, state=State.ACCEPTED)
    return applications.filter(found)


def years_before(now: datetime.datetime) -> datetime.datetime:
    """The same moment ten years ago."""
    local = timezone.localtime(now)
    # Ten years before 29 February: the 28th, so nothing goes too early.
    day = months_before(local.date(), 12 * LIABILITY_YEARS)
    return datetime.datetime.combine(day, local.timetz())


def of_person(subject: DataSubject) -> Rows:
    found = Q(member=subject.member)
    for email in subject.emails:
        found |= Q(email__iexact=email)
    return Application.objects.filter(found)


def decided(subject: DataSubject) -> Rows:
    return Application.objects.filter(decided_by=subject.user)


def staying(subject: DataSubject) -> Rows:
    # Where members are liable, the application by which they joined stays (BW 2:61).
    if RegisterSettings.load().has_liability:
        return of_person(subject).filter(state=State.ACCEPTED)
    return Application.objects.none()


def going(subject: DataSubject) -> Rows:
    if RegisterSettings.load().has_liability:
        return of_person(subject).exclude(state=State.ACCEPTED)
    return of_person(subject)


personal(
    Application,
    purpose=JOINING,
    person="member",
    export=Part(
        "applications", _("How you asked to become a member, and what was decided.")
    ).fields(
        *("state", "name", "email", "kind", "street", "postal_code", "town", "language"),
        *("email_consent", "answers", "submitted_at", "confirmed_at", "decided_at", "reason"),
        decided_by="decided_by_name",
        neighbourhood="neighbourhood__name",
    ),
    on_erasure=(
        ASKED_AND_INVITED.delete(rows=going),
        DECISIONS.keep("decided_by_name", rows=decided),
        Trace(
            "application_kept",
            _("The application by which they became a member"),
            _("Where members are liable it is kept for 10 years (BW 2:61)."),
        ).keep("name", "email", "street", "answers", "reason", "decided_by_name", rows=staying),
    ),
    redact="reason",
    keep=Rule(
        "applications",
        _("Applications that came to nothing, and those of people who have been erased"),
        _("They are not needed any more (GDPR art. 5 lid 1 e); with liability BW 2:61."),
        Days(words=_("as the settings of the register say")),
    ).when(ended),
)
