"""Giving a proxy to another voter, and taking it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.ballots import actions
from governance.ballots.actions.cast import require_open
from governance.ballots.electors import policy_of
from governance.ballots.forms.proxies import ProxyForm
from governance.ballots.models import Poll, RollEntry
from governance.ballots.refusals import Refusal, Refused
from governance.ballots.views.paper import voter
from governance.ballots.views.polls import readable_poll
from governance.ballots.views.refused import refuse
from governance.members.access.actor import Actor
from governance.members.models import Member
from governance.members.permissions import Who, open_to


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def proxy_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What a proxy is, the one I gave, and those I was given. POST gives one to the voter named, or
    (`step` "withdraw") takes it back."""
    poll = readable_poll(request, slug)
    member = voter(request)
    if request.method != "POST":
        form = ProxyForm(poll=poll, principal=member)
        return shown(request, poll, member, form)
    form = ProxyForm(request.POST, poll=poll, principal=member)
    withdraws = request.POST.get("step") == "withdraw"
    try:
        require_voter(poll, member)
        if not withdraws and not form.is_valid():
            return shown(request, poll, member, form, status=422)
        holder = None if withdraws else form.holder
        actions.set_proxy(poll=poll, principal=member, holder=holder, by=Actor.user(request.user))
    except Refused as error:
        return refuse(request, poll, error.refusal)
    return redirect("ballots:proxy", slug)


def require_voter(poll: Poll, member: Member) -> None:
    """Those who are not on the roll get no answer about others on it."""
    require_open(poll)
    if not poll.roll.filter(member=member).exists():
        raise Refused(Refusal.NOT_ON_ROLL)


def shown(
    request: HttpRequest, poll: Poll, member: Member, form: ProxyForm, status: int = 200
) -> HttpResponse:
    mine = poll.roll.filter(member=member).select_related("proxy", "participation").first()
    context = {
        "poll": poll,
        "form": form,
        "mine": mine,
        "received": RollEntry.objects.filter(poll=poll, proxy__member=member),
        "cap": policy_of(poll).proxy_cap,
    }
    return render(request, "ballots/proxy.html", context, status=status)
