"""Throwing away what is no longer needed; a schedule calls these. Running twice changes nothing."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.joining.models import Application, Invitation
from governance.members.models import RegisterSettings
from governance.rules.periods import months_before

State = Application.State
LIABILITY_YEARS = 10
"""BW 2:61: how long a co-operative whose members are liable keeps applications."""
KEEP_LETTERS = datetime.timedelta(days=30)
"""How long one can still see that a letter was used or expired."""


def applications_due(now: datetime.datetime) -> QuerySet[Application]:
    """Applications whose time is over at that moment, by the terms in the settings.

    An accepted one lasts as long as the member's details; with liability it and a declined one
    last ten years.
    """
    settings = RegisterSettings.load()
    unconfirmed = now - datetime.timedelta(days=settings.keep_unconfirmed)
    over = now - datetime.timedelta(weeks=settings.keep_declined)
    ended = Q(state=State.UNCONFIRMED, submitted_at__lt=unconfirmed)
    ended |= Q(state=State.WITHDRAWN, withdrawn_at__lt=over)
    if settings.has_liability:
        ended |= Q(state__in=[State.ACCEPTED, State.DECLINED], decided_at__lt=years_before(now))
    else:
        erased = Q(member=None) | Q(member__erased_on__isnull=False)
        ended |= Q(state=State.DECLINED, decided_at__lt=over)
        ended |= Q(erased, state=State.ACCEPTED)
    return Application.objects.filter(ended)


def invitations_due(now: datetime.datetime) -> QuerySet[Invitation]:
    """Letters that have let nobody in any more for a month."""
    limit = now - KEEP_LETTERS
    over = Q(expires_at__lt=limit) | Q(used_at__lt=limit) | Q(void=True, made_at__lt=limit)
    return Invitation.objects.filter(over)


@transaction.atomic
def purge_applications(now: datetime.datetime) -> int:
    """Deletes them. Returns how many."""
    return applications_due(now).delete()[0]


@transaction.atomic
def purge_invitations(now: datetime.datetime) -> int:
    """Deletes them. Returns how many."""
    return invitations_due(now).delete()[0]


def years_before(now: datetime.datetime) -> datetime.datetime:
    """The same moment ten years ago; of 29 February the day before it, so never too early."""
    local = timezone.localtime(now)
    return datetime.datetime.combine(
        months_before(local.date(), 12 * LIABILITY_YEARS), local.timetz()
    )
