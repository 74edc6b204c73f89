"""The board of commitments, and the page on which a voter looks their ballot up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from governance.ballots.models import Poll
from governance.ballots.publication import latest_board
from governance.ballots.views.polls import must_sign_in, readable_poll, to_the_door
from governance.members.permissions import Who, open_to


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def check_receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a voter finds their ballot on the board. The page sends nothing: a script works out in
    the browser what should stand there, and looks whether it does."""
    if must_sign_in(request, slug):
        return to_the_door(request)
    poll = opened_poll(request, slug)
    context = {
        "poll": poll,
        "sheet": latest_board(poll),
        "form": None if poll.source else poll.paper.form(poll)(poll=poll, entry=None),
    }
    return render(request, "ballots/check_receipt.html", context)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def board_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The board as a file: exactly the lines over which its fingerprint was taken."""
    sheet = latest_board(opened_poll(request, slug))
    if sheet is None:
        raise Http404
    return HttpResponse(sheet.lines, content_type="text/plain; charset=utf-8")


def opened_poll(request: HttpRequest, slug: str) -> Poll:
    poll = readable_poll(request, slug)
    if not poll.frozen_hash:
        raise Http404
    return poll
