"""Our own pages of signing in; the others are allauth's."""

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, next_page
from governance.members.login import factors, reauthentication, second_factor
from governance.members.login.code_again import CodeAgain


@page(Who.SIGNED_IN)
def go_on(request: HouseRequest) -> HttpResponse:
    """One button sends the form that was set aside while the user proved who they are."""
    aside = reauthentication.kept(request)
    if aside is None:
        return redirect("mine")
    if aside["fields"] is None:
        del request.session[reauthentication.ASIDE]
        messages.warning(request, _("What you sent could not be kept. Please fill it in again."))
        return HttpResponseRedirect(aside["before"])
    return render(request, "account/go_on.html", {"aside": aside})


@page(Who.SIGNED_IN)
def security(request: HouseRequest) -> HttpResponse:
    if second_factor.AFTER in request.session:
        del request.session[second_factor.AFTER]
    user = request.visitor.required_user()
    mine = {one.type: one for one in Authenticator.objects.filter(user=user)}
    codes = mine.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "passkeys": factors.passkeys_of(user),
        "app": mine.get(Authenticator.Type.TOTP),
        "codes": codes,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "needed": settings.SECOND_FACTOR and bool(request.visitor.held_roles),
    }
    return render(request, "mfa/index.html", context)


@page(Who.SIGNED_IN)
def set_up(request: HouseRequest) -> HttpResponseBase:
    """A holder of a role chooses a second factor; those who have one give it, and go on."""
    if after := get_next_redirect_url(request):
        request.session[second_factor.AFTER] = after
    user = request.visitor.required_user()
    if second_factor.has_factor(user):
        if second_factor.wanting(request):
            return reauthentication.ask(request)
        return redirect(second_factor.way_on(request) or "mfa_index")
    return render(request, "mfa/set_up.html")


@page(Who.SIGNED_IN, post=True)
def prove_by_code(request: HouseRequest) -> HttpResponse:
    """Re-authentication by a code by e-mail, for users without a second factor."""
    user = request.visitor.required_user()
    if second_factor.has_factor(user):
        return redirect_keeping_next(request, "mfa_reauthenticate")
    if not user.email:  # came in by letter
        messages.warning(request, _("For this you need an e-mail address. Fill it in here first."))
        return redirect("notifications:new_address")
    if request.method != "POST":
        return page_of_code(request, CodeAgain.running(request), ConfirmLoginCodeForm(code=""))
    if request.POST.get("action") == "send":
        if not ratelimit.consume(request, action="code_again", user=user):
            return respond_429(request)
        return page_of_code(request, CodeAgain.begin(request), ConfirmLoginCodeForm(code=""))
    return enter_code(request)


def enter_code(request: HouseRequest) -> HttpResponse:
    process = CodeAgain.running(request)
    form = ConfirmLoginCodeForm(request.POST, code=process.code if process else "")
    if process and form.is_valid():
        process.finish()
        return HttpResponseRedirect(next_page(request, otherwise="/"))
    if process and not process.record_invalid_attempt():
        messages.warning(request, _("That was wrong too often. Ask for a new code."))
        process = None
    return page_of_code(request, process, form, status=422)


def page_of_code(
    request: HouseRequest,
    process: CodeAgain | None,
    form: ConfirmLoginCodeForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "sent": process is not None,
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "account/reauthenticate.html", context, status=status)


def redirect_keeping_next(request: HouseRequest, name: str) -> HttpResponse:
    address = redirect(name)
    if after := request.GET.get("next"):
        address["Location"] += "?" + urlencode({"next": after})
    return address
