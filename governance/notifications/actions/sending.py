"""Sending what is in the outbox."""

import datetime
import logging
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from governance.members.models import User
from governance.notifications.actions.preferences import (
    can_be_stopped,
    stop_address,
    whole_address,
)
from governance.notifications.models import MOST_TRIES, Allowance, OutboxMail

# No transaction and no lock is held during the conversation with the mail server: on SQLite no
# member could vote in the meantime. A message is first claimed for some minutes, then sent, then
# noted as sent. If the worker is killed between the last two, it is sent again later with the same
# Message-ID, by which mailboxes see that it is the same.
logger = logging.getLogger(__name__)
FOOTER = "notifications/mail/_footer.txt"
# How long a worker may take to send one message; the queue gives its task up after ten too.
LEASE = datetime.timedelta(minutes=10)
LONGEST_PAUSE = datetime.timedelta(hours=12)
# The server works, and does not want this message.
REFUSED = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError, ValueError)


def send_waiting(*, limit: int = 500) -> int:
    """Sends what waits, up to the allowed number a minute; returns how many."""
    forget_fleeting()
    if not ready(timezone.now()).exists():
        return 0
    sent = 0
    try:
        with get_connection() as server:
            for _turn in range(limit):
                pk = next_in_turn()
                if pk is None:
                    break
                mail = claim(pk)
                sent += mail is not None and send(mail, server)
    except (SMTPException, OSError) as error:
        logger.warning("The mail server does not work: %s", type(error).__name__)
    forget_fleeting()
    return sent


def next_in_turn() -> int | None:
    # Looked up each time, so that a code to sign in with does not wait for hundreds of others.
    waiting = ready(timezone.now())
    urgent = waiting.filter(expires_at__isnull=False).values_list("pk", flat=True).first()
    if urgent is not None:
        return urgent
    following = waiting.values_list("pk", flat=True).first()
    return following if following is not None and take_allowance() else None


def ready(moment: datetime.datetime) -> QuerySet[OutboxMail]:
    waiting = OutboxMail.objects.filter(sent=False, daily=False, tries__lt=MOST_TRIES)
    free = Q(not_before=None) | Q(not_before__lte=moment)
    lasting = Q(expires_at=None) | Q(expires_at__gt=moment)
    return waiting.filter(free, lasting).order_by("bulk", "tries", "pk")


def claim(pk: int) -> OutboxMail | None:
    """The message, if it still waits; no other worker takes it for some minutes."""
    moment = timezone.now()
    mine = ready(moment).order_by().filter(pk=pk)
    # One statement, so that of two workers one gets it.
    if not mine.update(tries=F("tries") + 1, not_before=moment + LEASE):
        return None
    return OutboxMail.objects.filter(pk=pk).select_related("user").first()


def send(mail: OutboxMail, server: BaseEmailBackend) -> bool:
    """Sends a claimed message; raises if the mail server itself does not work."""
    rows = OutboxMail.objects.filter(key=mail.key)  # `settle` may replace the row meanwhile
    try:
        server.send_messages([letter(mail)])
    except REFUSED as error:
        # A refused message does not hold up the others: it is tried again later.
        logger.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)
        rows.update(not_before=timezone.now() + pause(mail.tries))
        return False
    except (SMTPException, OSError):
        # The mail server's fault: this try does not count.
        rows.update(not_before=None, tries=F("tries") - 1)
        raise
    rows.update(sent=True, not_before=None)
    return True


def letter(mail: OutboxMail) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    name = salted_hmac("wijkstem outbox", mail.key).hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{domain}>", "Auto-Submitted": "auto-generated"}
    text = mail.text
    if mail.user is not None and can_be_stopped(mail.kind):
        stop = stop_address(mail.user, mail.kind)
        # Mail programs show a button for these headers (RFC 8058).
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        text += "\n" + footer(mail.user, stop)
    return EmailMessage(mail.subject, text, to=[mail.to], headers=headers)


def footer(user: User, stop: str) -> str:
    choose = whole_address("notifications:preferences", user.language)
    with translation.override(user.language):
        return render_to_string(FOOTER, {"stop": stop, "choose": choose})


def pause(tries: int) -> datetime.timedelta:
    # Five minutes, then three times longer each time.
    return min(datetime.timedelta(minutes=5 * 3 ** (tries - 1)), LONGEST_PAUSE)


def take_allowance() -> bool:
    minute = timezone.now().replace(second=0, microsecond=0)
    # All workers share the one row.
    Allowance.objects.get_or_create(pk=1, defaults={"minute": minute})
    Allowance.objects.filter(pk=1, minute__lt=minute).update(minute=minute, used=0)
    left = Allowance.objects.filter(pk=1, used__lt=settings.MAIL_PER_MINUTE)
    return left.update(used=F("used") + 1) == 1


def forget_fleeting() -> None:
    moment = timezone.now()
    over = Q(sent=True) | Q(tries__gte=MOST_TRIES, not_before__lte=moment)
    over |= Q(expires_at__lte=moment)
    OutboxMail.objects.filter(over, fleeting=True).delete()
