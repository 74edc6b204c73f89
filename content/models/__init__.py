"""The kinds of page. In each class: rules for its place, fields, search, panels, Meta, methods."""

from content.models import back_office  # noqa: F401  (declares what Wagtail keeps of people)
from content.models.brand import Brand
from content.models.documents import DocumentsPage
from content.models.home import HomePage
from content.models.news import NewsIndexPage, NewsPage
from content.models.standard import StandardPage

__all__ = ["Brand", "DocumentsPage", "HomePage", "NewsIndexPage", "NewsPage", "StandardPage"]
