"""Preparing a vote: the board's pages before anything opens."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from governance.ballots import kinds
from governance.ballots.actions import drafts
from governance.ballots.capabilities import WRITE_DRAFTS
from governance.ballots.kinds.forms import Drafting
from governance.ballots.models import Poll
from governance.ballots.pages.drafts import DraftPage
from governance.ballots.refusals import BoxRefusal
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.refusals import Refused


@page(WRITE_DRAFTS, post=True)
def new_draft(request: HouseRequest, kind: str = "") -> HttpResponse:
    for drafting in kinds.drafted().values():
        if drafting.slug == kind:
            return edited(request, drafting, None)
    raise Http404


@page(WRITE_DRAFTS, post=True)
def edit_draft(request: HouseRequest, slug: str) -> HttpResponse:
    drafted = kinds.drafted()
    poll = get_object_or_404(Poll, slug=slug, kind__in=drafted, repeats=None)
    if poll.state != Poll.State.DRAFT:
        raise Refused(BoxRefusal.WRONG_STATE)
    return edited(request, drafted[poll.kind], poll)


@page(WRITE_DRAFTS, post=True)
def delete_draft(request: HouseRequest, slug: str) -> HttpResponse:
    # Drafts that are made elsewhere would lose what belongs to them.
    made_here = Q(kind__in=kinds.drafted()) | Q(repeats__isnull=False)
    poll = get_object_or_404(Poll, made_here, slug=slug)
    if request.method != "POST" and poll.state == Poll.State.DRAFT:
        return render(request, "ballots/draft/delete.html", {"poll": poll})
    drafts.delete_draft(poll=poll)
    return redirect("ballots:list")


def edited(request: HouseRequest, drafting: Drafting, poll: Poll | None) -> HttpResponse:
    form = drafting.form(posted(request), instance=poll)
    if form.is_valid():
        return redirect(drafts.save_draft(poll=form.save(), choices=form.choices()))
    context = {"page": DraftPage.for_draft(drafting, poll), "form": form}
    status = 422 if form.errors else 200
    return render(request, "ballots/draft/draft.html", context, status=status)
