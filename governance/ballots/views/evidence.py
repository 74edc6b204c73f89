"""The evidence of a counted vote as a file: the public one for whoever may read the vote, the full
one for the counting committee. That the full one was taken is an event, so it is asked by POST."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from governance.ballots import actions
from governance.ballots.capabilities import COUNT
from governance.ballots.models import Poll
from governance.ballots.refusals import Refused
from governance.ballots.views.polls import readable_poll
from governance.ballots.views.refused import refuse
from governance.members.access.actor import Actor
from governance.members.permissions import Who, open_to


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody checks the result with it; where ballots could betray their voters it has none."""
    poll = readable_poll(request, slug)
    if not poll.counted:
        raise Http404
    return download(actions.export(poll=poll, full=False, by=Actor.visitor()), f"bewijs-{slug}.zip")


@require_POST
@never_cache
@open_to(COUNT)
def full_evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """With every ballot, and the roll with who took part."""
    poll = get_object_or_404(Poll, slug=slug)
    try:
        made = actions.export(poll=poll, full=True, by=Actor.user(request.user))
    except Refused as error:
        return refuse(request, poll, error.refusal)
    return download(made, f"bewijs-{slug}-volledig.zip")


def download(made: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/zip", headers=headers)
