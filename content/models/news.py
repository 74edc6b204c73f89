"""News."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from content.blocks.body import BodyBlocks
from content.models.base import InnerPage
from content.models.purposes import NAMED, PAGES
from governance.members.privacy.declarations import personal

# How an image is cut for a card and for a list; templates name the same.
CARD, THUMBNAIL = "fill-660x440|format-webp", "fill-240x240|format-webp"


class NewsQuerySet(PageQuerySet):
    def newest(self) -> NewsQuerySet:
        pictures = get_image_model().objects.prefetch_renditions(CARD, THUMBNAIL)
        return (
            self.live()
            .public()
            .select_related("alias_of__locale")
            .prefetch_related(Prefetch("image", queryset=pictures))
            .order_by("-date", "-pk")
        )


class NewsIndexPage(InnerPage):
    parent_page_types: ClassVar = ["content.HomePage"]
    subpage_types: ClassVar = ["content.NewsPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar = [*InnerPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("news overview")
        verbose_name_plural = _("news overviews")

    PER_PAGE = 9

    def articles(self) -> NewsQuerySet:
        below = NewsPage.objects.child_of(self) if self.pk else NewsPage.objects.none()
        return below.newest()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["articles"] = Paginator(self.articles(), self.PER_PAGE).get_page(
            request.GET.get("p")
        )
        return context


class NewsPage(InnerPage):
    parent_page_types: ClassVar = ["content.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(_("summary"), help_text=_("One or two sentences."))
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What is on it, for those who do not see it. Empty if it is only decoration."),
    )
    body = StreamField(BodyBlocks(), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(NewsQuerySet)()

    search_fields: ClassVar = [
        *InnerPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]

    content_panels: ClassVar = [
        *InnerPage.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


personal(NewsIndexPage, purpose=PAGES, on_erasure=NAMED.named_in("introduction"))
personal(NewsPage, purpose=PAGES, on_erasure=NAMED.named_in("summary", "body", "image_alt"))
