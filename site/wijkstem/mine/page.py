"""My page: what I still have to do, and where to find what is mine."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from governance.ballots.models import RollEntry
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest
from governance.members.models import Member
from governance.rules.membership import MembershipStatus
from proposals.models import Idea
from wijkstem.mine.board_pages import board_pages
from wijkstem.mine.todo import todo

SOON = datetime.timedelta(days=2)
IDEAS = 5


@page(Who.SIGNED_IN)
def mine(request: HouseRequest) -> HttpResponse:
    # The number of queries does not grow with what there is.
    visitor, member = request.visitor, request.visitor.member
    context: dict[str, Any] = {
        "member": member,
        "my_roles": sorted(visitor.held_roles),
        "todo": todo(visitor),
        "board_pages": board_pages(visitor),
        "locked": visitor.lacks_factor,
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
    entries = RollEntry.objects
    return {
        "to_cast": list(entries.to_cast_by(member).select_related("poll", "member")),
        "good": member.in_standing(timezone.localdate()),
        "soon": timezone.now() + SOON,
        "given": list(entries.proxies_given_by(member)),
        "received": list(entries.proxies_held_by(member)),
    }


def ideas_of(member: Member) -> dict[str, Any]:
    own = Idea.objects.filter(author=member).with_support(member).newest_first()
    ideas = list(own[: IDEAS + 1])
    return {"ideas": ideas[:IDEAS], "more_ideas": len(ideas) > IDEAS}
