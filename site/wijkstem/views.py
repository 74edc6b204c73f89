"""Pages that belong to no wing."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from governance.ballots.models import RollEntry
from governance.members.models import Member
from governance.members.permissions import Who, member_of, open_to, roles_of


@require_safe
@never_cache
@open_to(Who.SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """My page: who I am here, and what I still have to do."""
    member = member_of(request.user)
    context: dict[str, Any] = {"member": member, "roles": sorted(roles_of(request.user))}
    if member is None:
        context["former"] = Member.objects.filter(user=request.user.pk).first()
    if member:
        context |= papers_and_proxies(member)
    return render(request, "mine.html", context)


def papers_and_proxies(member: Member) -> dict[str, Any]:
    """What this member still has to vote on, and the proxies they gave and hold."""
    entries = RollEntry.objects
    return {
        "to_cast": list(entries.to_cast_by(member).select_related("poll", "member")),
        "given": list(entries.proxies_given_by(member)),
        "received": list(entries.proxies_held_by(member)),
    }


@require_safe
@open_to(Who.EVERYONE)
def door(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends whom it does not let in: visitors sign in, members without a role get
    a plain page that says no."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/beheer/"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from this site, or from a page left open too long (403)."""
    return render(request, "403_forged.html", status=403)
