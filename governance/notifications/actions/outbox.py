"""Putting mail in the outbox: one row for each key, whoever asks for it and how often."""

import datetime
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_q.tasks import async_task

from governance.members.models import User
from governance.notifications.models import OutboxMail

SEND = "governance.notifications.tasks.send_outbox"
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is written to whom. `template` names a text file whose first line is the subject. Who
    has no address gets nothing."""

    key: str
    to: User
    template: str
    context: Mapping[str, object]


def post(
    *,
    key: str,
    to: User,
    template: str,
    context: Mapping[str, object],
    fleeting: bool = False,
) -> bool:
    """Puts one message in the outbox and asks the worker to send it now; false if it was there
    already, or there is nobody to write to. `fleeting`: it is deleted once sent."""
    if not to.email:
        return False
    mail = written(Message(key=key, to=to, template=template, context=context))
    fields = {"to": mail.to, "subject": mail.subject, "text": mail.text, "fleeting": fleeting}
    _mail, new = OutboxMail.objects.get_or_create(key=key, defaults=fields)
    if new:
        transaction.on_commit(partial(async_task, SEND))
    return new


@transaction.atomic
def post_code(*, to: str, subject: str, text: str, lasts: datetime.timedelta) -> None:
    """Puts a message for this moment in the outbox: it goes before all others and is deleted once
    sent, or when it no longer lasts."""
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
    """Puts many in the outbox with one statement; those that were there already stay as they
    are. They go after all single messages, when the scheduler sends."""
    mails = [written(message, bulk=True) for message in messages if message.to.email]
    OutboxMail.objects.bulk_create(mails, batch_size=BATCH, ignore_conflicts=True)


def settle(*, prefix: str, more: Iterable[Message]) -> None:
    """Leaves nothing of the order in which the messages with this prefix were put here: what was
    sent is deleted; what still waits, and `more`, is written anew by key, and deleted once sent.
    """
    there = OutboxMail.objects.select_for_update().filter(key__startswith=prefix)
    waiting = [mail for mail in there if not mail.sent]
    waiting += [written(message) for message in more if message.to.email]
    OutboxMail.objects.filter(key__startswith=prefix).delete()
    today = timezone.localdate()
    for mail in waiting:
        mail.pk = None
        mail.fleeting = True
        mail.written_on = today
    waiting.sort(key=lambda mail: mail.key)
    OutboxMail.objects.bulk_create(waiting, batch_size=BATCH)


def written(message: Message, *, bulk: bool = False) -> OutboxMail:
    """The mail in the receiver's language, not stored yet."""
    with translation.override(message.to.language):
        whole = render_to_string(message.template, {**message.context, "user": message.to})
    subject, _, text = whole.partition("\n")
    return OutboxMail(
        key=message.key,
        to=message.to.email or "",
        subject=subject.strip()[:200],
        text=re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n",
        bulk=bulk,
    )
