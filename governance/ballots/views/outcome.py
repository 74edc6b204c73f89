"""From the open vote to its outcome: a later end, cancelling, the chair's finding, an objection
and a new vote. GET asks, with a form; POST does it."""

import datetime
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.ballots import actions
from governance.ballots.capabilities import ESTABLISH, OPEN_AND_CLOSE
from governance.ballots.findings import proposed_finding
from governance.ballots.forms import (
    ActForm,
    CancelForm,
    ContestForm,
    ExtendForm,
    FindingForm,
    RepeatForm,
)
from governance.ballots.models import Poll, Tally
from governance.ballots.models.states import Life, Mode, State, Step
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.story import read_story
from governance.ballots.turnout import read_turnout
from governance.ballots.views.paper import voter
from governance.ballots.views.polls import readable_poll
from governance.ballots.views.refused import WORDS, refuse
from governance.members.access.actor import Actor
from governance.members.permissions import Who, open_to, proven_anew

Act = Callable[[dict[str, Any]], Poll]
"""What a valid form does: gets what was filled in, returns the poll to look at next."""
A_WEEK = datetime.timedelta(days=7)


def asked(
    request: HttpRequest, poll: Poll, form: ActForm, template: str, act: Act, **context: Any
) -> HttpResponse:
    """The page with its form. What was refused comes back with all that was filled in."""
    status, sentence = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(act(form.cleaned_data))
            except Refused as error:
                status, sentence = WORDS[error.refusal]
                if field := form.blames.get(error.refusal):
                    form.add_error(field, str(sentence))
                    sentence = None
    shown = {"poll": poll, "form": form, "sentence": sentence, **context}
    return render(request, template, shown, status=status)


def too_late_for(request: HttpRequest, poll: Poll, step: Step | None = None) -> bool:
    """Whether a page is asked for an act that the poll's state does not allow."""
    sources = step.sources if step else {State.OPEN}
    return request.method != "POST" and poll.state not in sources


def data_of(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(OPEN_AND_CLOSE)
@proven_anew
def extend(request: HttpRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if too_late_for(request, poll):
        return refuse(request, poll, Refusal.WRONG_STATE)
    form = ExtendForm(data_of(request), initial={"until": poll.closes_at + A_WEEK})

    def act(said: dict[str, Any]) -> Poll:
        return actions.extend(poll=poll, by=Actor.user(request.user), **said)

    shown = {"turnout": read_turnout(poll)}
    return asked(request, poll, form, "ballots/extend.html", act, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(OPEN_AND_CLOSE)
@proven_anew
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if too_late_for(request, poll, Life.cancel):
        return refuse(request, poll, Refusal.WRONG_STATE)
    form = CancelForm(data_of(request))

    def act(said: dict[str, Any]) -> Poll:
        return actions.cancel(poll=poll, by=Actor.user(request.user), **said)

    shown = {"turnout": read_turnout(poll)}
    return asked(request, poll, form, "ballots/cancel.html", act, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(ESTABLISH)
def find(request: HttpRequest, slug: str) -> HttpResponse:
    """The chair's finding (BW 2:13 lid 3), with words that are made from the count."""
    poll = get_object_or_404(Poll, slug=slug)
    if too_late_for(request, poll, Life.find):
        return refuse(request, poll, Refusal.WRONG_STATE)
    tally = Tally.objects.filter(poll=poll, state=Tally.State.DONE).first()
    words = proposed_finding(poll, tally.result) if tally else ""
    form = FindingForm(data_of(request), initial={"words": words})

    def act(said: dict[str, Any]) -> Poll:
        return actions.find(poll=poll, by=Actor.user(request.user), **said)

    shown = {"tally": tally, "story": read_story(poll)}
    return asked(request, poll, form, "ballots/find.html", act, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def contest(request: HttpRequest, slug: str) -> HttpResponse:
    """A voter on the roll disputes the outcome (BW 2:13 lid 4)."""
    poll = readable_poll(request, slug)
    if too_late_for(request, poll, Life.contest):
        return refuse(request, poll, Refusal.WRONG_STATE)
    member = voter(request)
    if not poll.roll.filter(member=member).exists():
        return refuse(request, poll, Refusal.NOT_ON_ROLL)
    story = read_story(poll)
    if not story.can_object:
        return refuse(request, poll, Refusal.TOO_LATE)
    form = ContestForm(data_of(request))

    def act(said: dict[str, Any]) -> Poll:
        return actions.contest(poll=poll, member=member, **said)

    shown = {"story": story, "by_name": poll.mode == Mode.OPEN}
    return asked(request, poll, form, "ballots/contest.html", act, **shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(ESTABLISH)
def repeat(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepares the new vote after an objection; answers with its draft."""
    poll = get_object_or_404(Poll, slug=slug)
    if too_late_for(request, poll, Life.lapse):
        return refuse(request, poll, Refusal.WRONG_STATE)
    form = RepeatForm(data_of(request), initial=next_times(poll))

    def act(said: dict[str, Any]) -> Poll:
        return actions.repeat(poll=poll, by=Actor.user(request.user), **said)

    shown = {"story": read_story(poll), "by_name": poll.mode == Mode.OPEN}
    return asked(request, poll, form, "ballots/repeat.html", act, **shown)


def next_times(poll: Poll) -> dict[str, datetime.datetime]:
    """A proposal: as many days as the first vote was planned to last, from tomorrow evening."""
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    opens = tomorrow.replace(hour=20, minute=0, second=0, microsecond=0)
    days = max(1, (poll.closes_at - poll.opens_at).days)
    return {"opens_at": opens, "closes_at": opens + datetime.timedelta(days=days)}
