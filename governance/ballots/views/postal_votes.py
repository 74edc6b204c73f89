"""Votes on paper: the names, the papers one by one, and the second person who reads all again."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from governance.ballots.actions import postal_votes
from governance.ballots.capabilities import ENTER_PAPER_VOTES
from governance.ballots.forms.postal_votes import NamesForm
from governance.ballots.kinds.forms import BallotForm
from governance.ballots.models import PaperBatch, Poll
from governance.ballots.pages.postal_votes import (
    BatchListPage,
    BatchPage,
    next_entry,
    refused_numbers,
)
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.refusals import Refused


@page(ENTER_PAPER_VOTES, post=True)
def batches(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    form = NamesForm(posted(request))
    if form.is_valid():
        try:
            batch = postal_votes.enter_names(
                poll=poll, by=Actor.user(request.user), **form.cleaned_data
            )
            return redirect("ballots:paper-batch", slug, batch.pk)
        except Refused as refused:
            numbers = form.cleaned_data["numbers"]
            form.add_error("numbers", refused_numbers(poll, numbers, refused.refusal))
    context = {"page": BatchListPage.for_poll(poll), "form": form}
    status = 422 if form.errors else 200
    return render(request, "ballots/postal_votes/list.html", context, status=status)


@sensitive_post_parameters()
@sensitive_variables()
@page(ENTER_PAPER_VOTES, post=True)
def batch(request: HouseRequest, slug: str, pk: int) -> HttpResponse:
    """One member enters papers; another one reads all again and confirms.

    POST field `act`: "enter" (with the kind's own fields), "remove", "confirm" or "discard".
    """
    batch = get_object_or_404(PaperBatch.objects.select_related("poll"), poll__slug=slug, pk=pk)
    if request.method != "POST":
        return show(request, batch)
    acts: dict[str, Callable[[HouseRequest, PaperBatch], HttpResponse]] = {
        "remove": remove,
        "confirm": confirm,
        "discard": discard,
    }
    return acts.get(request.POST.get("act", ""), enter)(request, batch)


def enter(request: HouseRequest, batch: PaperBatch) -> HttpResponse:
    entry = next_entry(batch)
    if entry is None:
        raise Refused(BoxRefusal.WRONG_STATE)
    form = batch.poll.paper.form(batch.poll)(request.POST, poll=batch.poll, entry=entry)
    if request.POST.get("act") != "enter":  # such as the button that only adds up a budget
        return show(request, batch, form=form)
    if not form.is_valid():
        return show(request, batch, form=form, status=422)
    whose = entry if batch.poll.linked else None
    if whose and request.POST.get("whose") != str(whose.number):
        raise Refused(BoxRefusal.NOT_AS_SEEN)
    postal_votes.enter_paper(
        batch=batch, choice=form.choice(), entry=whose, by=Actor.user(request.user)
    )
    return redirect("ballots:paper-batch", batch.poll.slug, batch.pk)


def remove(request: HouseRequest, batch: PaperBatch) -> HttpResponse:
    paper = request.POST.get("paper", "").replace("\0", "")
    postal_votes.remove_paper(batch=batch, paper_id=paper, by=Actor.user(request.user))
    return redirect("ballots:paper-batch", batch.poll.slug, batch.pk)


def confirm(request: HouseRequest, batch: PaperBatch) -> HttpResponse:
    postal_votes.confirm_batch(
        batch=batch, seen=request.POST.get("seen", ""), by=Actor.user(request.user)
    )
    return redirect("ballots:paper-batches", batch.poll.slug)


def discard(request: HouseRequest, batch: PaperBatch) -> HttpResponse:
    postal_votes.discard_batch(batch=batch, by=Actor.user(request.user))
    return redirect("ballots:paper-batches", batch.poll.slug)


def show(
    request: HouseRequest, batch: PaperBatch, form: BallotForm | None = None, status: int = 200
) -> HttpResponse:
    shown = BatchPage.for_user(batch, request.visitor.required_user())
    if not shown.filling_in:
        return render(request, "ballots/postal_votes/batch.html", {"page": shown}, status=status)
    paper = batch.poll.paper
    context = {
        "page": shown,
        "form": form or paper.form(batch.poll)(poll=batch.poll, entry=shown.entry),
        "paper_base": "ballots/postal_votes/entry.html",
    }
    return render(request, paper.paper_templates, context, status=status)
