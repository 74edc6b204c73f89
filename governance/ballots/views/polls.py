"""Reading: the list of polls, one poll with its rules or its result, the progress of a count."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from governance.ballots.box import canonical
from governance.ballots.models import Tally
from governance.ballots.pages.poll import PollPage, may_count
from governance.ballots.pages.poll_list import PollListPage
from governance.ballots.pages.readable import must_sign_in, readable_poll
from governance.ballots.pages.turnout import read_turnout
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest

# htmx's status for the last answer of a poll.
STOP_POLLING = 286


@page(Who.EVERYONE)
def poll_list(request: HouseRequest) -> HttpResponse:
    return render(
        request, "ballots/poll/list.html", {"page": PollListPage.for_visitor(request.visitor)}
    )


@page(Who.EVERYONE)
def poll_page(request: HouseRequest, slug: str) -> HttpResponse:
    if must_sign_in(slug, request.visitor):
        return redirect_to_login(request.get_full_path())
    poll = readable_poll(slug, request.visitor)
    if poll.get_absolute_url() != request.path:
        return redirect(poll)
    told = PollPage.for_visitor(poll, request.visitor)
    return render(request, "ballots/poll/poll.html", {"page": told})


@page(Who.EVERYONE, cached=True)
def turnout(request: HouseRequest, slug: str) -> HttpResponse:
    """The fragment that htmx fetches while a vote is open; 304 if nothing changed."""
    poll = readable_poll(slug, request.visitor)
    if not request.htmx:
        answer: HttpResponse = redirect(poll)
    elif not poll.running:
        answer = HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})
    else:
        numbers = read_turnout(poll)
        seen = canonical.digest("turnout", poll.slug, get_language() or "", repr(numbers))
        mark = quote_etag(seen)
        answer = get_conditional_response(request, etag=mark) or render(
            request, "ballots/poll/_turnout.html", {"poll": poll, "turnout": numbers}
        )
        answer["ETag"] = mark
        patch_vary_headers(answer, ["HX-Request"])
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@page(Who.EVERYONE)
def progress(request: HouseRequest, slug: str) -> HttpResponse:
    """The fragment for htmx; the poll's page otherwise."""
    poll = readable_poll(slug, request.visitor)
    if not request.htmx:
        return redirect(poll)
    tally = Tally.objects.filter(poll=poll).first()
    context = {"poll": poll, "tally": tally, "may_count": may_count(request.visitor)}
    response = render(request, "ballots/poll/_progress.html", context)
    if not poll.is_over and (tally is None or not tally.running):
        response.status_code = STOP_POLLING
        response["HX-Refresh"] = "true"
    return response
