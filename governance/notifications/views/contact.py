"""Changing one's own e-mail address, and asking the secretary something."""

import time
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.members.access.actor import Actor
from governance.members.login import devices
from governance.members.models import Member, User
from governance.members.permissions import Who, member_of, open_to
from governance.members.refusal_words import SENTENCES
from governance.members.refusals import Refused
from governance.notifications import actions
from governance.notifications.forms.contact import CodeForm, NewAddressForm, QuestionForm

PENDING = "new_address"
MINUTES, TRIES = 10, 5


def who(request: HttpRequest) -> tuple[Member, User]:
    member, user = member_of(request.user), request.user
    assert member is not None  # noqa: S101  (open_to lets only members through)
    assert isinstance(user, User)  # noqa: S101
    return member, user


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def new_address(request: HttpRequest) -> HttpResponse:
    """POST field: `email`. A code goes there, whoever has that address."""
    _member, user = who(request)
    form = NewAddressForm(sent(request), current=user.email or "")
    if request.method != "POST":
        return render(request, "notifications/new_address.html", {"form": form})
    if form.is_valid() and not consume(request, action="new_address"):
        form.add_error("email", _("You asked for a code often. Try again in an hour."))
    if not form.is_valid():
        return render(request, "notifications/new_address.html", {"form": form}, status=422)
    address, code = form.cleaned_data["email"], actions.new_code()
    actions.mail_code(user=user, address=address, code=code)
    request.session[PENDING] = {
        "address": address,
        "digest": digest(address, code),
        "until": int(time.time()) + MINUTES * 60,
        "tries": 0,
    }
    return redirect("notifications:confirm_address")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def confirm_address(request: HttpRequest) -> HttpResponse:
    """POST field: `code`. After five wrong ones, or ten minutes, one asks for a new code."""
    pending = request.session.get(PENDING)
    if pending is None:
        return redirect("notifications:new_address")
    if pending["until"] < time.time() or pending["tries"] >= TRIES:
        del request.session[PENDING]
        messages.error(request, _("This code no longer works. Ask for a new one."))
        return redirect("notifications:new_address")
    form = CodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return checked(request, form, pending)
    status = 422 if request.method == "POST" else 200
    return code_page(request, form, pending, status)


def checked(request: HttpRequest, form: CodeForm, pending: dict[str, Any]) -> HttpResponse:
    member, user = who(request)
    given = digest(pending["address"], form.cleaned_data["code"])
    if not constant_time_compare(given, pending["digest"]):
        request.session[PENDING] = {**pending, "tries": pending["tries"] + 1}
        form.add_error("code", _("This is not the code that stands in the mail. Look once more."))
        return code_page(request, form, pending, 422)
    del request.session[PENDING]
    try:
        actions.change_address(member=member, address=pending["address"], by=Actor.of(user))
    except Refused as refused:
        messages.error(request, str(SENTENCES[refused.refusal]))
        return redirect("notifications:new_address")
    devices.stay(request)
    messages.success(request, _("Your new address is stored. Sign in with it from now on."))
    return redirect("own:details")


def code_page(
    request: HttpRequest, form: CodeForm, pending: dict[str, Any], status: int
) -> HttpResponse:
    context = {"form": form, "address": pending["address"]}
    return render(request, "notifications/confirm_address.html", context, status=status)


def digest(address: str, code: str) -> str:
    return salted_hmac("wijkstem new address", f"{address} {code}", algorithm="sha256").hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.MEMBERS)
def ask(request: HttpRequest) -> HttpResponse:
    """POST fields: `about` and `text`. GET field: `over`, what it is about."""
    member, _user = who(request)
    form = QuestionForm(sent(request), initial={"about": request.GET.get("over", "")})
    if request.method != "POST":
        return render(request, "notifications/ask.html", {"form": form})
    if form.is_valid() and not consume(request, action="question"):
        form.add_error("text", _("You asked a lot today. Try again tomorrow."))
    if not form.is_valid():
        return render(request, "notifications/ask.html", {"form": form}, status=422)
    label = dict(QuestionForm.SUBJECTS)[form.cleaned_data["about"]]
    if actions.ask(member=member, label=label, **form.cleaned_data):
        messages.success(request, _("Your question was sent. You get an answer by mail."))
        return redirect("own:details")
    form.add_error(None, _("There is nobody to send this to now. Call or write to the board."))
    return render(request, "notifications/ask.html", {"form": form}, status=422)
