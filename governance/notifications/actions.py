"""Putting mail in the outbox, and sending what is there."""

from collections.abc import Mapping
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_q.tasks import async_task

from governance.members.models import User
from governance.notifications.models import OutboxMail

SEND = "governance.notifications.tasks.send_outbox"


def post(*, key: str, to: User, template: str, context: Mapping[str, object]) -> bool:
    """Puts one message in the outbox, in the receiver's language; false if it was there already.

    `template` names a text file whose first line is the subject.
    """
    with translation.override(to.language):
        subject, _, text = render_to_string(template, {**context, "user": to}).partition("\n")
    _mail, new = OutboxMail.objects.get_or_create(
        key=key, defaults={"to": to.email, "subject": subject.strip(), "text": text.strip() + "\n"}
    )
    if new:
        transaction.on_commit(partial(async_task, SEND))
    return new


def send_waiting(*, limit: int = 500) -> int:
    """Sends what waits and returns how many. Each message is claimed under its row's lock:
    a second worker waits, then finds it sent."""
    sent = 0
    for pk in OutboxMail.objects.filter(sent=False).values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            mail = OutboxMail.objects.select_for_update().filter(pk=pk, sent=False).first()
            if mail is None:
                continue
            send_mail(mail.subject, mail.text, None, [mail.to])
            OutboxMail.objects.filter(pk=pk).update(sent=True)
            sent += 1
    return sent
