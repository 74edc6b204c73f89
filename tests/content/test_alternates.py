"""Where a visitor goes on in the other language."""

import pytest
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from content.alternates import Alternate, alternates
from content.models import StandardPage

pytestmark = pytest.mark.any_database

NL, EN = ("nl", "Nederlands"), ("en", "English")


@pytest.fixture
def about(home, english) -> StandardPage:
    """A Dutch page with an English translation under another name."""
    page = home.add_child(instance=StandardPage(title="Over ons", slug="over-ons"))
    translated = page.copy_for_translation(english)
    translated.slug = "about-us"
    translated.save_revision().publish()
    return page


def asked(path: str, language: str = "nl"):
    request = RequestFactory().get(path)
    with translation.override(language):
        request.resolver_match = resolve(path.partition("?")[0])
        return alternates(request)


def test_translated_page_leads_to_its_translation(about):
    assert asked("/over-ons/") == [
        Alternate(*NL, "/over-ons/", True),
        Alternate(*EN, "/en/about-us/", False),
    ]


def test_translation_leads_back(about):
    assert asked("/en/about-us/", "en") == [
        Alternate(*NL, "/over-ons/", False),
        Alternate(*EN, "/en/about-us/", True),
    ]


def test_unpublished_translation_leads_to_the_other_home_page(about, english):
    about.get_translation(english).unpublish()
    assert asked("/over-ons/") == [
        Alternate(*NL, "/over-ons/", True),
        Alternate(*EN, "/en/", False),
    ]


def test_page_of_an_app_keeps_its_path_and_its_question(home):
    assert asked("/stemmingen/?van=mail") == [
        Alternate(*NL, "/stemmingen/?van=mail", True),
        Alternate(*EN, "/en/stemmingen/?van=mail", False),
    ]


def test_address_that_does_not_exist_has_alternates_too(home):
    assert [one.code for one in asked("/bestaat-niet/")] == ["nl", "en"]


def test_given_page_counts_where_the_request_names_none(about, english):
    request = RequestFactory().get("/")
    request.resolver_match = None
    with translation.override("nl"):
        assert alternates(request, about)[1].url == "/en/about-us/"
