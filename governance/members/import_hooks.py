"""Where the back office has the pages that bring in lists of members."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from governance.members.views import imports as views

urlpatterns = [
    path("", views.imports, name="list"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/kolommen/", views.columns, name="columns"),
    path("<int:pk>/voortgang/", views.progress, name="progress"),
    path("<int:pk>/problemen/", views.problems, name="problems"),
    path("<int:pk>/doen/", views.act, name="act"),
]


@hooks.register("register_admin_urls")
def import_urls() -> list[URLResolver]:
    ours: Any = (urlpatterns, "register_imports")
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
