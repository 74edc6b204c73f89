"""The block that puts a straw poll on a page."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.straw import pages


class StrawPollBlock(blocks.StructBlock):
    poll = SnippetChooserBlock("straw.Question", label=_("Straw poll"))

    class Meta:
        icon = "tick-inverse"
        label = _("Straw poll")
        template = "straw/block.html"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # A draft may name no straw poll yet, and one that is gone; a preview may have no request.
        if question := value.get("poll"):
            request = context.get("request")
            context["card"] = pages.card(question, getattr(request, "user", AnonymousUser()))
        return context
