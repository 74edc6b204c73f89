"""The kinds of member and the neighbourhoods, which each co-operative sets itself."""

from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from governance.members.forms.settings import KindForm, NeighbourhoodForm, NewKindForm
from governance.members.models import MemberKind, Neighbourhood


def in_use(thing: models.Model) -> bool:
    """Whether any row refers to it."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
        for relation in thing._meta.related_objects
    )


class DeleteUnused(generic.DeleteView):
    template_name = "members/back_office/delete_unused.html"

    @cached_property
    def in_use(self) -> bool:
        return in_use(self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            if not self.in_use:
                with transaction.atomic():
                    response: HttpResponse = super().form_valid(form)
                return response
        except (ProtectedError, RestrictedError):
            pass
        messages.error(self.request, _("It is in use, so it cannot be deleted."))
        return redirect(self.get_success_url())


class ListOfAll(generic.IndexView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.is_export = False

    def title(self, name: str, **kwargs: Any) -> BaseColumn:
        """A column that leads to the form, with Wagtail's menu of acts."""
        column_class = self._get_title_column_class(TitleColumn)
        return column_class(name, get_url=self.get_edit_url, **kwargs)


class ListOfKinds(ListOfAll):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            self.title("name", label=_("Name in Dutch")),
            Column("name_en", label=_("Name in English")),
            Column("key", label=_("Key")),
            Column("votes", label=pgettext_lazy("number", "Votes")),
            Column("number", label=_("Members")),
        ]

    def get_base_queryset(self) -> Any:
        return MemberKind.objects.annotate(number=models.Count("member")).order_by("order", "key")


class ListOfPlaces(ListOfAll):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            self.title("name", label=_("Name")),
            Column("get_level_display", label=_("District, quarter or village")),
            Column("parent", label=_("Part of")),
            Column("number", label=_("Members")),
        ]

    def get_base_queryset(self) -> Any:
        return Neighbourhood.objects.as_tree().annotate(number=models.Count("member"))

    def order_queryset(self, queryset: Any) -> Any:
        return queryset


class SettingViewSet(ModelViewSet):
    """Wagtail's log is kept for these: it names no member."""

    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    delete_view_class = DeleteUnused
    list_per_page = 100
    form_class: type[ModelForm] = NeighbourhoodForm
    new_form_class: type[ModelForm] = NeighbourhoodForm

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        return self.form_class if for_update else self.new_form_class

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | {"usage_url_name": self.UNDEFINED}

    def get_urlpatterns(self) -> list[URLPattern]:
        converter = self.pk_path_converter
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path(f"edit/<{converter}:pk>/", self.edit_view, name="edit"),
            path(f"delete/<{converter}:pk>/", self.delete_view, name="delete"),
            path(f"history/<{converter}:pk>/", self.history_view, name="history"),
            path(
                f"history-results/<{converter}:pk>/",
                self.history_results_view,
                name="history_results",
            ),
        ]


class KindViewSet(SettingViewSet):
    model = MemberKind
    name = "register_kinds"
    url_prefix = "ledensoorten"
    icon = "tag"
    menu_label = _("Kinds of member")
    index_view_class = ListOfKinds
    form_class = KindForm
    new_form_class = NewKindForm


class NeighbourhoodViewSet(SettingViewSet):
    model = Neighbourhood
    name = "register_places"
    url_prefix = "buurten"
    icon = "home"
    menu_label = _("Neighbourhoods")
    index_view_class = ListOfPlaces
