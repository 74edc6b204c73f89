"""How users want to get their mail, and the link that stops a kind of mail."""

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from governance.members.models import User
from governance.notifications import mail_kinds
from governance.notifications.mail_kinds import How
from governance.notifications.models import OutboxMail, Preference

SALT = "wijkstem stop mail"


def chosen(user: User) -> dict[str, str]:
    """Kind -> how, for each kind that can be chosen."""
    said = dict(Preference.objects.filter(user=user).values_list("kind", "how"))
    return {
        key: said[key] if said.get(key) in kind.ways else kind.default
        for key, kind in mail_kinds.registered.items()
        if kind.can_be_chosen
    }


@transaction.atomic
def choose(*, user: User, wishes: Mapping[str, str]) -> None:
    """Stores how this user wants these kinds; ways that a kind does not have are ignored."""
    fitting = {
        key: how
        for key, how in wishes.items()
        if key in mail_kinds.registered and how in mail_kinds.get(key).ways
    }
    Preference.objects.bulk_create(
        [Preference(user=user, kind=key, how=how) for key, how in fitting.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["how"],
    )
    # What waits for the daily mail is of no use once its kind is switched off.
    stopped = [key for key, how in fitting.items() if how == How.NONE]
    OutboxMail.objects.filter(user=user, kind__in=stopped, daily=True, sent=False).delete()


@transaction.atomic
def stop(*, user: User, kind: str) -> list[mail_kinds.MailKind]:
    keys = [kind]
    # The daily mail stops with all kinds in it that can be switched off.
    if kind == mail_kinds.DIGEST:
        keys = [key for key, how in chosen(user).items() if how == How.DAILY]
    stopped = [mail_kinds.get(key) for key in keys if key in mail_kinds.registered]
    stopped = [one for one in stopped if one.can_be_stopped]
    choose(user=user, wishes={one.key: How.NONE for one in stopped})
    return stopped


def can_be_stopped(kind: str) -> bool:
    if kind == mail_kinds.DIGEST:
        return True
    return kind in mail_kinds.registered and mail_kinds.get(kind).can_be_stopped


def stop_token(user: User, kind: str) -> str:
    # It does one thing for one user, and never expires.
    return signing.dumps([user.pk, kind], salt=SALT)


def read_token(token: str) -> tuple[User, str] | None:
    """Which user wants to stop which kind; None for a token that this site did not make."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk).first()
    return (user, kind) if user and can_be_stopped(kind) else None


def stop_address(user: User, kind: str) -> str:
    return whole_address("notifications:stop", user.language, stop_token(user, kind))


def whole_address(name: str, language: str, *arguments: str) -> str:
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)
