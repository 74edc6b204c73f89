"""What happened in the register, and who took a copy of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.members.models.acted import LONGEST_NAME, actor_fields
from governance.members.models.purposes import ACTS, ACTS_OF_OTHERS, COPIES, REGISTER
from governance.members.models.register import Member
from governance.members.models.users import User
from governance.members.privacy.declarations import Part, Rows, Rule, Trace, personal
from governance.members.privacy.periods import Months
from governance.members.privacy.subject import DataSubject


class MemberEvent(models.Model):
    """One thing that happened to a membership."""

    # Rows are added, never changed; only erasure takes personal values out of `changes` (field ->
    # [old, new]).
    class Kind(models.TextChoices):
        ADMITTED = "admitted", _("admitted")
        CHANGED = "changed", _("changed")
        SUSPENDED = "suspended", _("suspended")
        REINSTATED = "reinstated", _("suspension lifted")
        LEFT = "left", _("left")
        STAYED = "stayed", _("leaving undone")
        INVITED = "invited", _("invited by letter")
        LINKED = "linked", _("login made")
        ERASED = "erased", _("details erased")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by, by_name = actor_fields()
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}"


class RegisterExport(models.Model):
    """Who took a copy of (a part of) the register, when, and of what (GDPR articles 5 and 30)."""

    at = models.DateTimeField()
    by, by_name = actor_fields()
    form = models.CharField(max_length=8)
    rows = models.PositiveIntegerField()
    columns = models.JSONField(default=list)
    choice = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("export of the register")
        verbose_name_plural = _("exports of the register")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}"


KEPT_CHANGES = {"kind", "neighbourhood", "joined_on", "left_on"}
# Of these the history keeps what they were; of all other fields only that they changed.


def forget(events: Rows, subject: DataSubject) -> None:
    """The history keeps what happened and when; not the values, the reasons, or their own name."""
    # who left and came back took the login along, to another membership
    own = User.objects.filter(Q(pk=subject.user) | Q(email__in=subject.emails))
    logins = set(own.values_list("pk", flat=True))
    for event in events:
        event.changes = {
            field: values if field in KEPT_CHANGES else [None, None]
            for field, values in event.changes.items()
        }
        event.reason = ""
        if event.by_id is None or event.by_id in logins:
            event.by_name = subject.redact(event.by_name)[:LONGEST_NAME]
        event.save(update_fields=["changes", "reason", "by_name"])


def acts(subject: DataSubject) -> Rows:
    return MemberEvent.objects.exclude(member=subject.member).filter(by=subject.user)


personal(
    MemberEvent,
    purpose=REGISTER,
    person="member",
    export=Part("events", _("What happened to your membership, when, and by whom.")).fields(
        "at", "kind", "changes", "reason", by="by_name"
    ),
    on_erasure=(
        Trace("history", _("What was changed in their details, and the reasons given")).change(
            forget
        ),
        ACTS.keep("by_name", rows=acts),
    ),
    redact="reason",
)
personal(
    RegisterExport,
    purpose=COPIES,
    export=ACTS_OF_OTHERS,
    on_erasure=ACTS.named_in("by_name"),
    redact="choice",
    keep=Rule(
        "exports",
        _("The log of copies of the register"),
        _("Who took a copy can be answered for as long (BW 2:10; GDPR art. 5 lid 2)."),
        Months("keep_exports"),
    ).when("at"),
)
