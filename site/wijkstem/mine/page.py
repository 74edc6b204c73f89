"""My page: what I still have to do, and where I find what is mine."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from governance.ballots.models import RollEntry
from governance.members.models import Member
from governance.members.permissions import Who, acting_roles, member_of, open_to, roles_of
from governance.rules.membership import MembershipStatus
from proposals.models import Idea
from wijkstem.mine.keeping import pages_of
from wijkstem.mine.work import work_of

SOON = datetime.timedelta(days=2)
IDEAS = 5


@require_safe
@never_cache
@open_to(Who.SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponse:
    """What I still have to do comes first; then what is mine, and for those with a role their
    work. The number of queries does not grow with what there is."""
    member, roles = member_of(request.user), roles_of(request.user)
    context: dict[str, Any] = {
        "member": member,
        "my_roles": sorted(roles),
        "work": work_of(acting_roles(request)),
        "keeping": pages_of(acting_roles(request)),
        "locked": bool(roles) and not acting_roles(request),
        "security": reverse("mfa_index"),
        "leaving": reverse("joining:leave"),
    }
    if member:
        context |= papers_and_proxies(member) | ideas_of(member)
    else:
        found = Member.objects.filter(user=request.user.pk).first()
        joins_later = found and found.status(timezone.localdate()) is MembershipStatus.COMING
        context["coming" if joins_later else "former"] = found
    return render(request, "mine.html", context)


def papers_and_proxies(member: Member) -> dict[str, Any]:
    """What this member can still vote on, and the proxies they gave and hold."""
    entries = RollEntry.objects
    return {
        "to_cast": list(entries.to_cast_by(member).select_related("poll", "member")),
        "good": member.in_standing(timezone.localdate()),
        "soon": timezone.now() + SOON,
        "given": list(entries.proxies_given_by(member)),
        "received": list(entries.proxies_held_by(member)),
    }


def ideas_of(member: Member) -> dict[str, Any]:
    """The newest ideas of this member, and whether there are more."""
    own = Idea.objects.filter(author=member).with_support(member).newest_first()
    ideas = list(own[: IDEAS + 1])
    return {"ideas": ideas[:IDEAS], "more_ideas": len(ideas) > IDEAS}
