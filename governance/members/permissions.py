"""Who may open what. Every view says so with `open_to`; a test fails for one that does not."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from governance.members.models import Member, User
from governance.members.roles import Role

View = Callable[..., HttpResponse]


class Who(Enum):
    """Those who hold no particular role."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    MEMBERS = "members"


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles of a user, read once per request."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_roles"):
        names = set(user.groups.values_list("name", flat=True))
        user._roles = frozenset(role for role in Role if role.value in names)
    return user._roles


def member_of(user: User | AnonymousUser) -> Member | None:
    """The membership of a user who is a member today, suspended or not."""
    if not user.is_authenticated:
        return None
    if not hasattr(user, "_member"):
        member = Member.objects.filter(user=user).select_related("neighbourhood").first()
        left = member and member.left_on and member.left_on <= timezone.localdate()
        user._member = None if left else member
    return user._member


def admits(user: User | AnonymousUser, who: frozenset[Who | Role]) -> bool:
    return (
        Who.EVERYONE in who
        or (Who.SIGNED_IN in who and user.is_authenticated)
        or (Who.MEMBERS in who and member_of(user) is not None)
        or bool(roles_of(user) & who)
    )


def open_to(*who: Who | Role) -> Callable[[View], View]:
    """Lets only these in: others sign in first, or get a plain page that says no (403)."""
    admitted = frozenset(who)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not admits(request.user, admitted):  # type: ignore[arg-type]
                if request.user.is_authenticated:
                    raise PermissionDenied
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        guarded.access = admitted  # type: ignore[attr-defined]
        return guarded

    return declare
