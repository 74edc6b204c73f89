"""The board's pages: who wants to become a member, and the decision."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from governance.joining.actions import applications
from governance.joining.capabilities import DECIDE_ON_APPLICATIONS, WRITE_LETTERS
from governance.joining.duplicates import duplicates_of
from governance.joining.forms.apply import ApplicationForm
from governance.joining.forms.board import AcceptForm, DeclineForm, FilterForm
from governance.joining.models import Application
from governance.joining.refusals import JoiningRefusal
from governance.joining.views.apply import about_the_form
from governance.members.access.act_page import act_page
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted

A_PAGE = 50
State = Application.State


@page(DECIDE_ON_APPLICATIONS)
def application_list(request: HouseRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.filters()
    context = {
        "page": Paginator(matching(wanted), A_PAGE).get_page(request.GET.get("p")),
        "wanted": wanted,
        "states": form.fields["state"].choices,  # type: ignore[attr-defined]
        "query": urlencode({name: value for name, value in wanted.items() if value}),
        "waiting": Application.objects.waiting().count(),
        "secretary": request.visitor.can(WRITE_LETTERS),
    }
    return render(request, "joining/applications.html", context)


def matching(wanted: dict[str, str]) -> QuerySet[Application]:
    # Applications that wait come first, then the newest.
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


@page(DECIDE_ON_APPLICATIONS)
def application_page(request: HouseRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Application.objects.with_places(), pk=pk)
    return render(request, "joining/application.html", {"application": one, **judged(one)})


def judged(one: Application) -> dict[str, Any]:
    return {
        "can_accept": one.state in (State.WAITING, State.DECLINED),
        "can_decline": one.state == State.WAITING,
        "duplicates": duplicates_of(one) if one.state != State.ACCEPTED else [],
    }


@page(DECIDE_ON_APPLICATIONS, post=True)
def accept(request: HouseRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Application.objects.with_places(), pk=pk)
    if one.state not in (State.WAITING, State.DECLINED):
        return too_late(request, one)
    form = AcceptForm(posted(request), application=one)

    def admit(**fields: Any) -> HttpResponse:
        applications.accept(application=one, by=request.visitor.actor, **fields)
        return redirect("joining:application", pk)

    return act_page(request, form, "joining/accept.html", admit, application=one, **judged(one))


@page(DECIDE_ON_APPLICATIONS, post=True)
def decline(request: HouseRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Application.objects.with_places(), pk=pk)
    if one.state != State.WAITING:
        return too_late(request, one)

    def say_no(reason: str) -> HttpResponse:
        applications.decline(application=one, by=request.visitor.actor, reason=reason)
        return redirect("joining:application", pk)

    form = DeclineForm(posted(request))
    return act_page(request, form, "joining/decline.html", say_no, application=one)


def too_late(request: HouseRequest, one: Application) -> HttpResponse:
    refusal = JoiningRefusal.NOT_UNDECIDED
    context = {"application": one, "refusal": refusal, **judged(one)}
    return render(request, "joining/application.html", context, status=refusal.status)


@page(DECIDE_ON_APPLICATIONS)
def preview(request: HouseRequest) -> HttpResponse:
    """The form as applicants see it, also while applications are closed; it cannot be sent."""
    context = about_the_form() | {"form": ApplicationForm(), "preview": True}
    return render(request, "joining/apply.html", context)
