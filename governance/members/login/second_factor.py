"""Whether somebody has a second factor, and whether this session gave one.

allauth notes in the session each way in which somebody proved who they are: "code" for a code by
e-mail, "mfa" for a passkey, an authenticator app or a recovery code.
"""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from governance.members.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What one can sign in with; recovery codes only stand in for one of these."""


def factors_of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("pk"))


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def records(request: HttpRequest) -> list[dict[str, Any]]:
    """How the user of this session proved who they are, oldest first."""
    user: Any = request.user
    found: list[dict[str, Any]] = get_authentication_records(request, user)
    return found


def given(request: HttpRequest) -> bool:
    """Whether this session gave a second factor, at whatever time."""
    return any(record.get("method") == "mfa" for record in records(request))


def wanting(request: HttpRequest) -> bool:
    """Whether somebody who acts in a role has still to give one here."""
    return bool(settings.SECOND_FACTOR) and not given(request)


def note(request: HttpRequest, kind: str) -> None:
    """Notes that the user of this session gave a second factor just now."""
    user: Any = request.user
    record_authentication(request, user, "mfa", type=kind, reauthenticated=True)
