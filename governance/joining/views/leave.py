"""Ending one's own membership."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.joining import actions
from governance.joining.actions.leaving import last_day
from governance.joining.forms import LeaveForm
from governance.joining.words import REGISTER
from governance.members.models import RegisterSettings
from governance.members.permissions import Who, member_of, open_to, roles_of
from governance.members.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def leave(request: HttpRequest) -> HttpResponse:
    """What happens, from when, and the button. POST field `act`: "leave" or "stay"."""
    member = member_of(request.user)
    if member is None:
        raise PermissionDenied
    form = LeaveForm(request.POST if request.method == "POST" else None)
    act, sentence = request.POST.get("act", ""), ""
    try:
        if act == "stay":
            actions.take_back(member=member)
            messages.success(request, _("You stay a member. Nothing changes."))
            return redirect("mine")
        if act == "leave" and form.is_valid():
            actions.end_membership(member=member, reason=form.cleaned_data["reason"])
            return redirect("joining:leave")
    except Refused as error:
        sentence = str(REGISTER[error.refusal])
    settings = RegisterSettings.load()
    context = {
        "member": member,
        "form": form,
        "last_day": last_day(),
        "settings": settings,
        "holds_role": bool(roles_of(request.user)),
        "sentence": sentence,
    }
    status = 409 if sentence else 422 if request.method == "POST" else 200
    return render(request, "joining/leave.html", context, status=status)
