"""Proxies: who votes in whose place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from governance.ballots.models.polls import Poll
from governance.ballots.models.purposes import VOTES
from governance.ballots.models.states import State
from governance.members.models import Member
from governance.members.privacy.declarations import Part, Rows, Trace, personal
from governance.members.privacy.subject import DataSubject


class ProxyGrant(models.Model):
    """A member's proxy for one poll (BW 2:38 lid 4 and 5). Opening copies it to the roll."""

    poll = models.ForeignKey(Poll, related_name="proxies", on_delete=models.CASCADE)
    principal = models.ForeignKey(Member, related_name="proxies_given", on_delete=models.PROTECT)
    holder = models.ForeignKey(Member, related_name="proxies_held", on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "principal"], name="one_proxy_per_principal"),
            models.CheckConstraint(
                name="proxy_is_another_member", condition=~Q(principal=F("holder"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.holder}"


def coming(subject: DataSubject) -> Rows:
    drafts = ProxyGrant.objects.filter(poll__state=State.DRAFT)
    return drafts.filter(Q(principal=subject.member) | Q(holder=subject.member))


PROXIES = Part("proxies", _("Proxies that you gave or received."))
personal(
    ProxyGrant,
    purpose=VOTES,
    person=("principal", "holder"),
    export=(
        PROXIES.fields(
            person="principal", poll="poll__slug", kind=Value("given"), other="holder__name"
        ),
        PROXIES.fields(
            person="holder", poll="poll__slug", kind=Value("received"), other="principal__name"
        ),
    ),
    on_erasure=Trace("coming_proxies", _("Proxies for votes to come")).delete(rows=coming),
)
