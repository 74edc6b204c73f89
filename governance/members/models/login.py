"""Personal data about signing in: the login, and the tables of the packages used for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from allauth.account import app_settings
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.members.models.purposes import LOGIN
from governance.members.models.users import User
from governance.members.privacy.declarations import Part, Row, Rows, Rule, Trace, Withheld, personal
from governance.members.privacy.periods import Days
from governance.members.privacy.subject import DataSubject


def user(subject: DataSubject) -> Iterator[Row]:
    names = ("email", "first_name", "last_name", "language", "is_active", "date_joined")
    users = User.objects.filter(pk=subject.user)
    for row in users.values(*names, "last_login"):
        yield row | {"groups": sorted(users.get().groups.values_list("name", flat=True))}


personal(
    User,
    purpose=LOGIN,
    person="pk",
    identifies=True,
    export=Part("user", _("Your login, and the groups that you are in.")).rows(user),
    # the action that erases a member ends the login, and with it all that hangs on it
    on_erasure=Trace(
        "login", _("The e-mail address and everything with which they sign in"), counted=False
    ).named_in(),
)
personal("members.User_groups", purpose=LOGIN, export=Withheld("They stand with the login."))
personal(
    "members.User_user_permissions",
    purpose=LOGIN,
    export=Withheld("Permissions are given to groups only; this table stays empty."),
)
personal(
    "mfa.Authenticator",
    purpose=LOGIN,
    export=Withheld(
        "Keys and secrets to sign in with. They stand, by their names, on the page on security; "
        "handed out in a file they would let somebody in."
    ),
)
personal(
    "account.EmailAddress",
    purpose=LOGIN,
    person="user",
    export=Part("login_addresses", _("Addresses that you confirmed by signing in.")).fields(
        "email", "verified", "primary"
    ),
)
personal(
    "account.EmailConfirmation",
    purpose=LOGIN,
    keep=Rule(
        "confirmations",
        _("Codes that confirm an e-mail address and were not used"),
        _("They cannot be used any more."),
        Days(app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS),
    ).when(lambda codes, cutoff: codes.filter(Q(sent=None) | Q(sent__lte=cutoff))),
)

ENDED = Rule(
    "sessions",
    _("Sign-ins that have ended by themselves"),
    _("They let nobody in any more."),
    Days(words=_("at most twelve hours")),
)


def without_session(devices: Rows, now: datetime.datetime) -> Rows:
    age = datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    there = Session.objects.values("session_key")
    return devices.filter(created_at__lt=now - age).exclude(session_key__in=there)


personal(Session, purpose=LOGIN, keep=ENDED.when("expire_date"))
personal(
    "usersessions.UserSession",
    purpose=LOGIN,
    person="user",
    export=Part("devices", _("Devices on which you are signed in.")).fields(
        "created_at", "last_seen_at", "ip", "user_agent"
    ),
    keep=ENDED.when(without_session),
)
