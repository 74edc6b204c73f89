"""Preparing a vote: the board's pages before anything opens."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.ballots import actions, kinds
from governance.ballots.capabilities import WRITE_DRAFTS
from governance.ballots.kinds.forms import Drafting
from governance.ballots.models import Poll
from governance.ballots.refusals import BoxRefusal
from governance.ballots.views.refused import refuse
from governance.members.permissions import open_to
from governance.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def new_draft(request: HttpRequest, slug: str = "") -> HttpResponse:
    for drafting in kinds.drafted().values():
        if drafting.slug == slug:
            return edited(request, drafting, None)
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def edit_draft(request: HttpRequest, slug: str) -> HttpResponse:
    drafted = kinds.drafted()
    poll = get_object_or_404(Poll, slug=slug, kind__in=drafted, repeats=None)
    if poll.state != Poll.State.DRAFT:
        return refuse(request, poll, BoxRefusal.WRONG_STATE)
    return edited(request, drafted[poll.kind], poll)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def delete_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks whether one is sure, POST throws the draft away."""
    # Drafts that are made elsewhere would lose what belongs to them.
    made_here = Q(kind__in=kinds.drafted()) | Q(repeats__isnull=False)
    poll = get_object_or_404(Poll, made_here, slug=slug)
    if request.method != "POST" and poll.state == Poll.State.DRAFT:
        return render(request, "ballots/delete.html", {"poll": poll})
    try:
        actions.delete_draft(poll=poll)
    except Refused as error:
        return refuse(request, poll, error.refusal)
    return redirect("ballots:list")


def edited(request: HttpRequest, drafting: Drafting, poll: Poll | None) -> HttpResponse:
    """The form, empty or filled; stored when it is right, back with a sentence when it is not."""
    form = drafting.form(request.POST if request.method == "POST" else None, instance=poll)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.save_draft(poll=form.save(), choices=form.choices()))
        except Refused as error:
            return refuse(request, form.instance, error.refusal)
    others = [other for other in kinds.drafted().values() if other is not drafting]
    context = {"form": form, "poll": poll, "drafting": drafting, "others": others}
    status = 422 if form.errors else 200
    return render(request, "ballots/draft.html", context, status=status)
