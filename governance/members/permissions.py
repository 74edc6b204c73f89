"""Who may open what, for views that do not declare it with `access.page` yet."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from governance.members.access.capabilities import Who
from governance.members.access.page import Access
from governance.members.access.request import next_page as way_back
from governance.members.access.visitor import SecondFactorFirst
from governance.members.login import proof, second_factor
from governance.members.models import Member, User
from governance.members.roles import Role

__all__ = [
    "Who",
    "acting_roles",
    "acts_as",
    "member_of",
    "open_to",
    "proven_anew",
    "roles_of",
    "way_back",
]

View = Callable[..., HttpResponseBase]


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


def admits(user: AbstractBaseUser | AnonymousUser, who: frozenset[Who | Role]) -> bool:
    return (
        Who.EVERYONE in who
        or (Who.SIGNED_IN in who and user.is_authenticated)
        or (Who.MEMBERS in who and member_of(user) is not None)
        or bool(roles_of(user) & who)
    )


def in_role(user: AbstractBaseUser | AnonymousUser, who: frozenset[Who | Role]) -> bool:
    """Whether somebody is admitted as the holder of a role, and not as everyone or as a member."""
    return not admits(user, frozenset(one for one in who if isinstance(one, Who)))


def open_to(*who: Who | Role) -> Callable[[View], View]:
    """Lets only these in: others sign in first, or get a plain page that says no (403). Who is
    let in because of a role gives a second factor first."""
    admitted = frozenset(who)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not admits(request.user, admitted):
                if request.user.is_authenticated:
                    raise PermissionDenied
                return redirect_to_login(request.get_full_path())
            if in_role(request.user, admitted) and second_factor.wanting(request):
                return proof.ask_factor(request)
            try:
                return view(request, *args, **kwargs)
            except SecondFactorFirst:
                return proof.ask_factor(request)

        guarded.access = Access(admitted)  # type: ignore[attr-defined]
        return guarded

    return declare


def proven_anew(view: View) -> View:
    """For what weighs heavily: lets through who proved who they are in the last quarter of an
    hour, and asks the others first. What they sent is kept meanwhile. Goes below `open_to`;
    members without a role are never asked."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if roles_of(request.user) and not proof.is_fresh(request):
            return proof.ask(request)
        if request.method == "POST":
            proof.forget(request)
        return view(request, *args, **kwargs)

    asked.proven_anew = True  # type: ignore[attr-defined]
    return asked
