"""The evidence of a counted vote: a public file for all who may read the vote, a full one for the
counting committee. Downloading the full one is an event, so it needs a POST."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from governance.ballots.actions import evidence as evidence_actions
from governance.ballots.capabilities import COUNT
from governance.ballots.models import Poll
from governance.ballots.pages.readable import readable_poll
from governance.members.access.actor import Actor
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest


@page(Who.EVERYONE)
def evidence(request: HouseRequest, slug: str) -> HttpResponse:
    poll = readable_poll(slug, request.visitor)
    if not poll.counted:
        raise Http404
    # No ballots where they could betray their voters.
    return download(
        evidence_actions.export(poll=poll, full=False, by=Actor.visitor()), f"bewijs-{slug}.zip"
    )


@page(COUNT, get=False, post=True)
def full_evidence(request: HouseRequest, slug: str) -> HttpResponse:
    poll = get_object_or_404(Poll, slug=slug)
    made = evidence_actions.export(poll=poll, full=True, by=Actor.user(request.user))
    return download(made, f"bewijs-{slug}-volledig.zip")


def download(made: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/zip", headers=headers)
