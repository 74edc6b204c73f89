"""The addresses of the members' screens."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from governance.members.models import Member
from governance.members.register.acts import ACTS, ActView
from governance.members.register.editing import AdmitView, ChangeView
from governance.members.register.exporting import export_page
from governance.members.register.filters import MemberFilterSet
from governance.members.register.inspecting import HistoryOfMember, InspectMember
from governance.members.register.listing import MemberList


class MemberViewSet(ModelViewSet):
    model = Member
    name = "register_members"
    url_prefix = "leden"
    icon = "group"
    menu_label = _("Members")
    inspect_view_enabled = True
    # Members are not deleted or copied here, and Wagtail keeps no log, history or references.
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = MemberList
    add_view_class = AdmitView
    edit_view_class = ChangeView
    filterset_class = MemberFilterSet
    list_per_page = 50
    form_fields = ()

    def register_admin_url_finder(self) -> None:
        """Reports and lists of Wagtail link to no member."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = dict.fromkeys(
            ["delete_url_name", "history_url_name", "usage_url_name", "copy_url_name"],
            self.UNDEFINED,
        )
        return super().get_common_view_kwargs(**(absent | kwargs))

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "results_template_name": MemberList.results_template_name,
            "default_ordering": MemberList.default_ordering,
        }
        return super().get_index_view_kwargs(**(own | kwargs))

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_add_view_kwargs(form_class=AdmitView.form_class, **kwargs)

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(form_class=ChangeView.form_class, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("inspect/<int:pk>/", InspectMember.as_view(), name="inspect"),
            path("history/<int:pk>/", HistoryOfMember.as_view(), name="history"),
            path("export/", export_page, name="export"),
            *(path(f"{name}/", ActView.as_view(act=act), name=name) for name, act in ACTS.items()),
        ]
