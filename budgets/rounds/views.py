"""Rounds: what there is to divide, what was decided and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgets.rounds import exports
from budgets.rounds.models import Round
from budgets.rounds.words import read_result
from governance.ballots.exports import may_have_ballots
from governance.ballots.models import Participation, Poll, Tally
from governance.ballots.publication import may_publish_ballots
from governance.ballots.views.downloads import attached, json_file
from governance.ballots.views.polls import papers_of, readable_poll
from governance.csv_files import csv_text
from governance.members.permissions import Who, acting_roles, acts_as, member_of, open_to
from governance.members.roles import Role


@require_safe
@open_to(Who.EVERYONE)
def round_list(request: HttpRequest) -> HttpResponse:
    polls = Poll.objects.visible_to(member_of(request.user))
    rounds = list(Round.objects.published().filter(poll__in=polls))
    context = {
        "open": [r for r in rounds if r.poll.running],
        "past": [r for r in rounds if not r.poll.running],
    }
    return render(request, "rounds/list.html", context)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One round: its phases and projects; the vote while it is open, the result after it."""
    poll, round_ = readable_round(request, slug)
    tally = Tally.objects.filter(poll=poll).first()
    member = member_of(request.user)
    counted = tally is not None and tally.state == Tally.State.DONE
    context = {
        "round": round_,
        "poll": poll,
        "papers": papers_of(poll, member) if member else [],
        "taking_part": Participation.objects.filter(entry__poll=poll).count(),
        "entitled": poll.roll.count(),
        "tally": tally,
        "result": read_result(round_, tally.result) if counted and tally else None,
        "projects": [] if counted else round_.projects.select_related("choice"),
        "chair": Role.CHAIR in acting_roles(request),
        "counting": Role.COUNTING in acting_roles(request),
        "may_export": may_have_ballots(poll, acting_roles(request)),
    }
    return render(request, "rounds/round.html", context)


def readable_round(request: HttpRequest, slug: str) -> tuple[Poll, Round]:
    round_ = get_object_or_404(Round.objects.select_related("poll"), poll__slug=slug)
    return readable_poll(request, slug), round_


def counted_round(request: HttpRequest, slug: str) -> tuple[Round, Tally]:
    poll, round_ = readable_round(request, slug)
    if not poll.counted:
        raise Http404
    return round_, Tally.objects.get(poll=poll)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def result_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The result as a table: one row per project, amounts with two decimals."""
    round_, tally = counted_round(request, slug)
    heads = [_("number"), _("plan"), _("cost"), _("votes"), _("funded"), _("why")]
    text = csv_text([heads, *exports.table(read_result(round_, tally.result))])
    return attached(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{slug}.csv")


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def result_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole result with its working, and the hashes that bind it to rules and ballots."""
    round_, tally = counted_round(request, slug)
    return json_file(round_.poll, tally)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def ballots_pb(request: HttpRequest, slug: str) -> HttpResponse:
    """The ballots as a Pabulib file, for a recount with other tools. Of our own rounds only the
    counting committee gets it: patterns of choices are fingerprints."""
    round_, _tally = counted_round(request, slug)
    if not (may_publish_ballots(round_.poll) or acts_as(request, Role.COUNTING)):
        raise Http404
    text = exports.pabulib_text(round_)
    return attached(HttpResponse(text, content_type="text/plain; charset=utf-8"), f"{slug}.pb")
