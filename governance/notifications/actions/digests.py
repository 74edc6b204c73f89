"""The daily mail: all that waited for a receiver, together."""

import datetime
import itertools

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.members.models import User
from governance.notifications import mail_kinds
from governance.notifications.actions.outbox import rendered
from governance.notifications.models import OutboxMail

# The daily mail has a key of user and day, and is written in one transaction with the note that
# what is in it has gone. So it can be killed anywhere: nothing is lost, nothing goes in two daily
# mails, and no user gets two on a day.
FROM_HOUR = 18
TEMPLATE = "notifications/mail/digest.txt"
BATCH = 250
# In one run of the task; then other tasks go first.
BATCHES = 20


def digest_due() -> int:
    """For the scheduler: writes the daily mails, from six in the evening. Returns how many."""
    now = timezone.localtime()
    made, reached = 0, 0
    for _ in range(BATCHES if now.hour >= FROM_HOUR else 0):
        # What comes after the daily mail of a user waits until tomorrow.
        users = next_users(now.date(), reached)
        if not users:
            break
        made += gather(users, now.date())
        reached = users[-1]
    return made


def next_users(day: datetime.date, reached: int) -> list[int]:
    users = for_the_day().filter(user__is_active=True, user__gt=reached).order_by("user")
    return list(users.values_list("user", flat=True).distinct()[:BATCH])


def for_the_day() -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(daily=True, sent=False)


@transaction.atomic
def gather(users: list[int], day: datetime.date) -> int:
    # With the lock two workers come one after the other. Should both write a daily mail, its
    # unique key stops the second, with all that it did.
    found = for_the_day().select_for_update(of=("self",)).filter(user__in=users)
    waiting = list(found.select_related("user").order_by("user", "pk"))
    keys = [key_of(user, day) for user in users]
    there = set(OutboxMail.objects.filter(key__in=keys).values_list("key", flat=True))
    mails, gone = [], []
    for user, theirs in itertools.groupby(waiting, key=lambda mail: mail.user):
        news = list(theirs)
        if user is not None and user.email and key_of(user.pk, day) not in there:
            mails.append(daily_mail(user, news, day))
            gone += [mail.pk for mail in news]
    OutboxMail.objects.bulk_create(mails)
    OutboxMail.objects.filter(pk__in=gone).update(sent=True)
    return len(mails)


def key_of(user_id: int, day: datetime.date) -> str:
    return f"digest:{day.isoformat()}:{user_id}"


def daily_mail(user: User, news: list[OutboxMail], day: datetime.date) -> OutboxMail:
    subject, text = rendered(TEMPLATE, {"user": user, "news": news, "day": day}, user)
    return OutboxMail(
        key=key_of(user.pk, day),
        user=user,
        kind=mail_kinds.DIGEST,
        to=user.email or "",
        subject=subject,
        text=text,
        bulk=True,
    )
