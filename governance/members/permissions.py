"""Who may open what, for views that do not declare it with `access.page` yet."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

from governance.members.access.capabilities import Can, Who
from governance.members.access.page import Access, View, admit, reauthenticated
from governance.members.access.request import HouseRequest
from governance.members.access.request import next_page as way_back
from governance.members.access.visitor import SecondFactorFirst
from governance.members.login import reauthentication, second_factor
from governance.members.models import Member, User
from governance.members.roles import Role

__all__ = [
    "View",
    "Who",
    "acting_roles",
    "acts_as",
    "member_of",
    "open_to",
    "proven_anew",
    "roles_of",
    "way_back",
]


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Role]:
    """The roles of a user; none for a visitor."""
    if not isinstance(user, User):
        return frozenset()
    return user.roles


def member_of(user: AbstractBaseUser | AnonymousUser) -> Member | None:
    """The membership of someone who is a member today, suspended or not."""
    return user.membership if isinstance(user, User) else None


def acting_roles(request: HttpRequest) -> frozenset[Role]:
    """The roles that a page which is open to others too may heed: none in a session that still
    wants a second factor. Its holder sees there what everybody sees."""
    roles = roles_of(request.user)
    return frozenset() if roles and second_factor.wanting(request) else roles


def acts_as(request: HttpRequest, *roles: Role) -> bool:
    """Whether somebody holds one of these roles, and so may have at a page that is open to others
    too what these may not. `open_to` asks them for a second factor first."""
    holds = bool(roles_of(request.user) & set(roles))
    if holds and second_factor.wanting(request):
        raise SecondFactorFirst
    return holds


def open_to(*who: Who | Role | Can) -> Callable[[View], View]:
    access = Access(frozenset(who))

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return admit(request, access) or view(request, *args, **kwargs)
            except SecondFactorFirst:
                return reauthentication.ask_factor(request)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return declare


def proven_anew(view: View) -> View:
    """Goes below `open_to`."""

    @wraps(view)
    def asked(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return reauthenticated(request) or view(request, *args, **kwargs)

    asked.proven_anew = True  # type: ignore[attr-defined]
    return asked
