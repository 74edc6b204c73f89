"""The keys of the counting committee: upload, rehearse, retire; and choose one for a draft."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.ballots import actions
from governance.ballots.capabilities import KEEP_KEYS, WRITE_DRAFTS
from governance.ballots.forms import AnswerForm, KeyForm, SealForm
from governance.ballots.keys.files import Rehearsal, write
from governance.ballots.models import CommitteeKey, Poll
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.views.refused import WORDS, refuse
from governance.members.access.actor import Actor
from governance.members.permissions import open_to, proven_anew


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(KEEP_KEYS)
@proven_anew
def key_list(request: HttpRequest) -> HttpResponse:
    """All keys, and the form that uploads a new one."""
    posted = request.method == "POST"
    form = KeyForm(request.POST, request.FILES) if posted else KeyForm()
    status = 200
    if posted and form.is_valid():
        try:
            key = actions.add_key(
                label=form.cleaned_data["label"],
                public_key=actions.public_key_in(form.cleaned_data["file"]),
                by=Actor.user(request.user),
            )
        except Refused as error:
            status = wrong(form, "file", error.refusal)
        else:
            return redirect("ballots:key", key.pk)
    context = {"keys": CommitteeKey.objects.all(), "form": form}
    return render(request, "ballots/keys.html", context, status=422 if form.errors else status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(KEEP_KEYS)
def key_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One key, and the form for the answer of the rehearsal."""
    key = get_object_or_404(CommitteeKey, pk=pk)
    posted = request.method == "POST"
    form = AnswerForm(request.POST if posted else None)
    status = 200
    if posted and form.is_valid():
        try:
            actions.rehearse(
                key=key, answer=form.cleaned_data["answer"], by=Actor.user(request.user)
            )
        except Refused as error:
            status = wrong(form, "answer", error.refusal)
        else:
            return redirect("ballots:key", key.pk)
    context = {"key": key, "form": form}
    return render(request, "ballots/key.html", context, status=422 if form.errors else status)


@require_safe
@never_cache
@open_to(KEEP_KEYS)
def rehearsal(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(CommitteeKey, pk=pk)
    return as_file(write(Rehearsal(key.public_key, key.challenge)), f"oefening-{key.pk}.json")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(KEEP_KEYS)
@proven_anew
def retire_key(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks whether one is sure, POST retires the key. It stays in the list."""
    key = get_object_or_404(CommitteeKey, pk=pk, retired_at=None)
    if request.method != "POST":
        return render(request, "ballots/key_retire.html", {"key": key})
    actions.retire_key(key=key, by=Actor.user(request.user))
    return redirect("ballots:keys")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(WRITE_DRAFTS)
def choose_key(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether the ballots of a draft will be sealed, and to which key."""
    poll = get_object_or_404(Poll, slug=slug)
    if poll.state != Poll.State.DRAFT:
        return refuse(request, poll, Refusal.WRONG_STATE)
    form = SealForm(request.POST if request.method == "POST" else None, poll=poll)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.choose_key(poll=poll, key=form.cleaned_data["key"]))
        except Refused as error:
            return refuse(request, poll, error.refusal)
    context = {"form": form, "poll": poll}
    status = 422 if form.errors else 200
    return render(request, "ballots/choose_key.html", context, status=status)


def wrong(form: forms.Form, field: str, refusal: Refusal) -> int:
    """Puts the refusal in words beside the field; returns the status for it."""
    status, sentence = WORDS[refusal]
    form.add_error(field, sentence)
    return status


def as_file(content: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
