"""The library: documents on shelves, some of them for members only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from content.models.base import InnerPage
from content.models.purposes import NAMED, PAGES
from governance.members.privacy.declarations import personal

# The collections that every co-operative starts with.
PUBLIC, PRIVATE = "Openbaar", "Voor leden"


@dataclass(frozen=True)
class Shelf:
    collection: Collection
    private: bool
    documents: list[Any]


class DocumentsPage(InnerPage):
    """Lists the documents of some collections, without those that the visitor may not open."""

    parent_page_types: ClassVar = ["content.HomePage", "content.StandardPage"]
    subpage_types: ClassVar[list[str]] = []

    introduction = models.TextField(_("introduction"), blank=True)
    collections = ParentalManyToManyField(
        Collection, verbose_name=_("collections"), blank=True, related_name="+"
    )

    content_panels: ClassVar = [
        *InnerPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("collections", widget=CheckboxSelectMultiple),
    ]

    class Meta:
        verbose_name = _("documents page")
        verbose_name_plural = _("documents pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        query = request.GET.get("q", "").replace("\0", "")  # PostgreSQL takes no NUL
        context["query"] = query.strip()[:100]
        context["shelves"], context["more_for_members"] = self.shelves(request, context["query"])
        return context

    def shelves(self, request: HttpRequest, query: str = "") -> tuple[list[Shelf], bool]:
        """The shelves with documents that fit the query, and whether others are hidden."""
        chosen = sorted(self.collections.all(), key=lambda collection: collection.path)
        restrictions = CollectionViewRestriction.objects.select_related("collection")
        closed = {
            restriction.collection.path: restriction.accept_request(request)
            for restriction in restrictions.prefetch_related("groups")
        }
        keys = {
            one: [opens for path, opens in closed.items() if one.path.startswith(path)]
            for one in chosen
        }
        open_ = [one for one in chosen if all(keys[one])]
        documents = get_document_model().objects.filter(collection__in=open_)
        if query:
            documents = documents.filter(title__icontains=query)
        found: dict[int, list[Any]] = {one.pk: [] for one in open_}
        for document in documents.order_by("-created_at", "title"):
            found[document.collection_id].append(document)
        shelves = [Shelf(one, bool(keys[one]), found[one.pk]) for one in open_ if found[one.pk]]
        return shelves, len(open_) < len(chosen)


personal(DocumentsPage, purpose=PAGES, on_erasure=NAMED.named_in("introduction"))
