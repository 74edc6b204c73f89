"""The bulletin board, and the page on which voters look up their ballot."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render

from governance.ballots.models import BulletinBoard, Poll
from governance.ballots.pages.bulletin_board import BulletinPage
from governance.ballots.pages.readable import must_sign_in, readable_poll
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest


@page(Who.EVERYONE)
def check_receipt(request: HouseRequest, slug: str) -> HttpResponse:
    # The page sends nothing: a script finds the line of the ballot in the browser.
    if must_sign_in(slug, request.visitor):
        return redirect_to_login(request.get_full_path())
    told = BulletinPage.for_poll(opened_poll(request, slug))
    return render(request, "ballots/bulletin/check.html", {"page": told})


@page(Who.EVERYONE)
def board_text(request: HouseRequest, slug: str) -> HttpResponse:
    board = BulletinBoard.objects.latest_of(opened_poll(request, slug))
    if board is None:
        raise Http404
    # Exactly the lines over which the fingerprint was taken.
    return HttpResponse(board.lines, content_type="text/plain; charset=utf-8")


def opened_poll(request: HouseRequest, slug: str) -> Poll:
    poll = readable_poll(slug, request.visitor)
    if not poll.frozen_hash:
        raise Http404
    return poll
