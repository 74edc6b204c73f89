"""Mail to send, and how each user wants to get it."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.members.models import User
from governance.members.privacy.declarations import Part, Purpose, Rows, Rule, Trace, personal
from governance.members.privacy.periods import Days
from governance.members.privacy.subject import DataSubject
from governance.notifications.mail_kinds import How


class Preference(models.Model):
    """How a user wants to get a kind of mail; without a row the kind's default."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=20)
    how = models.CharField(max_length=5, choices=How)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.how}"


class OutboxMail(models.Model):
    """One message to one address; it never holds a choice or a receipt code."""

    # Says what the message is about, so that a task that runs twice cannot send it twice.
    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="mails")
    kind = models.CharField(max_length=20, blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    # Sent after all that is not bulk.
    bulk = models.BooleanField(default=False)
    # Waits for the daily mail of its receiver; `sent` then says that it went with one.
    daily = models.BooleanField(default=False)
    # Deleted once sent.
    fleeting = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    # No worker takes it until then: one is sending it, or the mail server refused it just now.
    not_before = models.DateTimeField(null=True)
    # After that it is deleted, sent or not. Such a message goes before all others and does not
    # count for `MAIL_PER_MINUTE`: its reader is waiting for it.
    expires_at = models.DateTimeField(null=True)
    # A day and no moment: the moment of a mail can tell who voted when.
    written_on = models.DateField(default=timezone.localdate)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["bulk", "tries", "id"],
                condition=models.Q(sent=False),
                name="outbox_waiting",
            ),
            models.Index(
                fields=["user", "id"],
                condition=models.Q(sent=False, daily=True),
                name="outbox_for_the_day",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Allowance(models.Model):
    """How many mails were sent in the current minute: one row."""

    minute = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.used)


MAILS = Purpose(
    app="notifications",
    key="mails",
    title=_("Sending mail about votes, the membership and signing in"),
    people=_("Everybody with a login, applicants"),
    data=_("E-mail address and the text of the mail. Never a choice or a receipt code."),
    ground=_(
        "Needed for the membership (GDPR art. 6 lid 1 b); notices by e-mail only to "
        "members who agreed (BW 2:41 lid 5)."
    ),
    recipients=_("The company that delivers the mail, as a processor (GDPR art. 28)."),
    security=_("There is no page that shows them."),
)
MOST_TRIES = 10  # with the pauses of `actions.sending` these reach over two days
LASTING: set[str] = set()
# Beginnings of keys of mails that their own app deletes: they say whom it has mailed.


def finished(mails: Rows, cutoff: datetime.datetime) -> Rows:
    over = Q(sent=True) | Q(tries__gte=MOST_TRIES)
    lasting = Q(pk__in=[])
    for beginning in LASTING:
        lasting |= Q(key__startswith=beginning)
    return mails.filter(over, written_on__lte=cutoff.date()).exclude(lasting)


def to_them(subject: DataSubject) -> Q:
    found = Q(pk__in=[])
    for email in subject.emails:
        found |= Q(to__iexact=email)
    return found


def to_or_about(subject: DataSubject) -> Rows:
    return OutboxMail.objects.filter(to_them(subject) | subject.written_in("subject", "text"))


personal(
    Preference,
    purpose=MAILS,
    person="user",
    export=Part("mail_preferences", _("How you want to get which mail.")).fields(
        "kind", "how", order="kind"
    ),
)
personal(
    OutboxMail,
    purpose=MAILS,
    person="user",
    export=Part("mails", _("Mail to you that is still kept or still waits.")).fields(
        *("kind", "to", "subject", "text", "sent"), order="key"
    ),
    on_erasure=Trace("mails", _("Mails to them, and their name in mails to others")).change(
        lambda mails, subject: mails.filter(to_them(subject)).delete(), rows=to_or_about
    ),
    redact=("subject", "text"),
    keep=Rule(
        "mails",
        _("Mails that were sent, or could not be sent"),
        _("Until then one can see what was sent (GDPR art. 5 lid 1 e)."),
        Days(60),
    ).when(finished),
)
