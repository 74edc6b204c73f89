"""The members' register in the back office."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.admin.viewsets.base import ViewSetGroup

from governance.members import import_hooks  # noqa: F401  (its hooks register themselves)
from governance.members.register.exporting import ExportLogViewSet
from governance.members.register.members import MemberViewSet
from governance.members.register.settings import KindViewSet, NeighbourhoodViewSet

NameEmailSettingsPanel.is_active = lambda _panel: False
"""Nobody changes in the back office what they are called: the name stands with what they did."""


class RegisterGroup(ViewSetGroup):
    menu_label = _("Members' register")
    menu_icon = "group"
    menu_order = 150
    items = (MemberViewSet, KindViewSet, NeighbourhoodViewSet, ExportLogViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets() -> RegisterGroup:
    return RegisterGroup()
