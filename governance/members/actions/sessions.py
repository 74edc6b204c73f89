"""What is kept of signing in: ending sessions and forgetting second factors."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
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


@transaction.atomic
def forget_sessions(now: datetime.datetime) -> int:
    """Deletes sessions that ended by themselves, and what was noted of their devices."""
    age = datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    number, _rows = Session.objects.filter(expire_date__lt=now).delete()
    there = Session.objects.values("session_key")
    gone = UserSession.objects.filter(created_at__lt=now - age).exclude(session_key__in=there)
    return number + gone.delete()[0]
