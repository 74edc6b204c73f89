"""The list as a file, and the log of who took it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from governance.members.access.page import page
from governance.members.access.request import HouseRequest, posted
from governance.members.actions import exports
from governance.members.capabilities import KEEP_REGISTER
from governance.members.forms.exports import HEADINGS, ExportForm
from governance.members.models import Member, MemberKind, RegisterExport
from governance.members.models.users import LANGUAGES
from governance.members.register import spreadsheets
from governance.members.register.filters import chosen
from governance.members.register.words import STATUS_LABELS, numbered


@page(KEEP_REGISTER, post=True, reauthenticate=True)
@permission_required("members.export_member", raise_exception=True)
def export_page(request: HouseRequest) -> HttpResponseBase:
    members, choice = chosen(request)
    form = ExportForm(posted(request))
    if form.is_valid():
        return file_of(request, members, choice, form.cleaned_data)
    context = {
        "form": form,
        "choice": choice,
        "number": members.count(),
        "header_title": _("Export the register"),
        "header_icon": "download",
        "breadcrumbs_items": [
            {"url": reverse("register_members:index"), "label": _("Members")},
            {"url": "", "label": _("Export")},
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "members/back_office/export.html", context, status=status)


def file_of(
    request: HttpRequest, members: QuerySet[Member], choice: str, wanted: dict[str, Any]
) -> HttpResponseBase:
    columns, form = wanted["columns"], wanted["form"]
    # Recorded and committed before the first byte goes out.
    rows = exports.export(
        members=members, columns=columns, form=form, by=numbered(request.user), choice=choice
    )
    headings = [str(HEADINGS[column]) for column in columns]
    table = in_words(rows, columns)
    name = f"leden-{timezone.localdate():%Y-%m-%d}.{form}"
    if form == "xlsx":
        return FileResponse(
            spreadsheets.xlsx(headings, table),
            as_attachment=True,
            filename=name,
            content_type=spreadsheets.XLSX,
        )
    return StreamingHttpResponse(
        spreadsheets.csv_text(headings, table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def in_words(rows: list[exports.Row], columns: list[str]) -> Iterator[list[Any]]:
    # Looked up now: the answer goes out after the language of this request is reset.
    words: dict[str, dict[Any, Any]] = {
        "kind": {kind.key: str(kind) for kind in MemberKind.objects.all()},
        "standing": {status: str(label) for status, label in STATUS_LABELS.items()},
        "language": dict(LANGUAGES),
    }
    own = [words.get(column, {}) for column in columns]
    return ([names.get(cell, cell) for names, cell in zip(own, row, strict=True)] for row in rows)


class ExportLog(generic.IndexView):
    """Every copy that was taken; it cannot be changed."""

    any_permission_required = ("view",)
    default_ordering = "-at"
    page_title = gettext_lazy("Exports of the register")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            Column("at", label=_("When"), accessor=moment, sort_key="at"),
            Column("by_name", label=_("Who")),
            Column("rows", label=_("Members"), sort_key="rows"),
            Column("form", label=_("Form"), classname="register-wide"),
            Column("columns", label=_("Columns"), accessor=columns_in_words),
            Column("choice", label=_("Choice")),
        ]


def moment(export: RegisterExport) -> str:
    return date_format(timezone.localtime(export.at), "DATETIME_FORMAT")


def columns_in_words(export: RegisterExport) -> str:
    return ", ".join(str(HEADINGS.get(column, column)) for column in export.columns)


class ExportLogViewSet(ModelViewSet):
    model = RegisterExport
    name = "register_exports"
    url_prefix = "ledenuitvoer"
    icon = "history"
    menu_label = gettext_lazy("Exports")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = ExportLog
    list_per_page = 50
    form_fields = ()

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "edit", "delete", "history", "usage", "inspect")
        absent = {f"{name}_url_name": self.UNDEFINED for name in names}
        return super().get_common_view_kwargs(**kwargs) | absent

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
