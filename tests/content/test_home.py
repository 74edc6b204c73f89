"""The home page: what one can do now, the news, and drafts that lack parts."""

import datetime
import json

import pytest
from django.utils import timezone

from content.models import DocumentsPage, HomePage, NewsIndexPage, NewsPage, StandardPage
from governance.ballots.actions.lifecycle import open_poll
from governance.ballots.models import Poll
from tests.factories import actor, neighbourhood

pytestmark = pytest.mark.any_database

NOW = json.dumps([{"type": "now", "value": {"heading": "Nu", "nothing": "Niets open."}}])


def make_poll(slug: str, *, public: bool, state: str = "open", **fields) -> Poll:
    now = timezone.now()
    poll = Poll.objects.create(
        slug=slug,
        kind="resolution",
        question=f"Vraag {slug}?",
        public=public,
        rules={"majority": {"numerator": 1, "denominator": 2, "strict": True, "base": "cast"}},
        opens_at=now - datetime.timedelta(days=1),
        closes_at=now + datetime.timedelta(days=1),
        **fields,
    )
    return open_poll(poll=poll, by=actor("the chair")) if state == "open" else poll


@pytest.fixture
def now(home) -> HomePage:
    home.body = NOW
    home.save()
    return home


def shown(client) -> set[str]:
    page = client.get("/").content.decode()
    return {slug for slug in ("dak", "geheim", "later") if f"Vraag {slug}?" in page}


def test_visitors_see_open_public_votes_only(client, now, member):
    make_poll("dak", public=True)
    make_poll("geheim", public=False)
    make_poll("later", public=True, state="draft")
    assert shown(client) == {"dak"}


def test_members_see_all_open_votes_and_what_they_still_have_to_cast(now, member, signed_in):
    make_poll("dak", public=True, neighbourhood=neighbourhood("Elders"))
    make_poll("geheim", public=False)
    client = signed_in(member.user)
    assert shown(client) == {"dak", "geheim"}
    assert client.get("/").content.decode().count("<strong>") == 1


def test_a_vote_whose_time_is_up_is_no_longer_shown(client, now, member):
    poll = make_poll("dak", public=True)
    ended = timezone.now() - datetime.timedelta(seconds=1)
    Poll.objects.filter(pk=poll.pk).update(closes_at=ended)
    assert shown(client) == set()


def test_home_says_when_nothing_is_open(client, now):
    assert "Niets open." in client.get("/").content.decode()


def test_latest_news_is_of_the_pages_own_language(client, home, news, write, english):
    home.body = json.dumps([{"type": "news", "value": {"heading": "Nieuws", "number": 2}}])
    home.save()
    for number in range(4):
        write(news, number)
    translated = home.get_translation(english)
    translated.body = home.body
    translated.save()
    dutch, other = client.get("/").content.decode(), client.get("/en/").content.decode()
    assert [f"Bericht {n}" in dutch for n in range(4)] == [False, False, True, True]
    assert "Bericht" not in other


EMPTY = [
    {"type": "hero", "value": {}},
    {"type": "hero", "value": {"heading": None, "text": None, "links": [{}]}},
    {"type": "now", "value": {}},
    {"type": "text", "value": ""},
    {"type": "teasers", "value": {"teasers": [{}, {"page": 987654}]}},
    {"type": "news", "value": {}},
    {"type": "news", "value": {"number": None}},
    {"type": "figures", "value": {"figures": [{}]}},
    {"type": "picture", "value": {}},
    {"type": "picture", "value": {"image": {"image": 987654}}},
    {"type": "quote", "value": {}},
    {"type": "notice", "value": {}},
]


@pytest.mark.parametrize("block", EMPTY, ids=lambda block: str(block))
def test_preview_of_an_unfinished_home_page_survives(home, block):
    draft = HomePage(title="", slug="", body=json.dumps([block]))
    assert draft.make_preview_request().status_code == 200
    home.body = json.dumps([block])
    assert home.make_preview_request().status_code == 200


@pytest.mark.parametrize("kind", [StandardPage, NewsPage, NewsIndexPage, DocumentsPage])
def test_preview_of_an_empty_draft_survives(home, kind):
    assert kind(title="").make_preview_request().status_code == 200


def test_preview_of_unfinished_facts_survives(home):
    body = json.dumps([{"type": "facts", "value": {"facts": [{}]}}])
    assert StandardPage(title="x", body=body).make_preview_request().status_code == 200


def test_only_fitting_pages_go_below_each_other():
    kinds = [HomePage, NewsIndexPage, NewsPage, StandardPage, DocumentsPage]
    below = {
        parent.__name__: {
            kind.__name__ for kind in kinds if parent in kind.allowed_parent_page_models()
        }
        for parent in kinds
    }
    assert below == {
        "HomePage": {"NewsIndexPage", "StandardPage", "DocumentsPage"},
        "NewsIndexPage": {"NewsPage"},
        "NewsPage": set(),
        "StandardPage": {"StandardPage"},
        "DocumentsPage": set(),
    }
