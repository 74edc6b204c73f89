"""My own details, as the register holds them."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.members.access.act_page import act_page
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.actions import register
from governance.members.forms.own import OwnDetailsForm
from governance.members.pages.my_history import history


@page(Who.MEMBERS, post=True)
def details(request: HouseRequest) -> HttpResponse:
    """POST fields: `street`, `postal_code`, `town`, `language`, `consent`."""
    member = request.visitor.required_member()
    form = OwnDetailsForm(posted(request), member=member)

    def change(**_fields: object) -> str:
        fields = form.details(timezone.localdate())
        changed = register.change(member=member, by=request.visitor.actor, **fields)
        done = _("Your details are stored.") if changed else _("Nothing was changed.")
        messages.success(request, done)
        return "own:details"

    return act_page(
        request, form, "members/own.html", change, member=member, history=history(member)
    )
