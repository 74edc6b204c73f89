"""Bringing in a list of members, in the back office: upload, columns, rows, and in."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from governance.csv_files import csv_text
from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.actions import imports as actions
from governance.members.capabilities import KEEP_REGISTER
from governance.members.forms.imports import ColumnsForm, UploadForm
from governance.members.imports.problems import Unreadable
from governance.members.models import RegisterImport
from governance.members.pages.imports import BUSY, State, import_page, lists_page, problem_table
from governance.members.refusals import RegisterRefusal
from governance.refusals import Refusal, Refused

STOP_POLLING = 286


# Only as long as their role has the permission in the back office.
may_import = permission_required("members.import_member", raise_exception=True)


@page(KEEP_REGISTER, post=True)
@may_import
def imports(request: HouseRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = actions.upload(name=file.name, content=file.read(), by=request.visitor.actor)
        except Unreadable as error:
            form.refuse(error)
        else:
            return redirect("register_imports:columns", source.pk)
    context = {"form": form, "page": lists_page(request.GET.get("p"))}
    return render(request, "members/imports/list.html", context, status=422 if form.errors else 200)


@page(KEEP_REGISTER, post=True)
@may_import
def columns(request: HouseRequest, pk: int) -> HttpResponse:
    """What each column probably holds; POST has the rows checked."""
    source = fetch(pk)
    if source.state not in (State.UPLOADED, State.CHECKED, State.FAILED):
        return redirect("register_imports:show", pk)
    form = ColumnsForm(posted(request), source=source)
    if form.is_bound and form.is_valid():
        try:
            actions.check_import(source=source, columns=form.columns(), defaults=form.chosen())
        except Refused as error:
            return refuse(request, source, error.refusal)
        return redirect("register_imports:show", pk)
    context = {"form": form, "source": source}
    return render(
        request, "members/imports/columns.html", context, status=422 if form.errors else 200
    )


@page(KEEP_REGISTER)
@may_import
def show(request: HouseRequest, pk: int) -> HttpResponse:
    source = fetch(pk)
    if source.state == State.UPLOADED:
        return redirect("register_imports:columns", pk)
    return render_list(request, source)


@page(KEEP_REGISTER)
@may_import
def progress(request: HouseRequest, pk: int) -> HttpResponse:
    """The fragment for htmx; at the end the page is loaded again."""
    source = fetch(pk)
    busy = source.state in BUSY
    response = render(
        request,
        "members/imports/_progress.html",
        {"source": source, "busy": busy},
        status=200 if busy else STOP_POLLING,
    )
    if not busy:
        response.headers["HX-Refresh"] = "true"
    return response


@page(KEEP_REGISTER)
@may_import
def problems(request: HouseRequest, pk: int) -> HttpResponse:
    """The rows with a problem as CSV, to correct and upload again."""
    source = fetch(pk)
    response = HttpResponse(csv_text(problem_table(source)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="problemen-{pk}.csv"'
    return response


@page(KEEP_REGISTER, get=False, post=True)
@may_import
def act(request: HouseRequest, pk: int) -> HttpResponse:
    """POST field `act`: "start" brings the list in, "cancel" deletes it, "check" checks the rows
    again, "again" asks the worker again."""
    source = fetch(pk)
    acts: dict[str, Callable[..., None]] = {
        "start": actions.start_import,
        "cancel": actions.cancel_import,
        "check": check_again,
        "again": actions.ask_again,
    }
    wanted = acts.get(request.POST.get("act", ""))
    if wanted:
        try:
            wanted(source=source)
        except Refused as error:
            return refuse(request, source, error.refusal)
    return redirect("register_imports:show", pk)


def check_again(*, source: RegisterImport) -> None:
    mapping = source.mapping
    actions.check_import(
        source=source,
        columns=mapping.get("columns", {}),
        defaults=mapping.get("defaults", {}),
    )


def fetch(pk: int) -> RegisterImport:
    if pk > 2**63 - 1:
        return get_object_or_404(RegisterImport.objects.none())
    return get_object_or_404(RegisterImport.objects.defer("content"), pk=pk)


def refuse(request: HouseRequest, source: RegisterImport, refusal: Refusal) -> HttpResponse:
    source = fetch(source.pk)
    # A second click finds the work begun, which is as it should be.
    if source.state in (*BUSY, State.IMPORTED) and refusal == RegisterRefusal.IMPORT_STATE:
        return redirect("register_imports:show", source.pk)
    return render_list(request, source, refusal=refusal.sentence, status=refusal.status)


def render_list(
    request: HouseRequest, source: RegisterImport, *, refusal: Any = "", status: int = 200
) -> HttpResponse:
    context = {
        "source": source,
        "page": import_page(source, request.GET.get("uitkomst", ""), request.GET.get("p")),
        "refusal": refusal,
    }
    return render(request, "members/imports/show.html", context, status=status)
