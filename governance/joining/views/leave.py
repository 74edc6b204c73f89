"""Ending one's own membership."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from governance.joining.actions import leaving
from governance.joining.forms.leave import LeaveForm
from governance.members.access.act_page import act_page
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.models import RegisterSettings


@page(Who.MEMBERS, post=True)
def leave(request: HouseRequest) -> HttpResponse:
    """POST fields: `act` ("leave" or "stay") and `reason`."""
    member = request.visitor.required_member()

    def leave_or_stay(act: str, reason: str) -> str:
        if act == "leave":
            leaving.end_membership(member=member, reason=reason)
            return "joining:leave"
        leaving.take_back(member=member)
        messages.success(request, _("You stay a member. Nothing changes."))
        return "mine"

    return act_page(
        request,
        LeaveForm(posted(request)),
        "joining/leave.html",
        leave_or_stay,
        member=member,
        last_day=leaving.last_day(),
        settings=RegisterSettings.load(),
        holds_role=bool(request.visitor.held_roles),
    )
