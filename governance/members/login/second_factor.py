"""Whether a user has a second factor, and whether this session gave one."""

# allauth notes in the session each way in which the user proved who they are: "code" for a code by
# e-mail, "mfa" for a passkey, an authenticator app or a recovery code.

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.members.models import User

AFTER = "after_second_factor"
STAYS = _("You act in a role here, so you need at least one. Add another one first.")
# Recovery codes only stand in for one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


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
    return any(record.get("method") == "mfa" for record in records(request))


def wanting(request: HttpRequest) -> bool:
    """Whether a holder of a role must still give one in this session."""
    return bool(settings.SECOND_FACTOR) and not given(request)


def note(request: HttpRequest, kind: str) -> None:
    user: Any = request.user
    record_authentication(request, user, "mfa", type=kind, reauthenticated=True)


def must_stay(authenticator: Authenticator) -> bool:
    user: Any = authenticator.user
    if not settings.SECOND_FACTOR or not user.roles:
        return False
    # The last factor of a holder of a role stays.
    return all(one.pk == authenticator.pk for one in factors_of(user))


def way_on(request: HttpRequest) -> str:
    """The page for which a factor is set up; "" if none."""
    return str(request.session.get(AFTER, ""))
