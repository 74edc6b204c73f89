"""Re-authentication before sensitive actions; keeps the form that was sent."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from governance.members.login import second_factor

ASIDE = "set_aside"
# Characters of a form that is kept; a longer one, or one with a file, is not.
LARGEST = 100_000


def is_fresh(request: HttpRequest) -> bool:
    """Whether identity was proven in the last 15 minutes, with the second factor if any."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    fresh = {r.get("method") for r in second_factor.records(request) if r.get("at", 0) > since}
    if "mfa" in fresh:
        return True
    user: Any = request.user
    return "code" in fresh and not second_factor.has_factor(user)


def ask(request: HttpRequest) -> HttpResponseBase:
    ways = get_adapter().get_reauthentication_methods(request.user)
    return send(request, ways[0]["url"])


def ask_factor(request: HttpRequest) -> HttpResponseBase:
    """Sends a holder of a role to give a second factor, or to set one up."""
    user: Any = request.user
    if second_factor.has_factor(user):
        return ask(request)
    return send(request, reverse("account_set_up"))


def send(request: HttpRequest, page: str) -> HttpResponseBase:
    """Sends the user to that page, and from there back to what they were doing."""
    address = f"{page}?{urlencode({'next': set_aside(request)})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def set_aside(request: HttpRequest) -> str:
    """Keeps the form that was sent, and returns the page to go on from."""
    page = request.get_full_path()
    if request.method in ("GET", "HEAD"):
        return page
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    lost = bool(request.FILES) or sum(len(value) for _name, value in fields) > LARGEST
    request.session[ASIDE] = {
        "page": page,
        "before": page_before(request),
        "fields": None if lost else fields,
        "at": time.time(),
    }
    return reverse("account_go_on")


def page_before(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    host = request.get_host()
    if url_has_allowed_host_and_scheme(page, {host}, request.is_secure()):
        return page
    return request.get_full_path()


def kept(request: HttpRequest) -> dict[str, Any] | None:
    """None after 15 minutes."""
    aside: dict[str, Any] | None = request.session.get(ASIDE)
    if aside and aside["at"] < time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        del request.session[ASIDE]
        return None
    return aside


def forget(request: HttpRequest) -> None:
    # What was set aside is being sent now.
    aside = request.session.get(ASIDE)
    if aside and aside["page"] == request.get_full_path():
        del request.session[ASIDE]
