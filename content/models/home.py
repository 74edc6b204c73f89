"""The home page."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content.blocks.home import HomeBlocks
from content.models.base import PROMOTE_PANELS
from content.models.news import NewsIndexPage, NewsPage
from content.models.purposes import NAMED, PAGES
from governance.members.privacy.declarations import personal


class HomePage(Page):
    """One per language, right below the root."""

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "content.NewsIndexPage",
        "content.StandardPage",
        "content.DocumentsPage",
    ]

    body = StreamField(HomeBlocks(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    promote_panels: ClassVar = PROMOTE_PANELS

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def latest_news(self, number: int) -> list[NewsPage]:
        return list(NewsPage.objects.descendant_of(self).newest()[:number]) if self.pk else []

    @cached_property
    def news_index(self) -> NewsIndexPage | None:
        return NewsIndexPage.objects.child_of(self).live().first() if self.pk else None


personal(HomePage, purpose=PAGES, on_erasure=NAMED.named_in("body"))
