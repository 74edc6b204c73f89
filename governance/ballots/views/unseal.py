"""After a sealed vote: the committee downloads the sealed ballots, and uploads them opened."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from governance.ballots.actions import unseal as unseal_actions
from governance.ballots.actions.unseal import DoesNotFit, Problem
from governance.ballots.capabilities import KEEP_KEYS
from governance.ballots.committee.files import write
from governance.ballots.forms.keys import OpenedForm
from governance.ballots.models import Poll
from governance.ballots.pages.keys import UnsealPage
from governance.ballots.refusals import BoxRefusal
from governance.ballots.views.keys import as_file, posted_files
from governance.members.access.actor import Actor
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.refusals import Refused


@page(KEEP_KEYS)
def sealed_file(request: HouseRequest, slug: str) -> HttpResponse:
    # It can be read only with enough shares of the key.
    poll = get_object_or_404(Poll, slug=slug)
    return as_file(write(unseal_actions.sealed_ballots(poll)), f"verzegeld-{poll.slug}.json")


@sensitive_post_parameters()
@sensitive_variables()
@page(KEEP_KEYS, post=True)
def unseal(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if poll.unsealed_at is not None:
        return redirect(poll)
    if poll.mode != Poll.Mode.SEALED or poll.state != Poll.State.CLOSED:
        raise Refused(BoxRefusal.WRONG_STATE)
    form = OpenedForm(posted(request), posted_files(request))
    problems: dict[Problem, int] = {}
    if form.is_valid():
        try:
            opened = form.cleaned_data["file"]
            return redirect(
                unseal_actions.unseal(poll=poll, opened=opened, by=Actor.user(request.user))
            )
        except DoesNotFit as misfit:
            problems = misfit.problems
    context = {"page": UnsealPage.for_poll(poll, problems), "form": form}
    status = 422 if problems or form.errors else 200
    return render(request, "ballots/keys/unseal.html", context, status=status)
