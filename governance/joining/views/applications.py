"""The board's pages: who wants to become a member, and the decision."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.joining import actions, lookalikes
from governance.joining.capabilities import DECIDE_ON_APPLICATIONS
from governance.joining.forms import AcceptForm, ApplicationForm, DeclineForm, FilterForm
from governance.joining.models import Application
from governance.joining.refusals import Refusal, Refused
from governance.joining.views.apply import about_the_form
from governance.joining.words import REGISTER, SENTENCES
from governance.members.permissions import open_to, roles_of
from governance.members.refusals import Refused as RegisterRefused
from governance.members.roles import Role

A_PAGE = 50
State = Application.State


@require_safe
@never_cache
@open_to(DECIDE_ON_APPLICATIONS)
def applications(request: HttpRequest) -> HttpResponse:
    """All applications: those that wait, then the others; the newest on top."""
    form = FilterForm(request.GET)
    wanted = form.wanted()
    page = Paginator(found(wanted), A_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "wanted": wanted,
        "states": form.fields["state"].choices,  # type: ignore[attr-defined]
        "query": urlencode({name: value for name, value in wanted.items() if value}),
        "waiting": Application.objects.waiting().count(),
        "secretary": Role.SECRETARY in roles_of(request.user),
    }
    return render(request, "joining/applications.html", context)


def found(wanted: dict[str, str]) -> QuerySet[Application]:
    decided = Case(When(state=State.WAITING, then=0), default=1, output_field=IntegerField())
    rows = Application.objects.with_places().order_by(decided, "-submitted_at", "-pk")
    if wanted["state"]:
        rows = rows.filter(state=wanted["state"])
    for word in wanted["q"].split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(email__icontains=word)
            | Q(street__icontains=word)
            | Q(town__icontains=word)
        )
    return rows


@require_safe
@never_cache
@open_to(DECIDE_ON_APPLICATIONS)
def application(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Application.objects.with_places(), pk=pk)
    return render(request, "joining/application.html", {"application": one, **judged(one)})


def judged(one: Application) -> dict[str, Any]:
    """What the board may do with it, and who looks like the applicant."""
    return {
        "can_accept": one.state in (State.WAITING, State.DECLINED),
        "can_decline": one.state == State.WAITING,
        "lookalikes": lookalikes.of(one) if one.state != State.ACCEPTED else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(DECIDE_ON_APPLICATIONS)
def accept_application(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks for kind, neighbourhood and day; POST admits."""
    one = get_object_or_404(Application.objects.with_places(), pk=pk)
    if one.state not in (State.WAITING, State.DECLINED):
        return too_late(request, one)
    form = AcceptForm(request.POST if request.method == "POST" else None, application=one)
    if form.is_valid():
        try:
            actions.accept(application=one, by=str(request.user), **form.cleaned_data)
        except Refused:
            return too_late(request, one)
        except RegisterRefused as error:
            form.add_error(None, str(REGISTER[error.refusal]))
        else:
            return redirect("joining:application", pk)
    context = {"application": one, "form": form, **judged(one)}
    status = 422 if form.errors else 200
    return render(request, "joining/accept.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(DECIDE_ON_APPLICATIONS)
def decline_application(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks for the reason, POST declines and mails it."""
    one = get_object_or_404(Application.objects.with_places(), pk=pk)
    if one.state != State.WAITING:
        return too_late(request, one)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.decline(application=one, by=str(request.user), **form.cleaned_data)
        except Refused:
            return too_late(request, one)
        return redirect("joining:application", pk)
    context = {"application": one, "form": form}
    status = 422 if form.errors else 200
    return render(request, "joining/decline.html", context, status=status)


def too_late(request: HttpRequest, one: Application) -> HttpResponse:
    one = get_object_or_404(Application.objects.with_places(), pk=one.pk)
    context = {
        "application": one,
        "sentence": SENTENCES[Refusal.NOT_UNDECIDED],
        **judged(one),
    }
    return render(request, "joining/application.html", context, status=409)


@require_safe
@never_cache
@open_to(DECIDE_ON_APPLICATIONS)
def preview(request: HttpRequest) -> HttpResponse:
    """The form as applicants see it, also while nobody can apply; nothing can be sent."""
    context = about_the_form() | {"form": ApplicationForm(), "preview": True}
    return render(request, "joining/apply.html", context)
