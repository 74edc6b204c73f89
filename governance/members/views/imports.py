"""Bringing in a list of members, in the back office: upload, columns, rows, and in."""

import csv
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.members import actions
from governance.members.capabilities import KEEP_REGISTER
from governance.members.forms.imports import ColumnsForm, UploadForm
from governance.members.import_words import about_changes, about_import, about_row
from governance.members.imports.guarding import guard
from governance.members.imports.problems import Unreadable
from governance.members.imports.sheets import MOST_BYTES, MOST_ROWS, padded
from governance.members.models import ImportRow, RegisterImport
from governance.members.permissions import View, open_to
from governance.members.refusal_words import SENTENCES
from governance.members.refusals import Refusal, Refused

STOP_POLLING = 286
PAGE = 50
State, Outcome = RegisterImport.State, ImportRow.Outcome
ORDER = [Outcome.WRONG, Outcome.CHANGED, Outcome.NEW, Outcome.SAME]
"""Problems first."""
BUSY = (State.CHECKING, State.IMPORTING)


def importers(view: Callable[..., HttpResponse]) -> View:
    """Lets in who keeps the register, as long as the role has the permission."""

    def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("members.import_member"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    permitted.__module__, permitted.__name__ = view.__module__, view.__name__
    return open_to(KEEP_REGISTER)(permitted)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@importers
def imports(request: HttpRequest) -> HttpResponse:
    """The lists there were, and the form that takes in another one."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = actions.upload(name=file.name, content=file.read(), by=str(request.user))
        except Unreadable as error:
            form.refuse(error)
        else:
            return redirect("register_imports:columns", source.pk)
    page = Paginator(RegisterImport.objects.defer("content"), PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "page": page,
        "megabytes": MOST_BYTES // 1_000_000,
        "most_rows": MOST_ROWS,
    }
    return render(request, "members/imports/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@importers
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column holds, guessed, with the first rows. Naming them has the rows checked."""
    source = fetch(pk)
    if source.state not in (State.UPLOADED, State.CHECKED, State.FAILED):
        return redirect("register_imports:show", pk)
    form = ColumnsForm(request.POST if request.method == "POST" else None, source=source)
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


@require_safe
@never_cache
@importers
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; once checked: every row, problems first."""
    source = fetch(pk)
    if source.state == State.UPLOADED:
        return redirect("register_imports:columns", pk)
    return render(request, "members/imports/show.html", shown(request, source))


@require_safe
@never_cache
@importers
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The piece of the page that htmx asks for; at the end it stops and the page comes anew."""
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


@require_safe
@never_cache
@importers
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows with a problem as CSV, to be put right and uploaded again."""
    source = fetch(pk)
    headings = [heading for heading, _examples in source.headings]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="problemen-{pk}.csv"'
    response.write("\ufeff")  # or Excel takes it for Windows-1252
    writer = csv.writer(response, delimiter=";")
    writer.writerow([*map(guard, headings), gettext("problem")])
    for row in source.rows.filter(outcome=Outcome.WRONG).iterator():
        cells = padded(row.values["cells"], max(len(headings), len(row.values["cells"])))
        said = " ".join(f"{sentence}." for sentence in about_row(row.problems))
        row_of_file = [*cells[: len(headings)], said, *cells[len(headings) :]]
        writer.writerow([guard(cell) for cell in row_of_file])
    return response


@require_POST
@never_cache
@importers
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """POST field `act`: "start" brings the list in, "cancel" throws it away, "check" has the rows
    checked anew, "again" asks the worker once more."""
    source = fetch(pk)
    acts: dict[str, Callable[..., None]] = {
        "start": actions.start_import,
        "cancel": actions.cancel_import,
        "check": check_anew,
        "again": actions.ask_again,
    }
    wanted = acts.get(request.POST.get("act", ""))
    if wanted:
        try:
            wanted(source=source)
        except Refused as error:
            return refuse(request, source, error.refusal)
    return redirect("register_imports:show", pk)


def check_anew(*, source: RegisterImport) -> None:
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


def refuse(request: HttpRequest, source: RegisterImport, refusal: Refusal) -> HttpResponse:
    """The page as it is now, with the reason above it. A second click finds the work begun, which
    is as it should be."""
    source = fetch(source.pk)
    if source.state in (*BUSY, State.IMPORTED) and refusal == Refusal.IMPORT_STATE:
        return redirect("register_imports:show", source.pk)
    context = {**shown(request, source), "refusal": SENTENCES[refusal]}
    return render(request, "members/imports/show.html", context, status=409)


def shown(request: HttpRequest, source: RegisterImport) -> dict[str, Any]:
    """What the page of one list tells."""
    outcome = request.GET.get("uitkomst", "")
    rows = source.rows.all()
    if outcome in Outcome.values:
        rows = rows.filter(outcome=outcome)
    places = Case(*(When(outcome=one, then=Value(at)) for at, one in enumerate(ORDER)), default=9)
    rows = rows.order_by(places, "line")
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    counts = [(one, one.label, source.counts.get(one.value, 0)) for one in ORDER]
    return {
        "source": source,
        "busy": source.state in BUSY,
        "outcome": outcome if outcome in Outcome.values else "",
        "counts": [entry for entry in counts if entry[2]],
        "wrong": source.counts.get("wrong", 0),
        "ready": source.counts.get("new", 0) + source.counts.get("changed", 0),
        "problem": about_import(source.problem) if source.problem else "",
        "page": page,
        "rows": [told(row, source) for row in page] if source.state == State.CHECKED else [],
    }


def told(row: ImportRow, source: RegisterImport) -> dict[str, Any]:
    """A row in words. Of a new member, what the file says of them."""
    headings = [heading for heading, _examples in source.headings]
    cells = zip(headings, row.values.get("cells", []), strict=False)
    used = source.mapping.get("columns", {})
    return {
        "line": row.line,
        "outcome": row.outcome,
        "label": row.get_outcome_display(),
        "number": row.values.get("number"),
        "name": row.values.get("name", ""),
        "problems": about_row(row.problems),
        "changes": about_changes(row.values.get("changes", {})),
        "cells": [(heading, cell) for heading, cell in cells if cell and used.get(heading)],
    }
