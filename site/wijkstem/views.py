"""Pages that belong to no wing."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest


@page(Who.EVERYONE)
def admin_login(request: HouseRequest) -> HttpResponse:
    # Wagtail sends visitors here whom it does not admit.
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", "/beheer/"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    # Also of a page that was left open too long.
    return render(request, "403_forged.html", status=403)
