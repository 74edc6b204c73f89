"""Votes on paper: the names, the papers one by one, and the second person who reads all again."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from governance.ballots import actions
from governance.ballots.capabilities import ENTER_PAPER_VOTES
from governance.ballots.forms import NamesForm
from governance.ballots.models import PaperBatch, Poll, RollEntry
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.views.refused import BATCH_WORDS, WORDS, refuse
from governance.members.access.actor import Actor
from governance.members.permissions import open_to


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(ENTER_PAPER_VOTES)
def paper_batches(request: HttpRequest, slug: str) -> HttpResponse:
    """The batches of a vote, and the form that begins one."""
    poll = get_object_or_404(Poll, slug=slug)
    posted = request.method == "POST"
    form = NamesForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            batch = actions.enter_names(poll=poll, by=Actor.user(request.user), **form.cleaned_data)
        except Refused as error:
            form.add_error("numbers", sentence(poll, form.cleaned_data["numbers"], error.refusal))
        else:
            return redirect("ballots:paper-batch", slug, batch.pk)
    context = {"poll": poll, "batches": poll.paper_batches.all(), "form": form}
    return render(
        request, "ballots/paper_batches.html", context, status=422 if form.errors else 200
    )


def sentence(poll: Poll, numbers: set[int], refusal: Refusal) -> str:
    """The refusal, with the numbers that it is about."""
    on_roll = poll.roll.filter(number__in=numbers)
    about = {
        Refusal.NOT_ON_ROLL: numbers - set(on_roll.values_list("number", flat=True)),
        Refusal.ALREADY_VOTED: on_roll.exclude(participation=None).values_list("number", flat=True),
        Refusal.ON_PAPER: on_roll.exclude(paper=None).values_list("number", flat=True),
    }.get(refusal, [])
    listed = ", ".join(map(str, sorted(about)))
    words = BATCH_WORDS.get(refusal, WORDS[refusal][1])
    return f"{words} ({listed})" if listed else str(words)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@open_to(ENTER_PAPER_VOTES)
def paper_batch(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One batch. Who entered it fills in papers; somebody else reads all again and confirms.

    POST field `act`: "enter" (with the kind's own fields), "remove", "confirm" or "discard".
    """
    batch = get_object_or_404(PaperBatch.objects.select_related("poll"), poll__slug=slug, pk=pk)
    if request.method != "POST":
        return batch_page(request, batch)
    acts: dict[str, Callable[[HttpRequest, PaperBatch], HttpResponse]] = {
        "remove": remove,
        "confirm": confirm,
        "discard": discard,
    }
    try:
        return acts.get(request.POST.get("act", ""), enter)(request, batch)
    except Refused as error:
        return refuse(request, batch.poll, error.refusal)


def enter(request: HttpRequest, batch: PaperBatch) -> HttpResponse:
    entry = next_entry(batch)
    if batch.state != PaperBatch.State.ENTERED or entry is None:
        raise Refused(Refusal.WRONG_STATE)
    form = batch.poll.paper.form(batch.poll)(request.POST, poll=batch.poll, entry=entry)
    if request.POST.get("act") != "enter":  # such as the button that only adds up a budget
        return batch_page(request, batch, form=form)
    if not form.is_valid():
        return batch_page(request, batch, form=form, status=422)
    whose = entry if batch.poll.linked else None
    if whose and request.POST.get("whose") != str(whose.number):
        raise Refused(Refusal.NOT_AS_SEEN)
    actions.enter_paper(batch=batch, choice=form.choice(), entry=whose, by=Actor.user(request.user))
    return redirect("ballots:paper-batch", batch.poll.slug, batch.pk)


def remove(request: HttpRequest, batch: PaperBatch) -> HttpResponse:
    actions.remove_paper(
        batch=batch,
        paper_id=request.POST.get("paper", "").replace("\0", ""),
        by=Actor.user(request.user),
    )
    return redirect("ballots:paper-batch", batch.poll.slug, batch.pk)


def confirm(request: HttpRequest, batch: PaperBatch) -> HttpResponse:
    actions.confirm_batch(
        batch=batch, seen=request.POST.get("seen", ""), by=Actor.user(request.user)
    )
    return redirect("ballots:paper-batches", batch.poll.slug)


def discard(request: HttpRequest, batch: PaperBatch) -> HttpResponse:
    actions.discard_batch(batch=batch, by=Actor.user(request.user))
    return redirect("ballots:paper-batches", batch.poll.slug)


def batch_page(
    request: HttpRequest, batch: PaperBatch, form: Any = None, status: int = 200
) -> HttpResponse:
    poll, mine = batch.poll, batch.entered_by_id == request.user.pk
    entry = next_entry(batch) if batch.state == PaperBatch.State.ENTERED else None
    if mine and entry and form is None:
        form = poll.paper.form(poll)(poll=poll, entry=entry)
    papers = [(paper, json.loads(paper.body)) for paper in batch.ballots.select_related("entry")]
    context = {
        "poll": poll,
        "batch": batch,
        "mine": mine,
        "entry": entry,
        "form": form,
        "papers": papers,
        "names": batch.voters.select_related("entry").order_by("entry__number"),
        "due": batch.due,
        "seen": actions.fingerprint(batch),
        "paper_base": "ballots/paper_entry.html",
    }
    filling = mine and entry is not None
    template = poll.paper.paper_templates if filling else "ballots/paper_batch.html"
    return render(request, template, context, status=status)


def next_entry(batch: PaperBatch) -> RollEntry | None:
    """Whose paper comes next, in a vote by name; in a secret one any name of the batch, as long as
    a paper is missing. None: all papers are there."""
    if batch.ballots.count() >= batch.due:
        return None
    entries = RollEntry.objects.filter(paper__batch=batch).order_by("number")
    return entries.filter(paper_ballot=None).first() if batch.poll.linked else entries.first()
