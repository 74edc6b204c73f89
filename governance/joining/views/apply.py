"""Applying: the form, the mail, and the links in it. A link only shows a button, because programs
that look for viruses open the links in mails."""

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.joining import actions, links
from governance.joining.forms import ApplicationForm
from governance.joining.models import Application
from governance.joining.refusals import Refused
from governance.members.models import RegisterSettings
from governance.members.permissions import Who, open_to

State = Application.State


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.EVERYONE)
def apply(request: HttpRequest) -> HttpResponse:
    """The application form. Who is known already gets the same answer, and another mail."""
    if not RegisterSettings.load().applications_open:
        return render(request, "joining/closed.html")
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.by_a_machine:
        return redirect("joining:sent")
    if not form.is_valid():
        return form_page(request, form, status=422 if form.is_bound else 200)
    details = form.details()
    if not consume(request, action="application", key=details["email"].lower()):
        return form_page(request, form, status=429)
    try:
        actions.submit(**details)
    except Refused:
        return render(request, "joining/closed.html")
    return redirect("joining:sent")


def form_page(request: HttpRequest, form: ApplicationForm, *, status: int) -> HttpResponse:
    context = about_the_form() | {"form": form, "too_often": status == 429}
    return render(request, "joining/apply.html", context, status=status)


def about_the_form() -> dict[str, object]:
    """The co-operative's own words above it, and how long details are kept."""
    settings = RegisterSettings.load()
    english = get_language() == "en" and settings.welcome_en
    return {"settings": settings, "welcome": english or settings.welcome}


@require_safe
@never_cache
@open_to(Who.EVERYONE)
def sent(request: HttpRequest) -> HttpResponse:
    """A mail went out, whoever the address belongs to."""
    return render(request, "joining/sent.html", {"days": RegisterSettings.load().keep_unconfirmed})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.EVERYONE)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the button, POST confirms the address."""
    application = links.confirmed(token)
    if application is None or application.state not in (State.UNCONFIRMED, State.WAITING):
        return dead_link(request)
    if request.method == "POST":
        try:
            application = actions.confirm(application=application)
        except (Refused, Application.DoesNotExist):
            return dead_link(request)
    return render(request, "joining/confirm.html", {"application": application})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(Who.EVERYONE)
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the button, POST withdraws the application."""
    application = links.withdrawn(token)
    if application is None or application.state in (State.ACCEPTED, State.DECLINED):
        return dead_link(request)
    if request.method == "POST":
        try:
            application = actions.withdraw(application=application)
        except (Refused, Application.DoesNotExist):
            return dead_link(request)
    return render(request, "joining/withdraw.html", {"application": application})


def dead_link(request: HttpRequest) -> HttpResponse:
    return render(request, "joining/dead_link.html", status=404)
