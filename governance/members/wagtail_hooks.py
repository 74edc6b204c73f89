"""The members' register in the back office."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.admin.viewsets.base import ViewSetGroup

from governance.members import import_hooks  # noqa: F401  (its hooks register themselves)
from governance.members.models import Member
from governance.members.register.exporting import ExportLogViewSet
from governance.members.register.members import MemberViewSet
from governance.members.register.settings import KindViewSet, NeighbourhoodViewSet

NameEmailSettingsPanel.is_active = lambda _panel: False
"""Nobody changes in the back office what they are called: the name stands with what they did."""


class RegisterGroup(ViewSetGroup):
    menu_label = _("Members' register")
    menu_icon = "group"
    menu_order = 150
    submenu_hook = "register_members_menu_item"
    items = (MemberViewSet, KindViewSet, NeighbourhoodViewSet, ExportLogViewSet)


class MembersSummary(SummaryItem):
    """How many members there are, on the first page of the back office."""

    order = 90
    template_name = "members/back_office/summary.html"

    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm("members.view_member"))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        today = timezone.localdate()
        members = Member.objects.filter(joined_on__lte=today).exclude(left_on__lte=today)
        return {"number": members.count()}


@hooks.register("construct_homepage_summary_items")
def count_members(request: HttpRequest, items: list[SummaryItem]) -> None:
    items.append(MembersSummary(request))


@hooks.register("register_admin_viewset")
def register_viewsets() -> RegisterGroup:
    return RegisterGroup()
