"""Signed links in mails."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from governance.joining.models import Application
from governance.members.models import RegisterSettings

# They hold keys and no name; an e-mail address only where it is not stored yet.
CONFIRM, WITHDRAW, ADDRESS = "joining confirm", "joining withdraw", "joining address"
# How long the link works with which who came in by letter confirms an address.
ADDRESS_WORKS = datetime.timedelta(hours=24)


def whole(name: str, *arguments: str, language: str) -> str:
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)


def to_confirm(application: Application) -> str:
    token = signing.dumps(application.pk, salt=CONFIRM)
    return whole("joining:confirm", token, language=application.language)


def to_withdraw(application: Application) -> str:
    token = signing.dumps(application.pk, salt=WITHDRAW)
    return whole("joining:withdraw", token, language=application.language)


def to_address(invitation: int, email: str, language: str) -> str:
    token = signing.dumps([invitation, email], salt=ADDRESS)
    return whole("joining:letter_address", token, language=language)


def confirmed(token: str) -> Application | None:
    """The application that this link confirms; None if it is forged or too old."""
    days = RegisterSettings.load().keep_unconfirmed
    return application_with(read(token, CONFIRM, datetime.timedelta(days=days)))


def withdrawn(token: str) -> Application | None:
    # This link works as long as the application is there.
    return application_with(read(token, WITHDRAW, None))


def address(token: str) -> tuple[int, str] | None:
    value = read(token, ADDRESS, ADDRESS_WORKS)
    return (value[0], value[1]) if value else None


def read(token: str, salt: str, works: datetime.timedelta | None) -> Any:
    try:
        return signing.loads(token, salt=salt, max_age=works)
    except signing.BadSignature:
        return None


def application_with(pk: int | None) -> Application | None:
    return Application.objects.with_places().filter(pk=pk).first() if pk else None
