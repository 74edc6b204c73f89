"""What is kept of signing in: ending sessions and forgetting second factors."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from governance.members.models import User


@transaction.atomic
def end_sessions(*, user: User) -> None:
    """Signs a user out everywhere, also where no device was entered: every session holds a
    fingerprint of the (unusable) password, which changes."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.set_unusable_password()
    user.save(update_fields=["password"])


@transaction.atomic
def forget_factors(*, user: User) -> int:
    """Takes passkeys, app and recovery codes away from who lost them, and signs them out
    everywhere. Returns how many there were."""
    number, _rows = Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    return number
