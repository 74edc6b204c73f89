"""Rounds: what there is to divide, what was decided and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgets.rounds import exports
from budgets.rounds.models import BudgetPoll, Round
from budgets.rounds.pages import rounds as pages
from budgets.rounds.pages.result import read_result
from governance.ballots.exports import csv_text
from governance.ballots.models import Poll, Tally
from governance.ballots.publication import may_publish_ballots
from governance.ballots.views.downloads import attached, json_file
from governance.ballots.views.polls import readable_poll
from governance.members.permissions import Who, acting_roles, acts_as, member_of, open_to
from governance.members.roles import Role


@require_safe
@open_to(Who.EVERYONE)
def round_list(request: HttpRequest) -> HttpResponse:
    page = pages.round_list_page(reader_of(request))
    return render(request, "rounds/list.html", {"page": page})


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A vote at its address; where there is none to read, the round of that address."""
    reader = reader_of(request)
    vote = readable_vote(request, slug)
    if vote is not None:
        page = pages.vote_page(vote, reader)
        return render(request, "rounds/round.html", {"page": page})
    rounds = Round.objects if reader.prepares_votes else Round.objects.visible_to(reader.member)
    round_ = get_object_or_404(rounds.with_votes(), slug=slug)
    only = pages.only_vote(round_, reader)
    if only is not None:
        return redirect(only.poll)
    return render(request, "rounds/round.html", {"page": pages.round_page(round_, reader)})


def reader_of(request: HttpRequest) -> pages.Reader:
    return pages.Reader(member_of(request.user), acting_roles(request))


def readable_vote(request: HttpRequest, slug: str) -> BudgetPoll | None:
    try:
        poll = readable_poll(request, slug)
    except Http404:
        return None
    return BudgetPoll.objects.select_related("poll", "envelope__round").filter(poll=poll).first()


def counted_vote(request: HttpRequest, slug: str) -> tuple[Poll, Tally]:
    poll = readable_poll(request, slug)
    if not (poll.counted and BudgetPoll.objects.filter(poll=poll).exists()):
        raise Http404
    return poll, Tally.objects.get(poll=poll)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def result_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The result as a table: one row per plan, amounts with two decimals."""
    poll, tally = counted_vote(request, slug)
    heads = [_("number"), _("plan"), _("cost"), _("votes"), _("funded"), _("why")]
    result = read_result(poll.configuration, tally.result)
    text = csv_text([heads, *exports.table(result)])
    return attached(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{slug}.csv")


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def result_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole result with its working, and the hashes that bind it to rules and ballots."""
    return json_file(*counted_vote(request, slug))


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def ballots_pb(request: HttpRequest, slug: str) -> HttpResponse:
    """The ballots as a Pabulib file, for a recount with other tools."""
    poll, tally = counted_vote(request, slug)
    # of our own rounds only the counting committee gets it: patterns of choices are fingerprints
    if not (may_publish_ballots(poll) or acts_as(request, Role.COUNTING)):
        raise Http404
    text = exports.pabulib_text(poll, tally)
    return attached(HttpResponse(text, content_type="text/plain; charset=utf-8"), f"{slug}.pb")
