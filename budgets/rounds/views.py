"""Rounds: what there is to divide, what was decided and why."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budgets.rounds import exports
from budgets.rounds.models import BudgetPoll
from budgets.rounds.pages import round_list as lists
from budgets.rounds.pages import rounds as pages
from budgets.rounds.pages.result import read_result
from budgets.rounds.pages.visible import only_vote, readable_rounds
from governance.ballots.models import Poll, Tally
from governance.ballots.publication import may_publish_ballots
from governance.ballots.views.downloads import attached, json_file
from governance.ballots.views.polls import readable_poll
from governance.csv_files import csv_text
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.permissions import acts_as
from governance.members.roles import Role


@page(Who.EVERYONE)
def round_list(request: HouseRequest) -> HttpResponse:
    return render(request, "rounds/list.html", {"page": lists.round_list_page(request.visitor)})


@page(Who.EVERYONE)
def round_page(request: HouseRequest, slug: str) -> HttpResponse:
    """A vote at its address; where there is none to read, the round of that address."""
    vote = readable_vote(request, slug)
    if vote is not None:
        return shown(request, pages.vote_page(vote, request.visitor))
    round_ = get_object_or_404(readable_rounds(request.visitor), slug=slug)
    only = only_vote(round_, request.visitor)
    if only is not None:
        return redirect(only.poll)
    return shown(request, pages.round_page(round_, request.visitor))


def shown(request: HouseRequest, told: pages.RoundPage) -> HttpResponse:
    return render(request, "rounds/round.html", {"page": told})


def readable_vote(request: HouseRequest, slug: str) -> BudgetPoll | None:
    try:
        poll = readable_poll(request, slug)
    except Http404:
        return None
    return BudgetPoll.objects.select_related("poll", "envelope__round").filter(poll=poll).first()


def counted_vote(request: HouseRequest, slug: str) -> tuple[Poll, Tally]:
    poll = readable_poll(request, slug)
    if not (poll.counted and BudgetPoll.objects.filter(poll=poll).exists()):
        raise Http404
    return poll, Tally.objects.get(poll=poll)


@page(Who.EVERYONE)
def result_csv(request: HouseRequest, slug: str) -> HttpResponse:
    """The result as a table: one row per plan, amounts with two decimals."""
    poll, tally = counted_vote(request, slug)
    heads = [_("number"), _("plan"), _("cost"), _("votes"), _("funded"), _("why")]
    result = read_result(poll.configuration, tally.result)
    text = csv_text([heads, *exports.table(result)])
    return attached(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{slug}.csv")


@page(Who.EVERYONE)
def result_json(request: HouseRequest, slug: str) -> HttpResponse:
    """The whole result with its working, and the hashes that bind it to rules and ballots."""
    return json_file(*counted_vote(request, slug))


@page(Who.EVERYONE)
def ballots_pb(request: HouseRequest, slug: str) -> HttpResponse:
    """The ballots as a Pabulib file, for a recount with other tools."""
    poll, tally = counted_vote(request, slug)
    # of our own rounds only the counting committee gets it: patterns of choices are fingerprints
    if not (may_publish_ballots(poll) or acts_as(request, Role.COUNTING)):
        raise Http404
    text = exports.pabulib_text(poll, tally)
    return attached(HttpResponse(text, content_type="text/plain; charset=utf-8"), f"{slug}.pb")
