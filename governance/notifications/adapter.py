"""allauth's mail goes through the outbox."""

import datetime
from typing import Any

from allauth.core import context as allauth
from django.conf import settings

from governance.members.adapter import ByInvitation
from governance.notifications.actions import outbox

CODE_LASTS = datetime.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
LETTER_LASTS = datetime.timedelta(days=3)
FOR_NOW = ("account/email/login_code", "account/email/unknown_account")


class ByPost(ByInvitation):
    # Nothing is sent within the request: the time that an answer takes does not tell whether an
    # address is known, and no mail server keeps a member waiting.
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        context = {"request": allauth.request, "email": email, **context}
        mail = self.render_mail(template_prefix, email, context)
        lasts = CODE_LASTS if template_prefix in FOR_NOW else LETTER_LASTS
        outbox.post_code(to=email, subject=mail.subject, text=str(mail.body), lasts=lasts)
