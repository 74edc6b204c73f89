"""The kinds of mail: a closed list, to which each app adds its own when it loads."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Kinds that members cannot do without cannot be switched off; each of those says why.
Words = str | Promise


class How(models.TextChoices):
    NOW = "now", _("at once")
    DAILY = "daily", _("once a day, all together, at six in the evening")
    NONE = "none", _("not at all")


@dataclass(frozen=True, kw_only=True)
class MailKind:
    """A kind of mail in words. `ways`: how one can get it, the first by default. `always`: why it
    cannot be switched off. `for_roles`: only for holders of a role."""

    key: str
    title: Words
    about: Words
    ways: tuple[How, ...] = (How.NOW,)
    always: Words = ""
    for_roles: bool = False

    @property
    def default(self) -> How:
        return self.ways[0]

    @property
    def can_be_chosen(self) -> bool:
        return len(self.ways) > 1

    @property
    def can_be_stopped(self) -> bool:
        return How.NONE in self.ways


registered: dict[str, MailKind] = {}


def add_kind(kind: MailKind) -> None:
    if registered.setdefault(kind.key, kind) != kind:
        raise ValueError(f"There is a kind of mail {kind.key} already")
    if kind.can_be_stopped == bool(kind.always):
        raise ValueError(f"{kind.key}: says why it is always mailed, or can be switched off")


def get(key: str) -> MailKind:
    return registered[key]


def for_choosing(*, has_role: bool) -> list[MailKind]:
    return [kind for kind in registered.values() if kind.can_be_chosen and fits(kind, has_role)]


def always(*, has_role: bool) -> list[MailKind]:
    return [kind for kind in registered.values() if not kind.can_be_chosen and fits(kind, has_role)]


def fits(kind: MailKind, has_role: bool) -> bool:
    return has_role or not kind.for_roles


SECURITY, MEMBERSHIP, WORK = "security", "membership", "work"
# The daily mail itself. It is no kind to choose: stopping it stops what is in it.
DIGEST = "digest"

OWN = (
    MailKind(
        key=SECURITY,
        title=_("Signing in and safety"),
        about=_("Codes to sign in, and word that your e-mail address or your devices changed."),
        always=_("Otherwise you would not notice it if somebody else got at your account."),
    ),
    MailKind(
        key=MEMBERSHIP,
        title=_("Your membership"),
        about=_("What the board decides about your membership, and what you asked for."),
        always=_("These are letters to you. They are about your rights as a member."),
    ),
    MailKind(
        key=WORK,
        title=_("Work that waits for you"),
        about=_("Questions of members and other work for your role."),
        ways=(How.NOW, How.DAILY),
        always=_("A member waits for an answer. You can get them together, once a day."),
        for_roles=True,
    ),
)
