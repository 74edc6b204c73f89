"""My own details, as the register holds them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.members import actions
from governance.members.access.actor import Actor
from governance.members.forms.own import OwnDetailsForm
from governance.members.own_words import history
from governance.members.permissions import Who, member_of, open_to
from governance.members.refusal_words import SENTENCES
from governance.members.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def details(request: HttpRequest) -> HttpResponse:
    """What is known of me, what I can change here, and what happened to my membership. POST
    fields: `street`, `postal_code`, `town`, `language`, `consent`."""
    member = member_of(request.user)
    assert member is not None  # noqa: S101  (open_to lets only members through)
    form = OwnDetailsForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change(
                member=member, by=Actor.of(request.user), **form.details(timezone.localdate())
            )
        except Refused as refused:
            messages.error(request, str(SENTENCES[refused.refusal]))
        else:
            told = _("Your details are stored.") if changed else _("Nothing was changed.")
            messages.success(request, told)
        return redirect("own:details")
    context = {"form": form, "member": member, "history": history(member)}
    status = 422 if request.method == "POST" else 200
    return render(request, "members/own.html", context, status=status)
