"""Pages that belong to no wing."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.members.permissions import Who, open_to


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
