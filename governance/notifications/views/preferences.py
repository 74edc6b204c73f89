"""Which mail I get, and how; and the page behind the link that stops a kind of mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from governance.members.models import User
from governance.members.permissions import Who, open_to, roles_of
from governance.notifications import actions, kinds
from governance.notifications.forms.preferences import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.SIGNED_IN)
def preferences(request: HttpRequest) -> HttpResponse:
    """POST fields: for each kind of mail that can be chosen, its way."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  (open_to lets only who signed in through)
    has_role = bool(roles_of(user))
    choosable = kinds.for_choosing(has_role=has_role)
    data = request.POST if request.method == "POST" else None
    form = PreferencesForm(data, kinds=choosable, initial=actions.chosen(user))
    if request.method == "POST" and form.is_valid():
        actions.choose(user=user, wishes=form.cleaned_data)
        messages.success(request, _("Your choices are stored."))
        return redirect("notifications:preferences")
    context = {"form": form, "always": kinds.always(has_role=has_role)}
    status = 422 if request.method == "POST" else 200
    return render(request, "notifications/preferences.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt
@open_to(Who.EVERYONE)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks with GET, stops with POST; mail programs post without asking (RFC 8058). No sign-in and
    no token of a form: the address was mailed to one person, and does this one thing."""
    asked = actions.read_token(token)
    if asked is None:
        raise Http404
    user, kind = asked
    context = {
        "kind": kinds.registered.get(kind),
        "stopped": actions.stop(user=user, kind=kind) if request.method == "POST" else [],
        "done": request.method == "POST",
    }
    return render(request, "notifications/stop.html", context)
