"""The mail backend of the demo."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from wijkstem.demo.models import DemoMail


class Mailbox(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mails = [
            DemoMail(to=to, subject=str(mail.subject), text=str(mail.body))
            for mail in email_messages
            for to in mail.recipients()
        ]
        DemoMail.objects.bulk_create(mails)
        return len(email_messages)
