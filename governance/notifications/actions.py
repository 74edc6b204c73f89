"""Putting mail in the outbox, and sending what is there."""

import logging
from collections.abc import Mapping
from functools import partial
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_q.tasks import async_task

from governance.members.models import User
from governance.notifications.models import OutboxMail

logger = logging.getLogger(__name__)
MOST_TRIES = 10
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
    waiting = OutboxMail.objects.filter(sent=False, tries__lt=MOST_TRIES)
    for pk in waiting.order_by("tries", "pk").values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            mail = OutboxMail.objects.select_for_update().filter(pk=pk, sent=False).first()
            sent += mail is not None and send(mail)
    return sent


def send(mail: OutboxMail) -> bool:
    """Sends one message. One that the mail server refuses does not hold up the others: it is
    tried again later, a few times."""
    mail.tries += 1
    try:
        mail.sent = bool(send_mail(mail.subject, mail.text, None, [mail.to]))
    except (SMTPException, OSError) as error:
        logger.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
    mail.save(update_fields=["sent", "tries"])
    return mail.sent
