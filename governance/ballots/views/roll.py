"""The roll of a vote: who may vote, with how many votes, and why (not)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from governance.ballots.actions import electors
from governance.ballots.capabilities import ADD_TO_ROLL, SEE_ROLL
from governance.ballots.forms.roll import Reason
from governance.ballots.models import Poll
from governance.ballots.pages.roll import RollPage, why
from governance.members.access.actor import Actor
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.models import Member


@page(SEE_ROLL)
def roll_page(request: HouseRequest, slug: str) -> HttpResponse:
    """GET fields: `q` (a number or a part of a name), `p`."""
    poll = get_object_or_404(Poll, slug=slug)
    query = request.GET.get("q", "").strip()[:120]
    shown = RollPage.for_visitor(poll, request.visitor, query, request.GET.get("p"))
    return render(request, "ballots/roll/roll.html", {"page": shown})


@page(ADD_TO_ROLL, post=True, reauthenticate=True)
def add_to_roll(request: HouseRequest, slug: str, number: int) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    member = get_object_or_404(Member, number=number)
    form = Reason(posted(request))
    if form.is_valid():
        electors.add_to_roll(
            poll=poll, member=member, by=Actor.user(request.user), **form.cleaned_data
        )
        return redirect(f"{reverse('ballots:roll', args=[slug])}?q={number}")
    context = {"poll": poll, "page": why(poll, member), "form": form}
    return render(request, "ballots/roll/add.html", context, status=422 if form.errors else 200)
