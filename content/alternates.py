"""The same page in the other languages."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from wagtail.models import Page


class Alternate(NamedTuple):
    """A language with the address where this visitor goes on in it."""

    code: str
    name: str
    url: str
    current: bool


def alternates(request: HttpRequest, page: Page | None = None) -> list[Alternate]:
    """One for each language of the site."""
    # A page that is not translated leads to the home page in the other language. Without `page` it
    # is the one that the request asks for, if any.
    page = page or page_of(request)
    urls = urls_of(request, page) if page else {}
    here = translation.get_language()
    return [
        Alternate(code, name, urls.get(code) or elsewhere(request, page, code), code == here)
        for code, name in settings.LANGUAGES
    ]


def page_of(request: HttpRequest) -> Page | None:
    # Wagtail stores the page on the request, so a second call costs no query.
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None
    return Page.find_for_request(request, match.args[0])


def urls_of(request: HttpRequest, page: Page) -> dict[str, str | None]:
    translations = page.get_translations(inclusive=True).live().select_related("locale")
    return {one.locale.language_code: one.get_url(request) for one in translations}


def elsewhere(request: HttpRequest, page: Page | None, code: str) -> str:
    if page is None:
        return translate_url(request.get_full_path(), code)
    with translation.override(code):
        return reverse("wagtail_serve", args=[""])
