"""The toy act that mails."""

from django.db import transaction
from django.utils import timezone

from governance.notifications.actions import outbox
from tests.toys.mail_kinds import BIRDS
from tests.toys.models import Sighting


@transaction.atomic
def report(*, seen_by, bird, to):
    """Writes down who saw which bird, and mails it to these members."""
    sighting = Sighting.objects.create(seen_by=seen_by, bird=bird, seen_at=timezone.now())
    outbox.post_all(
        outbox.Message(
            key=f"sighting:{sighting.pk}:{member.pk}",
            to=member.user,
            kind=BIRDS.key,
            template="toys/mail/seen.txt",
            context={"sighting": sighting},
        )
        for member in to
    )
    return sighting
