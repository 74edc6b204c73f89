"""Preparing a vote: the board's pages before anything opens."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.ballots import actions
from governance.ballots.capabilities import WRITE_DRAFTS
from governance.ballots.forms import DraftForm, ElectionDraft
from governance.ballots.models import Poll
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.run_of_show import WRITTEN_HERE
from governance.ballots.views.refused import refuse
from governance.members.permissions import open_to

FORMS: dict[str, type[DraftForm | ElectionDraft]] = {
    "resolution": DraftForm,
    "election": ElectionDraft,
}
THROWN_AWAY = Q(kind__in=WRITTEN_HERE) | Q(repeats__isnull=False)
"""The drafts that are written on this site: others would lose what belongs to them."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def new_draft(request: HttpRequest) -> HttpResponse:
    return edited(request, DraftForm, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def new_election(request: HttpRequest) -> HttpResponse:
    return edited(request, ElectionDraft, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def edit_draft(request: HttpRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug, kind__in=FORMS, repeats=None)
    if poll.state != Poll.State.DRAFT:
        return refuse(request, poll, Refusal.WRONG_STATE)
    return edited(request, FORMS[poll.kind], poll)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def delete_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks whether one is sure, POST throws the draft away."""
    poll = get_object_or_404(Poll, THROWN_AWAY, slug=slug)
    if request.method != "POST" and poll.state == Poll.State.DRAFT:
        return render(request, "ballots/delete.html", {"poll": poll})
    try:
        actions.delete_draft(poll=poll)
    except Refused as error:
        return refuse(request, poll, error.refusal)
    return redirect("ballots:list")


def edited(
    request: HttpRequest, form_class: type[DraftForm | ElectionDraft], poll: Poll | None
) -> HttpResponse:
    """The form, empty or filled; stored when it is right, back with a sentence when it is not."""
    form = form_class(request.POST if request.method == "POST" else None, instance=poll)
    if request.method == "POST" and form.is_valid():
        try:
            choices = form.choices() if isinstance(form, ElectionDraft) else None
            return redirect(actions.save_draft(poll=form.save(), choices=choices))
        except Refused as error:
            return refuse(request, form.instance, error.refusal)
    context = {"form": form, "poll": poll, "election": form_class is ElectionDraft}
    status = 422 if form.errors else 200
    return render(request, "ballots/draft.html", context, status=status)
