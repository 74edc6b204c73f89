"""Rounds: what there is to divide, what was decided and why."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from budgets.rounds.actions import voting
from budgets.rounds.forms.draft import BudgetDraft
from budgets.rounds.models import BudgetPoll, Envelope
from budgets.rounds.pages import round_list as lists
from budgets.rounds.pages import rounds as pages
from budgets.rounds.pages.draft import draft_page
from budgets.rounds.pages.visible import only_vote, readable_rounds
from governance.ballots.capabilities import WRITE_DRAFTS
from governance.ballots.models import Poll, Tally
from governance.ballots.pages import downloads
from governance.ballots.pages.readable import readable_poll
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted


@page(Who.EVERYONE)
def round_list(request: HouseRequest) -> HttpResponse:
    return render(request, "rounds/list.html", {"page": lists.round_list_page(request.visitor)})


@page(Who.EVERYONE)
def round_page(request: HouseRequest, slug: str) -> HttpResponse:
    """A vote at its address; where there is none to read, the round of that address."""
    vote = readable_vote(request, slug)
    if vote is not None:
        return shown(request, pages.vote_page(vote, request.visitor))
    round_ = get_object_or_404(readable_rounds(request.visitor, counts=True), slug=slug)
    only = only_vote(round_, request.visitor)
    if only is not None:
        return redirect(only.poll)
    return shown(request, pages.round_page(round_, request.visitor))


def shown(request: HouseRequest, told: pages.RoundPage) -> HttpResponse:
    return render(request, "rounds/round.html", {"page": told})


@page(WRITE_DRAFTS, post=True)
def put_to_vote(request: HouseRequest, slug: str, pk: int) -> HttpResponse:
    """The form for the vote on an envelope; a draft, when it is right."""
    found = Envelope.objects.select_related("round", "neighbourhood")
    envelope = get_object_or_404(found, pk=pk, round__slug=slug)
    voting.require_votable(envelope)
    form = BudgetDraft(posted(request), envelope=envelope)
    if form.is_valid():
        said = form.save()
        times = {"opens_at": said.opens_at, "closes_at": said.closes_at}
        return redirect(
            voting.put_to_vote(envelope=envelope, rules=said.rules, mode=said.mode, **times)
        )
    context = {"page": draft_page(envelope), "form": form}
    status = 422 if form.errors else 200
    return render(request, "ballots/draft/draft.html", context, status=status)


def readable_vote(request: HouseRequest, slug: str) -> BudgetPoll | None:
    try:
        poll = readable_poll(slug, request.visitor)
    except Http404:
        return None
    found = BudgetPoll.objects.select_related("poll__neighbourhood", "poll__repeats")
    return found.select_related("envelope__round").filter(poll=poll).first()


def counted_vote(request: HouseRequest, slug: str) -> tuple[Poll, Tally]:
    get_object_or_404(BudgetPoll, poll__slug=slug)
    return downloads.counted_poll(slug, request.visitor)


@page(Who.EVERYONE)
def result_csv(request: HouseRequest, slug: str) -> HttpResponse:
    return downloads.table_file(*counted_vote(request, slug)).answer()


@page(Who.EVERYONE)
def result_json(request: HouseRequest, slug: str) -> HttpResponse:
    return downloads.json_file(*counted_vote(request, slug)).answer()


@page(Who.EVERYONE)
def ballots_pb(request: HouseRequest, slug: str) -> HttpResponse:
    """Of our own rounds for the counting committee only: patterns of choices are fingerprints."""
    poll, tally = counted_vote(request, slug)
    return downloads.ballots_file(poll, tally, request.visitor, "pb").answer()
