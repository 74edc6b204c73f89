"""The keys of the counting committee: upload, rehearse, retire; and choosing one for a draft."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict

from governance.ballots.actions import keys as keys_actions
from governance.ballots.capabilities import KEEP_KEYS, WRITE_DRAFTS
from governance.ballots.committee.files import Rehearsal, write
from governance.ballots.forms.keys import AnswerForm, KeyForm, SealForm
from governance.ballots.models import CommitteeKey, Poll
from governance.ballots.refusals import BoxRefusal
from governance.members.access.act_page import act_page
from governance.members.access.actor import Actor
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.refusals import Refused


@page(KEEP_KEYS, post=True, reauthenticate=True)
def key_list(request: HouseRequest) -> HttpResponse:

    def upload(label: str, file: bytes) -> HttpResponse:
        public_key = keys_actions.public_key_in(file)
        key = keys_actions.add_key(label=label, public_key=public_key, by=Actor.user(request.user))
        return redirect("ballots:key", key.pk)

    form = KeyForm(posted(request), posted_files(request))
    keys = CommitteeKey.objects.all()
    return act_page(request, form, "ballots/keys/list.html", upload, keys=keys)


@page(KEEP_KEYS, post=True)
def key_page(request: HouseRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(CommitteeKey, pk=pk)

    def rehearse(answer: str) -> HttpResponse:
        keys_actions.rehearse(key=key, answer=answer, by=Actor.user(request.user))
        return redirect("ballots:key", key.pk)

    return act_page(
        request, AnswerForm(posted(request)), "ballots/keys/key.html", rehearse, key=key
    )


@page(KEEP_KEYS)
def rehearsal(request: HouseRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(CommitteeKey, pk=pk)
    return as_file(write(Rehearsal(key.public_key, key.challenge)), f"oefening-{key.pk}.json")


@page(KEEP_KEYS, post=True, reauthenticate=True)
def retire_key(request: HouseRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(CommitteeKey, pk=pk, retired_at=None)
    if request.method != "POST":
        return render(request, "ballots/keys/retire.html", {"key": key})
    keys_actions.retire_key(key=key, by=Actor.user(request.user))
    return redirect("ballots:keys")


@page(WRITE_DRAFTS, post=True)
def choose_key(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    if poll.state != Poll.State.DRAFT:
        raise Refused(BoxRefusal.WRONG_STATE)

    def choose(key: CommitteeKey | None) -> Poll:
        return keys_actions.choose_key(poll=poll, key=key)

    form = SealForm(posted(request), poll=poll)
    return act_page(request, form, "ballots/keys/choose.html", choose, poll=poll)


def posted_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    return request.FILES if request.method == "POST" else None


def as_file(content: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
