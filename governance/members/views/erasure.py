"""Former members, and erasing their details (GDPR art. 17)."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.members.access.act_page import act_page
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.actions import erasure
from governance.members.capabilities import ERASE
from governance.members.forms.erasure import EraseForm
from governance.members.models import Member, RegisterSettings
from governance.members.privacy.erasure import counts, subject_of, traces
from governance.members.privacy.subject import pseudonym
from governance.rules.membership import MembershipStatus
from governance.rules.periods import months_before

PER_PAGE = 50


@page(ERASE)
def former_list(request: HouseRequest) -> HttpResponse:
    """Those who left and whose details are still there, the longest gone first."""
    today = timezone.localdate()
    former = Member.objects.with_status(MembershipStatus.LEFT, today).filter(erased_on=None)
    former = former.order_by("left_on", "number")
    members = Paginator(former, PER_PAGE).get_page(request.GET.get("p"))
    months = RegisterSettings.load().keep_former_members
    lines = [(member, goes_on(member, months)) for member in members]
    context = {"page": members, "lines": lines, "months": months}
    return render(request, "members/board/former.html", context)


def goes_on(member: Member, months: int) -> datetime.date | None:
    """The day on which the details go by themselves."""
    return months_before(member.left_on, -months) if member.left_on else None


@page(ERASE, post=True, reauthenticate=True)
def erase(request: HouseRequest, number: int) -> HttpResponse:
    """GET says what goes and what stays, POST erases."""
    member = get_object_or_404(Member.objects.select_related("user"), number=number)
    erasure.refuse_to_erase(member)

    def erase_now(reason: str, **_sure: bool) -> str:
        erasure.erase(member=member, by=request.visitor.actor, reason=reason)
        done = _("The details of %(name)s were erased.") % {"name": pseudonym(member.number)}
        messages.success(request, done)
        return "board:former"

    form = EraseForm(posted(request))
    return act_page(request, form, "members/board/erase.html", erase_now, **consequences(member))


def consequences(member: Member) -> dict[str, object]:
    found = counts(subject_of(member))
    here = [
        (trace, found.get(key))
        for key, trace in traces().items()
        if found.get(key) or not trace.counted
    ]
    return {
        "member": member,
        "pseudonym": pseudonym(member.number),
        "goes": [(trace, number) for trace, number in here if not trace.stays],
        "stays": [(trace, number) for trace, number in here if trace.stays],
    }
