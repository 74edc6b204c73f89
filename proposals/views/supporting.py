"""Supporting an idea, and taking that back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from governance.members.permissions import Who, member_of, open_to, way_back
from proposals import actions
from proposals.models import Idea
from proposals.refusals import Refused
from proposals.views.refused import WORDS, refuse

Act = Callable[..., None]


@require_POST
@open_to(Who.MEMBERS)
def support(request: HttpRequest, pk: int) -> HttpResponse:
    return answered(request, pk, actions.support)


@require_POST
@open_to(Who.MEMBERS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    return answered(request, pk, actions.take_back)


def answered(request: HttpRequest, pk: int, act: Act) -> HttpResponse:
    """Acts; then htmx gets the fragment, everybody else goes back to where they were."""
    idea = get_object_or_404(Idea, pk=pk)
    try:
        act(idea=idea, member=member_of(request.user))
    except Refused as error:
        if not request.htmx:  # type: ignore[attr-defined]
            return refuse(request, error.refusal)
        # htmx puts only successful answers on the page
        context = {"idea": idea, "refused": WORDS[error.refusal][1]}
        return render(request, "proposals/_support.html", context)
    back = way_back(request, otherwise=idea.get_absolute_url())
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(back)
    idea = get_object_or_404(Idea.objects.shown(member_of(request.user)), pk=pk)
    return render(request, "proposals/_support.html", {"idea": idea, "back": back})
