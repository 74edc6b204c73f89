"""How somebody wants to get which mail, and the link with which one stops a kind of it."""

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from governance.members.models import User
from governance.notifications import kinds
from governance.notifications.kinds import How
from governance.notifications.models import OutboxMail, Preference

SALT = "wijkstem stop mail"


def chosen(user: User) -> dict[str, str]:
    """Kind -> how, of every kind that can be chosen, as it holds for this user."""
    said = dict(Preference.objects.filter(user=user).values_list("kind", "how"))
    return {
        key: said[key] if said.get(key) in kind.ways else kind.default
        for key, kind in kinds.registered.items()
        if kind.can_be_chosen
    }


@transaction.atomic
def choose(*, user: User, wishes: Mapping[str, str]) -> None:
    """Remembers how this user wants these kinds. Ways that a kind does not have are left alone.
    What still waited for the daily mail of a kind that is now switched off is thrown away."""
    fitting = {
        key: how
        for key, how in wishes.items()
        if key in kinds.registered and how in kinds.get(key).ways
    }
    Preference.objects.bulk_create(
        [Preference(user=user, kind=key, how=how) for key, how in fitting.items()],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["how"],
    )
    stopped = [key for key, how in fitting.items() if how == How.NONE]
    OutboxMail.objects.filter(user=user, kind__in=stopped, daily=True, sent=False).delete()


@transaction.atomic
def stop(*, user: User, kind: str) -> list[kinds.Kind]:
    """Switches a kind of mail off; with the daily mail all that comes with it and can be switched
    off. Returns which those are. The second time changes nothing."""
    keys = [kind]
    if kind == kinds.DIGEST:
        keys = [key for key, how in chosen(user).items() if how == How.DAILY]
    stopped = [kinds.get(key) for key in keys if key in kinds.registered]
    stopped = [one for one in stopped if one.can_be_stopped]
    choose(user=user, wishes={one.key: How.NONE for one in stopped})
    return stopped


def can_be_stopped(kind: str) -> bool:
    if kind == kinds.DIGEST:
        return True
    return kind in kinds.registered and kinds.get(kind).can_be_stopped


def stop_token(user: User, kind: str) -> str:
    """What the link in a mail carries: it does one thing for one user, and for ever."""
    return signing.dumps([user.pk, kind], salt=SALT)


def read_token(token: str) -> tuple[User, str] | None:
    """Who wants to stop what; None for a token that we did not make."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk).first()
    return (user, kind) if user and can_be_stopped(kind) else None


def stop_address(user: User, kind: str) -> str:
    return whole_address("notifications:stop", user.language, stop_token(user, kind))


def whole_address(name: str, language: str, *arguments: str) -> str:
    """The whole address of a page of ours in that language."""
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)
