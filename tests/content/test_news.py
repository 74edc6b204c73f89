"""The news overview and its articles."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

pytestmark = pytest.mark.any_database


def titles(response) -> list[str]:
    return re.findall(r"Bericht \d+", response.content.decode())


def test_overview_shows_newest_first(client, news, write):
    for number in (2, 5, 3):
        write(news, number)
    assert titles(client.get("/nieuws/")) == ["Bericht 5", "Bericht 3", "Bericht 2"]


def test_overview_shows_nine_articles_a_page(client, news, write):
    for number in range(11):
        write(news, number)
    assert titles(client.get("/nieuws/")) == [f"Bericht {n}" for n in range(10, 1, -1)]
    assert titles(client.get("/nieuws/?p=2")) == ["Bericht 1", "Bericht 0"]


def test_overview_bears_a_page_number_that_is_none(client, news, write):
    write(news, 1)
    assert titles(client.get("/nieuws/?p=twee")) == ["Bericht 1"]


def test_overview_without_articles_says_so(client, news):
    response = client.get("/nieuws/")
    assert 'class="empty"' in response.content.decode()


def test_overview_leaves_out_drafts(client, news, write):
    write(news, 1, live=False)
    assert titles(client.get("/nieuws/")) == []


def test_article_shows_its_image_with_alternative_text(client, news, write):
    image = Image.objects.create(title="brug", file=get_test_image_file())
    write(news, 1, image=image, image_alt="Een brug over de vaart")
    assert 'alt="Een brug over de vaart"' in client.get("/nieuws/bericht-1/").content.decode()


def test_article_without_image_or_body_renders(client, news, write):
    write(news, 1)
    assert client.get("/nieuws/bericht-1/").status_code == 200


def test_alias_in_the_other_tree_says_in_which_language_it_is(client, news, write, english):
    translated = news.copy_for_translation(english)
    translated.save_revision().publish()
    write(news, 1).copy_for_translation(english, alias=True)
    assert '<li lang="nl">' in client.get("/en/nieuws/").content.decode()
    assert (
        '<article class="stack" lang="nl">' in client.get("/en/nieuws/bericht-1/").content.decode()
    )


def test_overview_of_fifty_articles_costs_as_many_queries_as_of_ten(
    news, write, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(type(news), "PER_PAGE", 100)
    image = Image.objects.create(title="brug", file=get_test_image_file())
    request = RequestFactory().get("/nieuws/")
    request.user = AnonymousUser()

    def render() -> None:
        type(news).objects.get().serve(request).render()

    for number in range(10):
        write(news, number, image=image)
    render()
    costs = queries(render)
    for number in range(10, 50):
        write(news, number, image=image)
    with django_assert_num_queries(costs):
        render()
    assert costs <= 12


def queries(act) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
