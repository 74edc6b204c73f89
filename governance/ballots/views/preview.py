"""A trial ballot paper: what voters will see, before anything opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from governance.ballots.actions.lifecycle import freeze
from governance.ballots.models import Poll, RollEntry
from governance.ballots.refusals import BoxRefusal
from governance.ballots.views.refused import refuse
from governance.members.permissions import open_to
from governance.members.roles import Role
from governance.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@open_to(Role.CHAIR, Role.SECRETARY)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper of a draft, and its check page. There is no roll yet and no code, so nothing
    can be cast; what is frozen here is stored nowhere."""
    poll = get_object_or_404(Poll, slug=slug)
    if poll.state != Poll.State.DRAFT:
        return refuse(request, poll, BoxRefusal.WRONG_STATE)
    try:
        freeze(poll)
    except Refused as error:
        return refuse(request, poll, error.refusal)
    poll.frozen_hash = f"trial {poll.pk}"  # one order of the choices, however often one looks
    entry = RollEntry(pk=0, poll=poll, name=str(request.user), votes=1)
    posted = request.POST if request.method == "POST" else None
    checks = posted is not None and posted.get("step") != "panel"
    form = poll.paper.form(poll)(posted, poll=poll, entry=entry, chosen=None)
    shown = {"poll": poll, "entry": entry, "form": form, "preview": True}
    if checks and form.is_valid():
        return render(request, "ballots/check.html", shown | {"choice": form.choice()})
    status = 422 if checks else 200
    return render(request, poll.paper.paper_templates, shown, status=status)
