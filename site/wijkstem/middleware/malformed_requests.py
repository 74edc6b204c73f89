"""Refuses requests that no browser sends, and that a form parser or the database fails on."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

# No address of ours is longer; from 4300 digits on, Python reads no number in it.
LONGEST = 4000
BACK_OFFICE, NO_NUMBER = "/beheer/", "expected a number but got"


class RefuseMalformed:
    """Answers 400 to a form that cannot be read, and to a NUL in a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Django's error pages read the form too, and PostgreSQL takes no NUL.
        if any("\0" in value for value in request.COOKIES.values()) or not readable(request):
            return HttpResponseBadRequest(render_to_string("400.html"))
        if len(request.path) > LONGEST or "\0" in request.path:
            raise Http404
        return self.get_response(request)


class ImpossibleKeys:
    """404 in the back office for a key that no row can have."""

    # Some of Wagtail's pages look a key up without checking it.

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        no_key = isinstance(exception, (OverflowError, DataError)) or (
            isinstance(exception, ValueError) and NO_NUMBER in str(exception)
        )
        if no_key and request.method in ("GET", "HEAD") and request.path.startswith(BACK_OFFICE):
            raise Http404


def readable(request: HttpRequest) -> bool:
    try:
        return request.POST is not None
    except (BadRequest, MultiPartParserError, SuspiciousOperation):
        return False
