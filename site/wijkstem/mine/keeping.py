"""What those with a role keep, and where: register, applications, letters, terms, privacy."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.joining.actions.applications import BOARD as ADMITTING
from governance.members.roles import Role
from governance.members.views.records import BOARD


@dataclass(frozen=True)
class Page:
    """`view`: the name of its address."""

    view: str
    title: str | Promise
    about: str | Promise
    roles: frozenset[Role]


APPOINTING = frozenset({Role.SECRETARY, Role.ADMINISTRATOR})
SECRETARY = frozenset({Role.SECRETARY})
PAGES = [
    Page(
        "register_members:index",
        _("Members' register"),
        _("Look up members, and what happened to their membership"),
        frozenset(BOARD),
    ),
    Page(
        "joining:applications",
        _("Applications"),
        _("Who wants to become a member"),
        frozenset(ADMITTING),
    ),
    Page(
        "joining:letters",
        _("Letters with a code"),
        _("For members without an e-mail address"),
        SECRETARY,
    ),
    Page("board:terms", _("Terms of office"), _("Who holds a role, until when"), APPOINTING),
    Page(
        "board:former",
        _("Former members"),
        _("Erase details earlier, for who asks for it"),
        SECRETARY,
    ),
    Page(
        "board:retention",
        _("Retention periods"),
        _("What is thrown away, and when"),
        frozenset(BOARD),
    ),
    Page(
        "board:processing",
        _("Record of processing"),
        _("Which personal details there are, and why; to print"),
        frozenset(BOARD),
    ),
]


def pages_of(roles: frozenset[Role]) -> list[Page]:
    return [page for page in PAGES if page.roles & roles]
