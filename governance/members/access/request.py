"""The request as views get it, with what the site's middleware adds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from governance.members.access.visitor import Visitor
from governance.members.login import second_factor


class HouseRequest(HttpRequest):
    htmx: HtmxDetails
    visitor: Visitor


class VisitorMiddleware:
    """Sets `request.visitor`, which reads nothing before it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HouseRequest) -> HttpResponseBase:
        request.visitor = Visitor(request.user, lambda: second_factor.wanting(request))
        return self.get_response(request)


def posted(request: HttpRequest) -> QueryDict | None:
    """The data of a bound form; None on GET."""
    return request.POST if request.method == "POST" else None


def next_page(request: HttpRequest, *, otherwise: str) -> str:
    """The page of this site that the form names as `next`."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if ours and page.startswith("/") else otherwise
