"""Letters with a code that signs in."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.joining.models.purposes import ASKED_AND_INVITED, DECISIONS, JOINING
from governance.members.models import Member
from governance.members.models.acted import actor_fields
from governance.members.privacy.declarations import Part, Rows, Rule, personal
from governance.members.privacy.periods import Days


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def working(self, now: datetime.datetime) -> InvitationQuerySet:
        """Letters whose code still works, as far as the letter itself goes."""
        return self.filter(void=False, used_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A letter to a member with a code that signs in once; a newer one makes it void."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    # Only a digest of the code is kept (HMAC with SHA-256, see `codes`).
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    by, by_name = actor_fields()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    void = models.BooleanField(default=False)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        verbose_name = _("invitation by letter")
        verbose_name_plural = _("invitations by letter")

    def __str__(self) -> str:
        return f"{self.member_id} {self.made_at:%Y-%m-%d}"


def of_no_use(letters: Rows, cutoff: datetime.datetime) -> Rows:
    over = Q(expires_at__lt=cutoff) | Q(used_at__lt=cutoff) | Q(void=True, made_at__lt=cutoff)
    return letters.filter(over)


personal(
    Invitation,
    purpose=JOINING,
    person="member",
    export=Part(
        "invitations", _("Letters with which you can sign in. The code in them is not kept.")
    ).fields("made_at", "expires_at", "used_at", "void", by="by_name"),
    on_erasure=(
        ASKED_AND_INVITED.delete(),
        DECISIONS.keep("by_name", rows=lambda subject: Invitation.objects.filter(by=subject.user)),
    ),
    keep=Rule(
        "invitations",
        _("Letters with a code that let nobody in any more"),
        _("They cannot be used any more."),
        Days(30),
    ).when(of_no_use),
)
