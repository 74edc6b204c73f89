"""Straw polls: the list, one question, and voting. htmx gets only the card that changes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from content.straw import actions, pages
from content.straw.models import Question
from content.straw.refusals import Refusal, Refused
from governance.members.permissions import Who, open_to, way_back


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "straw/list.html", {"page": pages.overview(), "by_name": True})


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def question_page(request: HttpRequest, slug: str) -> HttpResponse:
    return shown(request, get_object_or_404(Question, slug=slug))


@require_POST
@never_cache
@open_to(Who.SIGNED_IN)
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """POST field: `choice`. Without htmx one goes back to the page that carried the form."""
    question = get_object_or_404(Question, slug=slug)
    try:
        actions.vote(
            question=question,
            choice=request.POST.get("choice", ""),
            by=request.user,  # type: ignore[arg-type]  # open_to let nobody else in
        )
    except Refused as error:
        return shown(request, question, error.refusal)
    if request.htmx:  # type: ignore[attr-defined]
        return shown(request, question)
    return HttpResponseRedirect(way_back(request, otherwise=question.get_absolute_url()))


def shown(request: HttpRequest, question: Question, refusal: Refusal | None = None) -> HttpResponse:
    status, refused = (refusal.status, refusal.sentence) if refusal else (200, "")
    back = way_back(request, otherwise="")
    card = pages.card(question, request.user, refused=refused, back=back)
    if request.htmx:  # type: ignore[attr-defined]  # it shows only answers with status 200
        return render(request, "straw/_card.html", {"card": card})
    context = {"card": card, "by_name": True}
    return render(request, "straw/question.html", context, status=status)
