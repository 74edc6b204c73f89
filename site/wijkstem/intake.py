"""Turning away, before anything looks at it, what no browser sends and what a form parser or the
database stumbles over."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

LONGEST = 4000
"""No address of ours is longer; from 4300 digits on, Python reads no number in it."""


class WellFormed:
    """Answers 400 to a form that cannot be read, since Django's own error pages, which read it
    too, would break over it; and to a NUL in a cookie, which PostgreSQL does not take."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any("\0" in value for value in request.COOKIES.values()) or not readable(request):
            return HttpResponseBadRequest(render_to_string("400.html"))
        if len(request.path) > LONGEST or "\0" in request.path:
            raise Http404
        return self.get_response(request)


def readable(request: HttpRequest) -> bool:
    try:
        return request.POST is not None
    except (BadRequest, MultiPartParserError, SuspiciousOperation):
        return False
