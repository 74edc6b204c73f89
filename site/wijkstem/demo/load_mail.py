"""The mail preferences of the demo's people, and the mailbox of those that a visitor can be."""
# The texts are made as for real members, but only for these few, and without the outbox. What
# happened before today counts as mailed to every member.

import datetime

from django.db import transaction
from django.utils import timezone

from governance.ballots.actions import mailings, reminders, vote_cast_mail
from governance.ballots.mail_kinds import REMINDERS, RESULTS
from governance.ballots.models import AuditEvent, Mailing, Poll, RollEntry
from governance.members.models import Member, User
from governance.notifications.actions.outbox import Message, unsaved_mail
from governance.notifications.actions.preferences import choose
from governance.notifications.mail_kinds import How
from governance.notifications.models import OutboxMail
from wijkstem.demo.models import DemoMail
from wijkstem.demo.roles import DOMAIN, ROLES

EMAILS = [role.email for role in ROLES]
# The chair wants results once a day, the treasurer no reminders.
WISHES = {
    "voorzitter": {RESULTS: How.DAILY},
    "penningmeester": {RESULTS: How.NOW, REMINDERS: How.NONE},
}


@transaction.atomic
def choose_mail() -> int:
    for key, wishes in WISHES.items():
        choose(user=User.objects.get(email=f"{key}@{DOMAIN}"), wishes=wishes)
    return len(WISHES)


def fill_mailbox() -> int:
    mails = []
    for event in mailings.waiting_events().select_related("poll__neighbourhood"):
        mails += [deliver(message, event.at) for message in notices_of(event)]
        Mailing.objects.create(event=event, finished=True)
    mails += remind()
    for poll in Poll.objects.filter(state=Poll.State.OPEN):
        mark_as_mailed(poll)
    return len(mails)


def notices_of(event: AuditEvent) -> list[Message]:
    notice = mailings.NOTICES[AuditEvent.Kind(event.kind)]
    if not notice.timely(event):
        return []
    entries = RollEntry.objects.filter(poll=event.poll, member__user__email__in=EMAILS)
    today = timezone.localdate()
    made = [mailings.about(event, notice, entry, today) for entry in entries]
    return [message for message in made if message]


def remind() -> list[DemoMail]:
    """The reminders of this morning; all members count as reminded for the day."""
    now = timezone.localtime()
    morning = min(now, now.replace(hour=reminders.FROM_HOUR, minute=3, second=0))
    near = reminders.polls_near(now)
    mailing = Mailing.objects.create(day=now.date(), finished=True)
    waiting = RollEntry.objects.filter(poll__in=near, participation=None)
    members = list(Member.objects.filter(user__email__in=EMAILS).select_related("user"))
    entries = reminders.entries_of(members, waiting)
    made = [
        reminders.digest(member, entries[member.pk], near, mailing)
        for member in members
        if entries[member.pk]
    ]
    return [deliver(message, morning) for message in made if message]


def deliver(message: Message, at: datetime.datetime) -> DemoMail:
    mail = unsaved_mail(message)
    kept = DemoMail.objects.create(to=mail.to, subject=mail.subject, text=mail.text)
    DemoMail.objects.filter(pk=kept.pk).update(at=at)
    return kept


def mark_as_mailed(poll: Poll) -> None:
    # A voter who voted before they had a login need not hear of it.
    made = (vote_cast_mail.about(poll, entry) for entry in vote_cast_mail.untold(poll))
    mails = [unsaved_mail(message) for message in made if message]
    for mail in mails:
        mail.sent = True
    OutboxMail.objects.bulk_create(mails)
