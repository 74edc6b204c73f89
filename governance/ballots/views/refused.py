"""A refusal in words: a plain page that says what happened and that nothing was stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.ballots.forms import SealedChoice
from governance.ballots.models import Poll
from governance.ballots.refusals import BoxRefusal
from governance.members.access.page import refused_page
from governance.refusals import Refusal

TRY_AGAIN_AFTER = 10
"""Seconds that a program should wait before it tries again."""


def refuse(request: HttpRequest, poll: Poll, refusal: Refusal) -> HttpResponse:
    return refused_page(request, refusal)  # type: ignore[arg-type]


def not_stored(
    request: HttpRequest, poll: Poll, entry_id: int, refusal: Refusal, filled_in: SealedChoice
) -> HttpResponse:
    """The database cannot write, or broke. The page holds the ballot as it was filled in, so that
    one press casts the very same one: what was stored after all gives the same receipt."""
    if "doubt" in request.POST:  # an earlier try may have stored it
        refusal = BoxRefusal.IN_DOUBT
    context = {"poll": poll, "entry_id": entry_id, "refusal": refusal, "sealed": filled_in}
    response = render(request, "ballots/not_stored.html", context, status=refusal.status)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response
