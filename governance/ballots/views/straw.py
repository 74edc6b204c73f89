"""Straw polls: the list, one poll, and voting in it. One address serves the page and, asked by
htmx, the part of it that changes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from governance.ballots import actions
from governance.ballots.models import StrawPoll
from governance.ballots.refusals import Refusal, Refused
from governance.members.permissions import Who, open_to, way_back

WORDS = {
    Refusal.CLOSED: (409, _("This straw poll is closed. Nothing was changed.")),
    Refusal.INVALID_BALLOT: (422, _("Choose one of these.")),
}


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def straw_list(request: HttpRequest) -> HttpResponse:
    polls = StrawPoll.objects.all()
    now = timezone.now()
    context = {
        "open": polls.filter(closes_at__gt=now),
        "past": polls.filter(closes_at__lte=now),
        "by_name": True,
    }
    return render(request, "ballots/straw_list.html", context)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def straw_poll(request: HttpRequest, slug: str) -> HttpResponse:
    return shown(request, get_object_or_404(StrawPoll, slug=slug))


@require_POST
@never_cache
@open_to(Who.SIGNED_IN)
def straw_vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Votes for `choice`. htmx gets the part with the result, others go back to where they were."""
    poll = get_object_or_404(StrawPoll, slug=slug)
    try:
        actions.vote_straw(
            poll=poll,
            key=request.POST.get("choice", ""),
            voter=request.user,  # type: ignore[arg-type]  # open_to let nobody else in
        )
    except Refused as error:
        return shown(request, poll, error.refusal)
    if request.htmx:  # type: ignore[attr-defined]
        return shown(request, poll)
    return HttpResponseRedirect(way_back(request, otherwise=poll.get_absolute_url()))


def shown(request: HttpRequest, poll: StrawPoll, refusal: Refusal | None = None) -> HttpResponse:
    """The page, or for htmx its part; htmx puts only successful answers on the page."""
    status, sentence = WORDS[refusal] if refusal else (200, "")
    back = way_back(request, otherwise="")
    context = {"poll": poll, "refused": sentence, "back": back, "by_name": True}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "ballots/_straw.html", context)
    return render(request, "ballots/straw.html", context, status=status)
