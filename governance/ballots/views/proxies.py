"""Giving a proxy to another voter, and withdrawing it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from governance.ballots.actions import electors
from governance.ballots.actions.cast import require_open
from governance.ballots.forms.proxies import ProxyForm
from governance.ballots.models import Poll
from governance.ballots.pages.proxies import ProxyPage
from governance.ballots.pages.readable import readable_poll
from governance.ballots.refusals import BoxRefusal
from governance.members.access.actor import Actor
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.models import Member
from governance.refusals import Refused


@page(Who.MEMBERS, post=True)
def proxy_page(request: HouseRequest, slug: str) -> HttpResponse:
    """POST gives a proxy to the voter named, or (`step` "withdraw") withdraws it."""
    poll = readable_poll(slug, request.visitor)
    member = request.visitor.required_member()
    form = ProxyForm(posted(request), poll=poll, principal=member)
    if request.method == "POST":
        require_voter(poll, member)
        withdraws = request.POST.get("step") == "withdraw"
        if withdraws or form.is_valid():
            holder = None if withdraws else form.holder
            by = Actor.user(request.user)
            electors.set_proxy(poll=poll, principal=member, holder=holder, by=by)
            return redirect("ballots:proxy", slug)
    context = {"page": ProxyPage.for_voter(poll, member), "form": form}
    return render(request, "ballots/voting/proxy.html", context, status=422 if form.errors else 200)


def require_voter(poll: Poll, member: Member) -> None:
    """Members who are not on the roll get no answer about others on it."""
    require_open(poll)
    if not poll.roll.filter(member=member).exists():
        raise Refused(BoxRefusal.NOT_ON_ROLL)
