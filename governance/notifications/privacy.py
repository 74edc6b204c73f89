"""What the outbox keeps of people."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from governance.members import processing, retention, traces
from governance.members.processing import Processing
from governance.members.retention import Kept, Rule
from governance.members.traces import Person, Trace
from governance.notifications.actions.sending import MOST_TRIES
from governance.notifications.models import OutboxMail

LASTING: set[str] = set()
"""Beginnings of keys of mails that the app deletes that posts them: it looks at them to see whom it
has told already."""
DAYS = 60


def lasts(prefix: str) -> None:
    LASTING.add(prefix)


def mails_due(cutoff: datetime.datetime) -> QuerySet[OutboxMail]:
    """What was sent long ago, or could not be sent."""
    over = Q(sent=True) | Q(tries__gte=MOST_TRIES)
    lasting = Q(pk__in=[])
    for prefix in LASTING:
        lasting |= Q(key__startswith=prefix)
    return OutboxMail.objects.filter(over, written_on__lte=cutoff.date()).exclude(lasting)


def to(person: Person) -> QuerySet[OutboxMail]:
    mine = Q(pk__in=[])
    for email in person.emails:
        mine |= Q(to__iexact=email)
    return OutboxMail.objects.filter(mine)


def about(person: Person) -> QuerySet[OutboxMail]:
    """Mails to others in which this person is named."""
    return OutboxMail.objects.filter(person.written_in("subject", "text"))


def take_out(person: Person) -> None:
    to(person).delete()
    for mail in about(person):
        mail.subject, mail.text = person.blot(mail.subject)[:200], person.blot(mail.text)
        mail.save(update_fields=["subject", "text"])


def declare() -> None:
    retention.register(
        Rule(
            key="mails",
            what=_("Mails that were sent, or could not be sent"),
            why=_("Until then one can see what was sent (GDPR art. 5 lid 1 e)."),
            kept=Kept(number=DAYS),
            due=mails_due,
        )
    )
    traces.register(
        Trace(
            key="mails",
            what=_("Mails to them, and their name in mails to others"),
            rows=lambda person: [to(person) | about(person)],
            erase=take_out,
        )
    )
    processing.register(
        Processing(
            key="mails",
            purpose=_("Sending mail about votes, the membership and signing in"),
            people=_("Everybody with a login, applicants"),
            data=_("E-mail address and the text of the mail. Never a choice or a receipt code."),
            ground=_(
                "Needed for the membership (GDPR art. 6 lid 1 b); notices by e-mail only to who "
                "agreed (BW 2:41 lid 5)."
            ),
            recipients=_("The company that delivers the mail, as a processor (GDPR art. 28)."),
            security=_("There is no page that shows them."),
            rules=("mails",),
            tables=("notifications.OutboxMail", "notifications.Preference"),
        )
    )
