"""A trial ballot paper: what voters will see, before anything opens."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_post_parameters

from governance.ballots.actions.lifecycle import freeze
from governance.ballots.capabilities import WRITE_DRAFTS
from governance.ballots.models import Poll, RollEntry
from governance.ballots.pages.voting import BallotPaperPage
from governance.ballots.refusals import BoxRefusal
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.refusals import Refused


@sensitive_post_parameters()
@page(WRITE_DRAFTS, post=True)
def preview(request: HouseRequest, slug: str) -> HttpResponse:
    # There is no roll and no code yet, so nothing can be cast; what is frozen here is not stored.
    poll = get_object_or_404(Poll, slug=slug)
    if poll.state != Poll.State.DRAFT:
        raise Refused(BoxRefusal.WRONG_STATE)
    freeze(poll)
    poll.frozen_hash = f"trial {poll.pk}"  # the same order of choices at each visit
    entry = RollEntry(pk=0, poll=poll, name=str(request.user), votes=1)
    form = poll.paper.form(poll)(posted(request), poll=poll, entry=entry, chosen=None)
    checks = request.method == "POST" and request.POST.get("step") != "panel"
    if checks and form.is_valid():
        shown = BallotPaperPage.for_trial(poll, entry, form.choice())
        return render(request, "ballots/voting/check.html", {"page": shown})
    shown = BallotPaperPage.for_trial(poll, entry)
    status = 422 if checks else 200
    context = {"page": shown, "form": form}
    return render(request, poll.paper.paper_templates, context, status=status)
