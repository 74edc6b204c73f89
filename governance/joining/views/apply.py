"""Applying: the form, the mail, and the links in it."""

# A link only shows a button, because programs that look for viruses open the links in mails.

from allauth.core.ratelimit import consume
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from governance.joining import links
from governance.joining.actions import applications
from governance.joining.forms.apply import ApplicationForm
from governance.joining.models import Application
from governance.members.access.capabilities import Who
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.models import RegisterSettings
from governance.refusals import Refused

State = Application.State


@page(Who.EVERYONE, post=True)
def apply(request: HouseRequest) -> HttpResponse:
    # Those who are known already get the same answer, and another mail.
    if not RegisterSettings.load().applications_open:
        return render(request, "joining/closed.html")
    form = ApplicationForm(posted(request))
    if form.is_bound and form.by_a_machine:
        return redirect("joining:sent")
    if not form.is_valid():
        return form_page(request, form, status=422 if form.is_bound else 200)
    details = form.details()
    if not consume(request, action="application", key=details["email"].lower()):
        return form_page(request, form, status=429)
    try:
        applications.submit(**details)
    except Refused:
        return render(request, "joining/closed.html")
    return redirect("joining:sent")


def form_page(request: HouseRequest, form: ApplicationForm, *, status: int) -> HttpResponse:
    context = about_the_form() | {"form": form, "too_often": status == 429}
    return render(request, "joining/apply.html", context, status=status)


def about_the_form() -> dict[str, object]:
    settings = RegisterSettings.load()
    english = get_language() == "en" and settings.welcome_en
    return {"settings": settings, "welcome": english or settings.welcome}


@page(Who.EVERYONE)
def sent(request: HouseRequest) -> HttpResponse:
    return render(request, "joining/sent.html", {"days": RegisterSettings.load().keep_unconfirmed})


@page(Who.EVERYONE, post=True)
def confirm(request: HouseRequest, token: str) -> HttpResponse:
    application = links.confirmed(token)
    if application is None or application.state not in (State.UNCONFIRMED, State.WAITING):
        return dead_link(request)
    if request.method == "POST":
        try:
            application = applications.confirm(application=application)
        except (Refused, Application.DoesNotExist):
            return dead_link(request)
    return render(request, "joining/confirm.html", {"application": application})


@page(Who.EVERYONE, post=True)
def withdraw(request: HouseRequest, token: str) -> HttpResponse:
    application = links.withdrawn(token)
    if application is None or application.state in (State.ACCEPTED, State.DECLINED):
        return dead_link(request)
    if request.method == "POST":
        try:
            application = applications.withdraw(application=application)
        except (Refused, Application.DoesNotExist):
            return dead_link(request)
    return render(request, "joining/withdraw.html", {"application": application})


def dead_link(request: HouseRequest) -> HttpResponse:
    return render(request, "joining/dead_link.html", status=404)
