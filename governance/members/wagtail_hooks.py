"""The members' register in the back office."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.admin.viewsets.base import ViewSetGroup

from governance.members.models import Member
from governance.members.register.exporting import ExportLogViewSet
from governance.members.register.members import MemberViewSet
from governance.members.register.settings import KindViewSet, NeighbourhoodViewSet
from governance.members.views import imports

# Names cannot be changed in the back office: they are recorded with what their holder did.
NameEmailSettingsPanel.is_active = lambda _panel: False


class RegisterGroup(ViewSetGroup):
    menu_label = _("Members' register")
    menu_icon = "group"
    menu_order = 150
    submenu_hook = "register_members_menu_item"
    items = (MemberViewSet, KindViewSet, NeighbourhoodViewSet, ExportLogViewSet)


class MembersSummary(SummaryItem):
    order = 90
    template_name = "members/back_office/summary.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("members.view_member"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"number": Member.objects.on(timezone.localdate()).count()}


@hooks.register("construct_homepage_summary_items")
def count_members(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(MembersSummary(request))


@hooks.register("register_admin_viewset")
def register_viewsets() -> RegisterGroup:
    return RegisterGroup()


import_urls = [
    path("", imports.imports, name="list"),
    path("<int:pk>/", imports.show, name="show"),
    path("<int:pk>/kolommen/", imports.columns, name="columns"),
    path("<int:pk>/voortgang/", imports.progress, name="progress"),
    path("<int:pk>/problemen/", imports.problems, name="problems"),
    path("<int:pk>/doen/", imports.act, name="act"),
]


@hooks.register("register_admin_urls")
def register_import_urls() -> list[URLResolver]:
    ours: Any = (import_urls, "register_imports")
    return [path("leden-importeren/", include(ours))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("members.import_member"))


@hooks.register("register_members_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Bring in members"),
        reverse_lazy("register_imports:list"),
        name="import-members",
        icon_name="upload",
        order=10,
    )
