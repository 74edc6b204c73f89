"""Changing one's e-mail address, and asking the secretary a question."""

import time
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.login import devices
from governance.notifications.actions import new_address as addresses
from governance.notifications.actions import questions
from governance.notifications.forms.contact import CodeForm, NewAddressForm, QuestionForm
from governance.refusals import Refused

PENDING = "new_address"
MINUTES, TRIES = 10, 5


@page(Who.MEMBERS, post=True)
def new_address(request: HouseRequest) -> HttpResponse:
    """POST field: `email`."""
    user = request.visitor.required_user()
    form = NewAddressForm(posted(request), current=user.email or "")
    if request.method != "POST":
        return render(request, "notifications/new_address.html", {"form": form})
    if form.is_valid() and not consume(request, action="new_address"):
        form.add_error("email", _("You asked for a code often. Try again in an hour."))
    if not form.is_valid():
        return render(request, "notifications/new_address.html", {"form": form}, status=422)
    address, code = form.cleaned_data["email"], addresses.new_code()
    # Also where another user has this address: the page does not tell.
    addresses.mail_code(user=user, address=address, code=code)
    request.session[PENDING] = {
        "address": address,
        "digest": digest(address, code),
        "until": int(time.time()) + MINUTES * 60,
        "tries": 0,
    }
    return redirect("notifications:confirm_address")


@page(Who.MEMBERS, post=True)
def confirm_address(request: HouseRequest) -> HttpResponse:
    """POST field: `code`. After five wrong codes or ten minutes a new one is needed."""
    pending = request.session.get(PENDING)
    if pending is None:
        return redirect("notifications:new_address")
    if pending["until"] < time.time() or pending["tries"] >= TRIES:
        del request.session[PENDING]
        messages.error(request, _("This code no longer works. Ask for a new one."))
        return redirect("notifications:new_address")
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return checked(request, form, pending)
    status = 422 if request.method == "POST" else 200
    return code_page(request, form, pending, status)


def checked(request: HouseRequest, form: CodeForm, pending: dict[str, Any]) -> HttpResponse:
    given = digest(pending["address"], form.cleaned_data["code"])
    if not constant_time_compare(given, pending["digest"]):
        request.session[PENDING] = {**pending, "tries": pending["tries"] + 1}
        form.add_error("code", _("This is not the code that stands in the mail. Look once more."))
        return code_page(request, form, pending, 422)
    del request.session[PENDING]
    try:
        member = request.visitor.required_member()
        addresses.change_address(
            member=member, address=pending["address"], by=request.visitor.actor
        )
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
        return redirect("notifications:new_address")
    devices.stay(request)
    messages.success(request, _("Your new address is stored. Sign in with it from now on."))
    return redirect("own:details")


def code_page(
    request: HouseRequest, form: CodeForm, pending: dict[str, Any], status: int
) -> HttpResponse:
    context = {"form": form, "address": pending["address"]}
    return render(request, "notifications/confirm_address.html", context, status=status)


def digest(address: str, code: str) -> str:
    return salted_hmac("wijkstem new address", f"{address} {code}", algorithm="sha256").hexdigest()


@page(Who.MEMBERS, post=True)
def ask(request: HouseRequest) -> HttpResponse:
    """POST fields: `about` and `text`. GET field: `over`, the initial `about`."""
    form = QuestionForm(posted(request), initial={"about": request.GET.get("over", "")})
    if request.method != "POST":
        return render(request, "notifications/ask.html", {"form": form})
    if form.is_valid() and not consume(request, action="question"):
        form.add_error("text", _("You asked a lot today. Try again tomorrow."))
    if not form.is_valid():
        return render(request, "notifications/ask.html", {"form": form}, status=422)
    label = dict(QuestionForm.SUBJECTS)[form.cleaned_data["about"]]
    if questions.ask(member=request.visitor.required_member(), label=label, **form.cleaned_data):
        messages.success(request, _("Your question was sent. You get an answer by mail."))
        return redirect("own:details")
    form.add_error(None, _("There is nobody to send this to now. Call or write to the board."))
    return render(request, "notifications/ask.html", {"form": form}, status=422)
