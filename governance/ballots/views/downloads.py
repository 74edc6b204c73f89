"""A counted poll as files."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from governance.ballots import exports
from governance.ballots.models import Poll, Tally
from governance.ballots.views.polls import readable_poll
from governance.csv_files import csv_text
from governance.members.permissions import Who, acting_roles, open_to


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def result_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The totals as a table."""
    poll, tally = counted(request, slug)
    rows = poll.paper.table(poll, tally.result)
    if not rows:
        raise Http404
    text = csv_text(rows)
    return attached(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"{slug}.csv")


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def result_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole result with its working, and the hashes that bind it to rules and ballots."""
    return json_file(*counted(request, slug))


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def ballots_blt(request: HttpRequest, slug: str) -> HttpResponse:
    """The ballots of a ranked vote, for a recount with other programs; only for who may have
    them."""
    poll, _tally = counted(request, slug)
    text_of = poll.paper.ranking_file(poll)
    if not (text_of and exports.may_have_ballots(poll, acting_roles(request))):
        raise Http404
    text = text_of(exports.distinct_ballots(poll))
    return attached(HttpResponse(text, content_type="text/plain; charset=utf-8"), f"{slug}.blt")


def counted(request: HttpRequest, slug: str) -> tuple[Poll, Tally]:
    poll = readable_poll(request, slug)
    if not poll.counted:
        raise Http404
    return poll, Tally.objects.get(poll=poll)


def json_file(poll: Poll, tally: Tally) -> HttpResponse:
    data = exports.as_data(poll, tally)
    answer = JsonResponse(data, json_dumps_params={"indent": 1, "ensure_ascii": False})
    return attached(answer, f"{poll.slug}.json")


def attached(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
