"""How the back office and the serving of pages and documents differ from Wagtail's own."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import BaseViewRestriction, Page

# Menu items that volunteers do not need: Wagtail's manuals, and reports for its developers.
HIDDEN = {"help", "reports"}


@hooks.register("construct_main_menu")
def hide_from_volunteers(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("insert_global_admin_css")
def dress_in_house_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/back-office.css"))


@hooks.register("before_serve_document", order=-1)
def refuse_document(document: AbstractDocument, request: HttpRequest) -> None:
    refuse(request, document.collection.get_view_restrictions())


@hooks.register("on_serve_page", order=-1)
def refuse_page(serve: Callable[..., Any]) -> Callable[..., Any]:
    def serve_if_allowed(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> Any:
        refuse(request, page.get_view_restrictions())
        return serve(page, request, args, kwargs)

    return serve_if_allowed


def refuse(request: HttpRequest, restrictions: Iterable[BaseViewRestriction]) -> None:
    # A visitor who signed in and still may not read it is refused. Wagtail would send them to sign
    # in, and that page would send them back here, without end.
    if not request.user.is_authenticated:
        return
    for restriction in restrictions:
        by_group = restriction.restriction_type == BaseViewRestriction.GROUPS
        if by_group and not restriction.accept_request(request):
            raise PermissionDenied
