"""From the open vote to its outcome: a later end, cancelling, the chair's finding, an objection and
a new vote. GET asks with a form; POST does it."""

import datetime
from collections.abc import Callable, Set
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from governance.ballots.actions import outcome
from governance.ballots.capabilities import ESTABLISH, OPEN_AND_CLOSE
from governance.ballots.forms.outcome import (
    ActForm,
    CancelForm,
    ContestForm,
    ExtendForm,
    FindingForm,
    RepeatForm,
)
from governance.ballots.models import Poll
from governance.ballots.models.states import PollLifecycle, State, Step
from governance.ballots.pages.act import ActPage, finding_to_propose
from governance.ballots.pages.outcome import read_outcome
from governance.ballots.pages.readable import readable_poll
from governance.ballots.refusals import BoxRefusal
from governance.members.access.act_page import act_page
from governance.members.access.actor import Actor
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.refusals import Refused

A_WEEK = datetime.timedelta(days=7)


@page(OPEN_AND_CLOSE, post=True, reauthenticate=True)
def extend(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    require_state(request, poll, {State.OPEN})
    form = ExtendForm(posted(request), initial={"until": poll.closes_at + A_WEEK})
    return act_on(request, poll, form, "ballots/act/extend.html", outcome.extend)


@page(OPEN_AND_CLOSE, post=True, reauthenticate=True)
def cancel(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    require_step(request, poll, PollLifecycle.cancel)
    form = CancelForm(posted(request))
    return act_on(request, poll, form, "ballots/act/cancel.html", outcome.cancel)


@page(ESTABLISH, post=True)
def establish(request: HouseRequest, slug: str) -> HttpResponse:
    """The chair's finding (BW 2:13 lid 3); the form proposes words made from the count."""
    poll = get_object_or_404(Poll, slug=slug)
    require_step(request, poll, PollLifecycle.establish)
    form = FindingForm(posted(request), initial={"words": finding_to_propose(poll)})
    return act_on(request, poll, form, "ballots/act/establish.html", outcome.establish)


@page(Who.MEMBERS, post=True)
def contest(request: HouseRequest, slug: str) -> HttpResponse:
    # BW 2:13 lid 4.
    poll, member = readable_poll(slug, request.visitor), request.visitor.required_member()
    require_step(request, poll, PollLifecycle.contest)
    if not poll.roll.filter(member=member).exists():
        raise Refused(BoxRefusal.NOT_ON_ROLL)
    if not read_outcome(poll).can_object:
        raise Refused(BoxRefusal.TOO_LATE)
    form = ContestForm(posted(request))
    act = partial(outcome.contest, poll=poll, member=member)
    told = ActPage.for_poll(poll)
    return act_page(request, form, "ballots/act/contest.html", act, page=told)


@page(ESTABLISH, post=True)
def repeat(request: HouseRequest, slug: str) -> HttpResponse:
    """Prepares the new vote after an objection; redirects to its draft."""
    poll = get_object_or_404(Poll, slug=slug)
    require_step(request, poll, PollLifecycle.lapse)
    form = RepeatForm(posted(request), initial=next_times(poll))
    return act_on(request, poll, form, "ballots/act/repeat.html", outcome.repeat)


def act_on(
    request: HouseRequest, poll: Poll, form: ActForm, template: str, act: Callable[..., Poll]
) -> HttpResponse:
    does = partial(act, poll=poll, by=Actor.user(request.user))
    return act_page(request, form, template, does, page=ActPage.for_poll(poll))


def require_step(request: HouseRequest, poll: Poll, step: Step) -> None:
    require_state(request, poll, step.sources)


def require_state(request: HouseRequest, poll: Poll, sources: Set[State]) -> None:
    # On POST the action itself refuses, so that the filled-in form comes back.
    if request.method != "POST" and poll.state not in sources:
        raise Refused(BoxRefusal.WRONG_STATE)


def next_times(poll: Poll) -> dict[str, datetime.datetime]:
    """A proposal: as long as the first vote was planned, from tomorrow evening."""
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    opens = tomorrow.replace(hour=20, minute=0, second=0, microsecond=0)
    days = max(1, (poll.closes_at - poll.opens_at).days)
    return {"opens_at": opens, "closes_at": opens + datetime.timedelta(days=days)}
