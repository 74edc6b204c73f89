"""A standard page: about us, contact, privacy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks.body import BodyBlocks
from content.models.base import InnerPage
from content.models.purposes import NAMED, PAGES
from governance.members.privacy.declarations import personal


class StandardPage(InnerPage):
    parent_page_types: ClassVar = ["content.HomePage", "content.StandardPage"]
    subpage_types: ClassVar = ["content.StandardPage"]

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlocks(), blank=True, verbose_name=_("body"))

    search_fields: ClassVar = [*InnerPage.search_fields, index.SearchField("body")]

    content_panels: ClassVar = [
        *InnerPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


personal(StandardPage, purpose=PAGES, on_erasure=NAMED.named_in("introduction", "body"))
