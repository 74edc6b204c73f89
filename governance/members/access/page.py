"""What a page declares: who may open it, by which methods, and whether identity is proven again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.members.access.capabilities import Can, Who
from governance.members.access.request import HouseRequest
from governance.members.access.visitor import SecondFactorFirst, Visitor
from governance.members.login import reauthentication
from governance.members.roles import Role
from governance.refusals import Refusal, Refused

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Access:
    # Read by the page of roles and by the test that every address declares it.
    who: frozenset[Who | Role | Can]
    reauthenticate: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        roles = {one for one in self.who if isinstance(one, Role)}
        return frozenset(roles.union(*(one.roles for one in self.who if isinstance(one, Can))))

    @property
    def without_role(self) -> frozenset[Who]:
        return frozenset(one for one in self.who if isinstance(one, Who))

    def admits_without_role(self, visitor: Visitor) -> bool:
        return (
            Who.EVERYONE in self.who
            or (Who.SIGNED_IN in self.who and visitor.user.is_authenticated)
            or (Who.MEMBERS in self.who and visitor.member is not None)
        )


def page(
    *who: Who | Role | Can,
    get: bool = True,
    post: bool = False,
    reauthenticate: bool = False,
    cached: bool = False,
) -> Callable[[View], View]:
    """Admits only these; others sign in first or get a plain page that says no (403). Those whom
    a role admits give a second factor first. A refusal of an action becomes a page.

    `get` and `post`: the methods. `reauthenticate`: for sensitive actions; members without a role
    are never asked. `cached`: the view says itself how long its answer may be kept.
    """
    methods = [*(["GET", "HEAD"] if get else []), *(["POST"] if post else [])]
    access = Access(frozenset(who), reauthenticate)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return admit(request, access) or view(request, *args, **kwargs)
            except SecondFactorFirst:
                return reauthentication.ask_factor(request)
            except Refused as refused:
                return refused_page(request, refused.refusal)

        guarded.access = access  # type: ignore[attr-defined]
        return require_http_methods(methods)(guarded if cached else never_cache(guarded))

    return declare


def admit(request: HouseRequest, access: Access) -> HttpResponseBase | None:
    """The answer instead of the page, for those who may not open it yet or at all."""
    visitor = request.visitor
    if not access.admits_without_role(visitor):
        if not access.roles & visitor.held_roles:
            if visitor.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path())
        if visitor.lacks_factor:
            return reauthentication.ask_factor(request)
    return reauthenticated(request) if access.reauthenticate else None


def reauthenticated(request: HouseRequest) -> HttpResponseBase | None:
    """Asks holders of a role who they are, unless they proved it in the last 15 minutes."""
    if request.visitor.held_roles and not reauthentication.is_fresh(request):
        # What they sent is kept meanwhile.
        return reauthentication.ask(request)
    if request.method == "POST":
        reauthentication.forget(request)
    return None


def refused_page(request: HouseRequest, refusal: Refusal) -> HttpResponse:
    app = request.resolver_match.app_name if request.resolver_match else ""
    # An app may lead back in its own page, which extends the common one.
    templates = [f"{app}/refused.html", "refused.html"] if app else ["refused.html"]
    return render(request, templates, {"refusal": refusal}, status=refusal.status)
