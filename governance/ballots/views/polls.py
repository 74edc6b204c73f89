"""Reading: the list of polls, one poll with its rules or its result, the progress of a count."""

from functools import partial

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from governance.ballots import actions, canonical, kinds
from governance.ballots.by_name import by_name
from governance.ballots.models import Participation, Poll, RollEntry, Tally
from governance.ballots.turnout import read_turnout
from governance.members.models import Member
from governance.members.permissions import Who, acting_roles, acts_as, member_of, open_to
from governance.members.roles import Role

STOP_POLLING = 286
"""htmx's status for the last answer of a poll."""


def must_sign_in(request: HttpRequest, slug: str) -> bool:
    """Whether a visitor may not even know that there is such a poll."""
    public = Poll.objects.filter(slug=slug, public=True)
    return not request.user.is_authenticated and not public.exists()


def to_the_door(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())


def readable_poll(request: HttpRequest, slug: str) -> Poll:
    """The poll, if this visitor may read it."""
    poll = get_object_or_404(Poll, slug=slug)
    if not (
        poll.readable_by(request.user, member_of(request.user))
        or acts_as(request, Role.CHAIR, Role.SECRETARY, Role.COUNTING)
    ):
        raise Http404
    return poll


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def poll_list(request: HttpRequest) -> HttpResponse:
    """What I still have to vote on, what is open, what is decided."""
    member = member_of(request.user)
    polls = list(Poll.objects.visible_to(member).select_related("neighbourhood"))
    board = bool(acting_roles(request) & {Role.CHAIR, Role.SECRETARY})
    waiting = RollEntry.objects.to_cast_by(member) if member else RollEntry.objects.none()
    to_cast = list(waiting.select_related("poll"))
    mine = {entry.poll_id for entry in to_cast}
    context = {
        "to_cast": to_cast,
        "open": [poll for poll in polls if poll.running and poll.pk not in mine],
        "past": [poll for poll in polls if not poll.running],
        "board": board,
        "drafts": Poll.objects.filter(state=Poll.State.DRAFT) if board else [],
        "drafted": kinds.drafted().values(),
    }
    return render(request, "ballots/list.html", context)


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def poll_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One poll: before and during the vote its rules in plain words, afterwards the result."""
    if must_sign_in(request, slug):
        return to_the_door(request)
    poll = readable_poll(request, slug)
    if poll.get_absolute_url() != request.path:
        return redirect(poll)
    member = member_of(request.user)
    context = {
        "poll": poll,
        "papers": papers_of(poll, member) if member else [],
        "by_name": by_name(poll) if member else [],
        "taking_part": Participation.objects.filter(entry__poll=poll).count(),
        "entitled": poll.roll.count(),
        "letters": partial(actions.letters_for, poll),
        "tally": Tally.objects.filter(poll=poll).first(),
        "board": bool(acting_roles(request) & {Role.CHAIR, Role.SECRETARY}),
        "chair": Role.CHAIR in acting_roles(request),
        "counting": Role.COUNTING in acting_roles(request),
    }
    return render(request, "ballots/poll.html", context)


def papers_of(poll: Poll, member: Member) -> list[RollEntry]:
    """The ballot papers that this member may fill in or has filled in (`entry.voted`)."""
    return list(
        RollEntry.objects.of(member).filter(poll=poll).select_related("member", "participation")
    )


@require_safe
@cache_control(private=True, no_cache=True)
@open_to(Who.EVERYONE)
def turnout(request: HttpRequest, slug: str) -> HttpResponse:
    """How many take part: what htmx asks for while a vote is open, until it closes. Numbers that
    the browser has already come as 304."""
    poll = readable_poll(request, slug)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(poll)
    if not poll.running:
        return HttpResponse(status=STOP_POLLING, headers={"HX-Refresh": "true"})
    numbers = read_turnout(poll)
    mark = quote_etag(canonical.digest("turnout", poll.slug, get_language() or "", repr(numbers)))
    answer = get_conditional_response(request, etag=mark) or render(
        request, "ballots/_turnout.html", {"poll": poll}
    )
    answer["ETag"] = mark
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the count is: the fragment for htmx, the poll's page for everybody else."""
    poll = readable_poll(request, slug)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(poll)
    tally = Tally.objects.filter(poll=poll).first()
    done = not poll.is_over and (tally is None or not tally.running)
    response = render(
        request,
        "ballots/_progress.html",
        {
            "poll": poll,
            "tally": tally,
            "chair": Role.CHAIR in acting_roles(request),
            "counting": Role.COUNTING in acting_roles(request),
        },
        status=STOP_POLLING if done else 200,
    )
    if done:
        response["HX-Refresh"] = "true"
    return response
