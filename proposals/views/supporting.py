"""Supporting an idea, and taking that back."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, next_page
from governance.refusals import Refused
from proposals import actions
from proposals.models import Idea

Act = Callable[..., None]


@page(Who.MEMBERS, get=False, post=True)
def support(request: HouseRequest, pk: int) -> HttpResponse:
    return answer(request, pk, actions.support)


@page(Who.MEMBERS, get=False, post=True)
def take_back(request: HouseRequest, pk: int) -> HttpResponse:
    return answer(request, pk, actions.take_back)


def answer(request: HouseRequest, pk: int, act: Act) -> HttpResponse:
    # htmx gets the fragment; other visitors go back to where they were.
    idea, member = get_object_or_404(Idea, pk=pk), request.visitor.required_member()
    try:
        act(idea=idea, member=member)
    except Refused as refused:
        if not request.htmx:
            raise
        # htmx puts only successful answers on the page
        context = {"idea": idea, "refusal": refused.refusal}
        return render(request, "proposals/_support.html", context)
    back = next_page(request, otherwise=idea.get_absolute_url())
    if not request.htmx:
        return HttpResponseRedirect(back)
    idea = get_object_or_404(Idea.objects.for_reader(member), pk=pk)
    return render(request, "proposals/_support.html", {"idea": idea, "back": back})
