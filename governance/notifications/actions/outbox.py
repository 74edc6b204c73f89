"""Putting mail in the outbox: one row for each key, even if it is posted again."""

import datetime
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_q.tasks import async_task

from governance.members.models import User
from governance.notifications import mail_kinds
from governance.notifications.mail_kinds import How
from governance.notifications.models import OutboxMail, Preference

# Only this module knows how each receiver wants to get which kind of mail.
SEND = "governance.notifications.tasks.send_outbox"
BATCH = 500
WRITTEN = ("user", "kind", "to", "subject", "text", "daily", "fleeting")


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail to a user. `template`: a text file whose first line is the subject. `address`: if not
    the receiver's own."""

    key: str
    to: User
    template: str
    context: Mapping[str, object]
    kind: str = mail_kinds.MEMBERSHIP
    address: str = ""
    fleeting: bool = False


def post(
    *,
    key: str,
    to: User,
    template: str,
    context: Mapping[str, object],
    kind: str = mail_kinds.MEMBERSHIP,
    address: str = "",
    fleeting: bool = False,
) -> bool:
    """Puts one message in the outbox, to be sent now; false if it is there or not wanted."""
    message = Message(
        key=key,
        to=to,
        template=template,
        context=context,
        kind=kind,
        address=address,
        fleeting=fleeting,
    )
    for mail in wanted_mails([message]):
        fields = {name: getattr(mail, name) for name in WRITTEN}
        _mail, new = OutboxMail.objects.get_or_create(key=key, defaults=fields)
        if new and not mail.daily:
            transaction.on_commit(partial(async_task, SEND))
        return new
    return False


@transaction.atomic
def post_code(*, to: str, subject: str, text: str, lasts: datetime.timedelta) -> None:
    # It goes before all others, and is deleted once sent or expired.
    OutboxMail.objects.create(
        key=f"code:{secrets.token_urlsafe(24)}",
        to=to,
        subject=subject[:200],
        text=text,
        fleeting=True,
        expires_at=timezone.now() + lasts,
    )
    transaction.on_commit(partial(async_task, SEND))


def post_all(messages: Iterable[Message]) -> None:
    """Puts messages in the outbox with one statement; they are sent after all single messages."""
    messages = list(messages)
    for start in range(0, len(messages), BATCH):
        mails = wanted_mails(messages[start : start + BATCH], bulk=True)
        OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)


def settle(*, prefix: str, more: Iterable[Message]) -> None:
    """Removes the order in which the messages with this prefix were posted."""
    # What was sent is deleted; what waits, and `more`, is written again by key.
    there = OutboxMail.objects.select_for_update().filter(key__startswith=prefix)
    waiting = [mail for mail in there if not mail.sent] + wanted_mails(list(more))
    OutboxMail.objects.filter(key__startswith=prefix).delete()
    today = timezone.localdate()
    for mail in waiting:
        mail.pk = None
        mail.fleeting = True
        mail.written_on = today
    waiting.sort(key=lambda mail: mail.key)
    OutboxMail.objects.bulk_create(waiting, batch_size=BATCH)


def wanted_mails(messages: Sequence[Message], *, bulk: bool = False) -> list[OutboxMail]:
    # One query for all messages; none for kinds that always come at once.
    wishes = wishes_about(messages)
    mails = []
    for message in messages:
        kind = mail_kinds.get(message.kind)
        how = wishes.get((message.to.pk, message.kind), kind.default)
        how = how if how in kind.ways else kind.default
        if how == How.NONE or not (message.address or message.to.email):
            continue
        mail = unsaved_mail(message, bulk=bulk)
        mail.daily = how == How.DAILY
        mails.append(mail)
    return mails


def wishes_about(messages: Iterable[Message]) -> dict[tuple[int, str], str]:
    """(user, kind) -> how, of users who chose."""
    asked = [message for message in messages if mail_kinds.get(message.kind).can_be_chosen]
    if not asked:
        return {}
    preferences = Preference.objects.filter(
        user__in={message.to.pk for message in asked}, kind__in={message.kind for message in asked}
    )
    rows = preferences.values_list("user_id", "kind", "how")
    return {(user, kind): how for user, kind, how in rows}


def unsaved_mail(message: Message, *, bulk: bool = False) -> OutboxMail:
    subject, text = rendered(message.template, {**message.context, "user": message.to}, message.to)
    return OutboxMail(
        key=message.key,
        user=message.to if message.to.pk else None,  # an applicant is no user yet
        kind=message.kind,
        to=message.address or message.to.email or "",
        subject=subject,
        text=text,
        bulk=bulk,
        fleeting=message.fleeting,
    )


def rendered(template: str, context: Mapping[str, object], reader: User) -> tuple[str, str]:
    with translation.override(reader.language):
        whole = render_to_string(template, dict(context))
    subject, _, text = whole.partition("\n")
    return subject.strip()[:200], re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
