"""What all pages below the home page share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

# All that a volunteer has to know about addresses and search engines.
PROMOTE_PANELS = [FieldPanel("slug"), FieldPanel("search_description")]

Trail = list[tuple[str | None, str]]


class InnerPage(Page):
    promote_panels: ClassVar = PROMOTE_PANELS

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["trail"] = self.trail(request)
        return context

    def trail(self, request: HttpRequest) -> Trail:
        """The pages above this one, as address and title, and this one without an address."""
        above = self.get_ancestors().filter(depth__gt=1).order_by("depth") if self.pk else []
        trail: Trail = [
            (page.get_url(request), _("Home") if page.depth == 2 else page.title) for page in above
        ]
        return [*trail, (None, self.title)]
