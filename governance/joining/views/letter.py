"""Coming in with the code of a letter.

First the code; then the choice between giving an e-mail address and going on without. The letter
is spent by the choice. In between the session knows the letter, for half an hour.
"""

import time

from allauth.core.ratelimit import consume
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from governance.joining import actions, links
from governance.joining.actions import invitations
from governance.joining.forms import AddressForm, CodeForm
from governance.joining.models import Invitation
from governance.joining.refusals import Refusal, Refused
from governance.joining.words import REGISTER, SENTENCES
from governance.members.models import User
from governance.members.permissions import Who, open_to
from governance.members.refusals import Refused as RegisterRefused

KEY, MINUTES = "joining_letter", 30
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@open_to(Who.EVERYONE)
def letter(request: HttpRequest) -> HttpResponse:
    """Asks for the code. A wrong one, a used one and an old one get the same answer."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return code_page(request, form, status=422 if form.is_bound else 200)
    if not consume(request, action="letter"):
        return code_page(request, form, status=429)
    code = form.cleaned_data["code"]
    found = invitations.opened(code) if code else None
    if found is None:
        form.add_error("code", str(SENTENCES[Refusal.NO_SUCH_LETTER]))
        return code_page(request, form, status=422)
    request.session.cycle_key()
    request.session[KEY] = [found.pk, int(time.time())]
    return redirect("joining:letter_choice")


def code_page(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    context = {"form": form, "too_often": status == 429}
    return render(request, "joining/letter.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.EVERYONE)
def letter_choice(request: HttpRequest) -> HttpResponse:
    """With an e-mail address or without. POST field `act`: "address" or "without"."""
    invitation = remembered(request)
    if invitation is None:
        return redirect("joining:letter")
    if request.POST.get("act") == "without":
        return go_on_without(request, invitation)
    form = AddressForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "member": invitation.member, "own": invitation.member.user}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "joining/letter_choice.html", context, status=status)
    if not consume(request, action="letter_address", key=str(invitation.pk)):
        context["too_often"] = True
        return render(request, "joining/letter_choice.html", context, status=429)
    email = form.cleaned_data["email"]
    actions.offer_address(invitation=invitation, email=email)
    return render(request, "joining/letter_sent.html", {"email": email})


def remembered(request: HttpRequest) -> Invitation | None:
    """The letter whose code was typed in this session, if it can still be used."""
    pk, at = request.session.get(KEY) or (0, 0)
    if time.time() - at > MINUTES * 60:
        return None
    return invitations.usable(Invitation.objects.filter(pk=pk))


def go_on_without(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        user = actions.let_in(invitation_id=invitation.pk)
    except Refused:
        return redirect("joining:letter")
    return enter(request, user)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.EVERYONE)
def letter_address(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail: GET shows the button, POST makes the address the login."""
    meant = links.address(token)
    invitation = invitations.usable(Invitation.objects.filter(pk=meant[0])) if meant else None
    if meant is None or invitation is None:
        return render(request, "joining/dead_link.html", status=404)
    if request.method != "POST":
        context = {"email": meant[1], "member": invitation.member}
        return render(request, "joining/letter_address.html", context)
    try:
        user = actions.confirm_address(invitation_id=invitation.pk, email=meant[1])
    except Refused:
        return render(request, "joining/dead_link.html", status=404)
    except RegisterRefused as error:
        context = {"email": meant[1], "sentence": REGISTER[error.refusal]}
        return render(request, "joining/letter_address.html", context, status=409)
    return enter(request, user)


def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Signs in until the browser closes. Who holds a role signs in the usual way, with all that
    is asked of them there."""
    request.session.pop(KEY, None)
    if user.roles or user.is_superuser or not user.is_active:
        return redirect("account_request_login_code")
    login(request, user, backend=BACKEND)
    request.session.set_expiry(0)
    return redirect("mine")
