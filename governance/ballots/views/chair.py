"""What the chair and the counting committee do. Each act is a page that asks, then a POST."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.ballots import actions
from governance.ballots.capabilities import COUNT, ESTABLISH, OPEN_AND_CLOSE
from governance.ballots.models import Participation, Poll
from governance.ballots.refusals import Refused
from governance.ballots.views.refused import refuse
from governance.members.access.actor import Actor
from governance.members.permissions import open_to, proven_anew


def asked_first(
    request: HttpRequest, slug: str, template: str, act: Callable[[Poll, Actor], Any]
) -> HttpResponse:
    """GET asks whether one is sure, POST does it."""
    poll = get_object_or_404(Poll, slug=slug)
    if request.method != "POST":
        context = {
            "poll": poll,
            "taking_part": Participation.objects.filter(entry__poll=poll).count(),
            "entitled": poll.roll.count(),
            "letters": partial(actions.letters_for, poll),
        }
        return render(request, template, context)
    try:
        act(poll, Actor.user(request.user))
    except Refused as error:
        return refuse(request, poll, error.refusal)
    return redirect(poll)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(OPEN_AND_CLOSE)
@proven_anew
def open_poll(request: HttpRequest, slug: str) -> HttpResponse:
    return asked_first(
        request, slug, "ballots/open.html", lambda poll, by: actions.open_poll(poll=poll, by=by)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(OPEN_AND_CLOSE)
@proven_anew
def close_poll(request: HttpRequest, slug: str) -> HttpResponse:
    return asked_first(
        request, slug, "ballots/close.html", lambda poll, by: actions.close(poll=poll, by=by)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(COUNT, ESTABLISH)
def count_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Starts the count of a closed poll; a count that is done stays as it is."""
    return asked_first(
        request, slug, "ballots/count.html", lambda poll, _by: actions.request_tally(poll=poll)
    )
