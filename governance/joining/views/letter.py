"""Coming in with the code of a letter."""

# First the code; then the choice between giving an e-mail address and going on without, which
# spends the letter. In between the session knows the letter, for half an hour.

import time

from allauth.core.ratelimit import consume
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from governance.joining import links
from governance.joining.actions import invitations
from governance.joining.forms.letters import AddressForm, CodeForm
from governance.joining.models import Invitation
from governance.joining.refusals import JoiningRefusal
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.models import User
from governance.refusals import Refused

KEY, MINUTES = "joining_letter", 30
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page(Who.EVERYONE, post=True)
@sensitive_post_parameters()
@sensitive_variables()
def letter(request: HouseRequest) -> HttpResponse:
    form = CodeForm(posted(request))
    if not form.is_valid():
        return code_page(request, form, status=422 if form.is_bound else 200)
    if not consume(request, action="letter"):
        return code_page(request, form, status=429)
    code = form.cleaned_data["code"]
    # A wrong code, a used one and an old one get the same answer.
    found = invitations.letter_with(code) if code else None
    if found is None:
        form.add_error("code", str(JoiningRefusal.NO_SUCH_LETTER.sentence))
        return code_page(request, form, status=422)
    request.session.cycle_key()
    request.session[KEY] = [found.pk, int(time.time())]
    return redirect("joining:letter_choice")


def code_page(request: HouseRequest, form: CodeForm, *, status: int) -> HttpResponse:
    context = {"form": form, "too_often": status == 429}
    return render(request, "joining/letter.html", context, status=status)


@page(Who.EVERYONE, post=True)
def letter_choice(request: HouseRequest) -> HttpResponse:
    """POST field `act`: "address" or "without" an e-mail address."""
    invitation = remembered(request)
    if invitation is None:
        return redirect("joining:letter")
    if request.POST.get("act") == "without":
        return go_on_without(request, invitation)
    form = AddressForm(posted(request))
    context = {"form": form, "member": invitation.member, "own": invitation.member.user}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "joining/letter_choice.html", context, status=status)
    if not consume(request, action="letter_address", key=str(invitation.pk)):
        context["too_often"] = True
        return render(request, "joining/letter_choice.html", context, status=429)
    email = form.cleaned_data["email"]
    invitations.offer_address(invitation=invitation, email=email)
    return render(request, "joining/letter_sent.html", {"email": email})


def remembered(request: HouseRequest) -> Invitation | None:
    pk, at = request.session.get(KEY) or (0, 0)
    if time.time() - at > MINUTES * 60:
        return None
    return invitations.usable(Invitation.objects.filter(pk=pk))


def go_on_without(request: HouseRequest, invitation: Invitation) -> HttpResponse:
    try:
        user = invitations.enter_without_address(invitation_id=invitation.pk)
    except Refused:
        return redirect("joining:letter")
    return enter(request, user)


@page(Who.EVERYONE, post=True)
def letter_address(request: HouseRequest, token: str) -> HttpResponse:
    """The link in the mail: GET shows the button, POST makes the address the login."""
    meant = links.address(token)
    invitation = invitations.usable(Invitation.objects.filter(pk=meant[0])) if meant else None
    if meant is None or invitation is None:
        return render(request, "joining/dead_link.html", status=404)
    if request.method != "POST":
        context = {"email": meant[1], "member": invitation.member}
        return render(request, "joining/letter_address.html", context)
    try:
        user = invitations.confirm_address(invitation_id=invitation.pk, email=meant[1])
    except Refused as refused:
        if refused.refusal is JoiningRefusal.NO_SUCH_LETTER:
            return render(request, "joining/dead_link.html", status=404)
        context = {"email": meant[1], "refusal": refused.refusal}
        return render(request, "joining/letter_address.html", context, status=409)
    return enter(request, user)


def enter(request: HouseRequest, user: User) -> HttpResponse:
    """Signs in until the browser closes; holders of a role sign in the usual way."""
    request.session.pop(KEY, None)
    if user.roles or user.is_superuser or not user.is_active:
        return redirect("account_request_login_code")
    login(request, user, backend=BACKEND)
    request.session.set_expiry(0)
    return redirect("mine")
