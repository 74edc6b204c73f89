"""Which mail a user gets, and how; and the link that stops a kind of mail."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from governance.members.access.act_page import act_page
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.notifications import mail_kinds
from governance.notifications.actions import preferences
from governance.notifications.forms.preferences import PreferencesForm


@page(Who.SIGNED_IN, post=True)
def preferences_page(request: HouseRequest) -> HttpResponse:
    """POST fields: for each kind of mail that can be chosen, its way."""
    user, has_role = request.visitor.required_user(), bool(request.visitor.held_roles)
    choosable = mail_kinds.for_choosing(has_role=has_role)
    form = PreferencesForm(posted(request), kinds=choosable, initial=preferences.chosen(user))

    def choose(**wishes: str) -> str:
        preferences.choose(user=user, wishes=wishes)
        messages.success(request, _("Your choices are stored."))
        return "notifications:preferences"

    always = mail_kinds.always(has_role=has_role)
    return act_page(request, form, "notifications/preferences.html", choose, always=always)


@csrf_exempt  # the address was mailed to one person, and does this one thing
@page(Who.EVERYONE, post=True)
def stop(request: HouseRequest, token: str) -> HttpResponse:
    """GET asks, POST stops; mail programs post without asking (RFC 8058)."""
    asked = preferences.read_token(token)
    if asked is None:
        raise Http404
    user, kind = asked
    context = {
        "kind": mail_kinds.registered.get(kind),
        "stopped": preferences.stop(user=user, kind=kind) if request.method == "POST" else [],
        "done": request.method == "POST",
    }
    return render(request, "notifications/stop.html", context)
