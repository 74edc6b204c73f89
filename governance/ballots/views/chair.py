"""What the chair and the counting committee do: each act is a page that asks, then a POST."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from governance.ballots.actions import lifecycle, tally
from governance.ballots.capabilities import COUNT, ESTABLISH, OPEN_AND_CLOSE
from governance.ballots.models import Poll
from governance.ballots.pages.act import ClosePage
from governance.ballots.pages.opening import OpeningPage
from governance.members.access.actor import Actor
from governance.members.access.page import page
from governance.members.access.request import HouseRequest


@page(OPEN_AND_CLOSE, post=True, reauthenticate=True)
def open_poll(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if request.method == "POST":
        lifecycle.open_poll(poll=poll, by=Actor.user(request.user))
        return redirect(poll)
    return render(request, "ballots/act/open.html", {"page": OpeningPage.for_poll(poll)})


@page(OPEN_AND_CLOSE, post=True, reauthenticate=True)
def close_poll(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if request.method == "POST":
        lifecycle.close(poll=poll, by=Actor.user(request.user))
        return redirect(poll)
    return render(request, "ballots/act/close.html", {"page": ClosePage.for_poll(poll)})


@page(COUNT, ESTABLISH, post=True)
def count_again(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if request.method == "POST":
        tally.request_tally(poll=poll)
        return redirect(poll)
    return render(request, "ballots/act/count.html", {"poll": poll})
