"""Finding ideas: filter, order, search, pages."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from proposals import actions
from proposals.models import Idea
from tests.factories import member, neighbourhood
from tests.proposals.conftest import submit

pytestmark = pytest.mark.django_db

LIST = "/voorstellen/"


def found(client, **fields):
    response = client.get(LIST, fields)
    assert response.status_code == 200
    return list(response.context["ideas"])


@pytest.mark.parametrize(
    "who", ["visitor", "former member", "member", "suspended", "suspended tomorrow", "author"]
)
def test_everyone_reads_the_list(client, as_someone, who):
    idea = submit()
    as_someone(who, idea)
    response = client.get(LIST)
    assert list(response.context["ideas"]) == [idea]
    may_submit = b'href="/voorstellen/indienen/"' in response.content
    assert may_submit is (who in ("member", "suspended tomorrow", "author"))
    assert ("lidmaatschap is geschorst" in response.content.decode()) is (who == "suspended")


def test_list_says_when_there_is_nothing(client):
    response = client.get(LIST)
    assert (response.status_code, response.content.count(b'class="empty"')) == (200, 1)


def test_list_says_when_nothing_was_found(client):
    submit(title="Een bank")
    response = client.get(LIST, {"q": "<b>fontein</b>"})
    assert list(response.context["ideas"]) == []
    assert "&lt;b&gt;fontein&lt;/b&gt;" in response.content.decode()
    haven = neighbourhood("Leeg")
    assert client.get(LIST, {"wijk": haven.slug}).content.count(b'class="empty"') == 1


def test_filter_by_neighbourhood(client):
    there = submit(neighbourhood=neighbourhood("Molenkwartier"))
    submit()
    assert found(client, wijk="molenkwartier") == [there]


def test_unknown_neighbourhood_and_order_are_left_out(client):
    idea = submit()
    assert found(client, wijk="bestaat-niet", volgorde="kwaad") == [idea]


def test_newest_first_unless_most_supported_is_asked(client):
    liked, newer = submit(), submit()
    Idea.objects.filter(pk=liked.pk).update(
        submitted_at=timezone.now() - datetime.timedelta(days=9)
    )
    actions.support(idea=liked, member=member("Bo"))
    assert found(client) == [newer, liked]
    assert found(client, volgorde="steun") == [liked, newer]


@pytest.mark.parametrize(
    ("words", "number"),
    [("BANKJE", 1), ("zitten", 1), ("100%", 1), ("_", 0), ("kade bank", 0), ("", 2), ("   ", 2)],
)
def test_search_in_title_and_text(client, words, number):
    submit(title="Een bankje", text="Om op te zitten, 100% hout.")
    submit(title="Een boom", text="Voor de schaduw.")
    assert len(found(client, q=words)) == number


def test_withdrawn_ideas_are_in_no_list(client):
    idea = submit(title="Een bankje")
    actions.withdraw(idea=idea, member=idea.author)
    assert found(client) == found(client, q="bankje") == []


def test_twelve_on_a_page_and_the_filter_goes_along(client):
    for _ in range(13):
        submit()
    assert len(found(client)) == 12
    assert len(found(client, p=2)) == 1
    page = client.get(LIST, {"q": "kade", "wijk": "havenbuurt", "volgorde": "steun"})
    link = "?q=kade&amp;wijk=havenbuurt&amp;volgorde=steun&amp;p=2"
    assert f'href="{link}"' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        *("q=%00", "q=bank%00je", "wijk=%00", "volgorde=%00", "p=%00", "p=abc", "p=-1", "p=1e9"),
        *("p=" + "9" * 5000, "q=" + "a" * 9000, "q=%ff%fe", "wijk=" + "x" * 9000, "q=%ED%A0%80"),
    ],
)
def test_malformed_questions_get_an_answer(client, as_member, query):
    as_member()
    submit()
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_nul_characters_are_left_out_of_the_search(client):
    idea = submit(title="Een bankje")
    assert found(client, q="bank\0je") == [idea]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_list_is_for_reading(client, method):
    assert getattr(client, method)(LIST).status_code == 405


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_number_of_queries_does_not_grow_with_the_ideas(client, as_someone, who):
    as_someone(who)
    client.get(LIST)
    counts = []
    for total in (2, 12):
        while Idea.objects.count() < total:
            submit(neighbourhood=neighbourhood(f"Buurt {total}"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIST, {"volgorde": "steun"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
