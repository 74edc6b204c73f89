"""Ending sessions and removing second factors."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from governance.members.models import User


@transaction.atomic
def end_sessions(*, user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
    # Every session holds a fingerprint of the (unusable) password: a new one ends also those of
    # devices that were not recorded.
    user.set_unusable_password()
    user.save(update_fields=["password"])


@transaction.atomic
def forget_factors(*, user: User) -> int:
    number, _rows = Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user)
    return number
