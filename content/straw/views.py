"""Straw polls: the list, one question, and voting. htmx gets only the card that changes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from content.straw import actions, pages
from content.straw.models import Question
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, next_page
from governance.refusals import Refusal, Refused


@page(Who.EVERYONE)
def overview(request: HouseRequest) -> HttpResponse:
    return render(request, "straw/list.html", {"page": pages.overview(), "by_name": True})


@page(Who.EVERYONE)
def question_page(request: HouseRequest, slug: str) -> HttpResponse:
    return card_response(request, get_object_or_404(Question, slug=slug))


@page(Who.SIGNED_IN, get=False, post=True)
def vote(request: HouseRequest, slug: str) -> HttpResponse:
    # Without htmx the visitor returns to the page that carried the form.
    question = get_object_or_404(Question, slug=slug)
    choice, user = request.POST.get("choice", ""), request.visitor.required_user()
    try:
        actions.vote(question=question, choice=choice, voter=user)
    except Refused as refused:
        return card_response(request, question, refused.refusal)
    if request.htmx:
        return card_response(request, question)
    return redirect(next_page(request, otherwise=question.get_absolute_url()))


def card_response(
    request: HouseRequest, question: Question, refusal: Refusal | None = None
) -> HttpResponse:
    status, refused = (refusal.status, refusal.sentence) if refusal else (200, "")
    back = next_page(request, otherwise="")
    card = pages.card(question, request.visitor.user, refused=refused, back=back)
    if request.htmx:  # it shows only answers with status 200
        return render(request, "straw/_card.html", {"card": card})
    context = {"card": card, "by_name": True}
    return render(request, "straw/question.html", context, status=status)
