"""Write, check, publish; and ideas that are alike."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import actions
from proposals.models import Idea
from proposals.similarity import stems
from tests.factories import neighbourhood
from tests.proposals.conftest import submit

pytestmark = pytest.mark.django_db

URL = "/voorstellen/indienen/"
SIMILAR = "/voorstellen/lijkt-op/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def words():
    return {
        "title": "Twee  bankjes",
        "text": "Aan de kade,\nin de zon.",
        "why": "Om te rusten.",
        "cost": "€ 1.250,50",
        "neighbourhood": neighbourhood("Havenbuurt").pk,
    }


ACCESS = {"visitor": 302, "former member": 403, "member": 200, "suspended": 403}
ACCESS |= {"suspended tomorrow": 200}


@pytest.mark.parametrize("who", ACCESS)
def test_members_may_write(client, as_someone, who):
    as_someone(who)
    assert client.get(URL).status_code == ACCESS[who]


PUBLISHING = ACCESS | {"member": 302, "suspended tomorrow": 302}


@pytest.mark.parametrize("who", PUBLISHING)
def test_members_may_publish(client, as_someone, words, who):
    as_someone(who)
    assert client.post(URL, words | {"step": "publish"}).status_code == PUBLISHING[who]
    assert Idea.objects.exists() is (who in ("member", "suspended tomorrow"))


def test_own_neighbourhood_is_filled_in(client, as_member):
    anna = as_member("Anna")
    assert client.get(URL).context["form"]["neighbourhood"].value() == anna.neighbourhood_id


def test_check_shows_the_idea_and_stores_nothing(client, as_member, words):
    as_member("Anna")
    page = client.post(URL, words)
    assert (page.status_code, page.templates[0].name) == (200, "proposals/check.html")
    text = page.content.decode()
    assert all(part in text for part in ("Twee bankjes", "in de zon.", "1.250,50", "Anna"))
    assert not Idea.objects.exists()


def test_check_then_publish_with_the_fields_of_the_check_page(client, as_member, words):
    anna = as_member("Anna")
    sent = client.post(URL, words).context["form"].data
    done = client.post(URL, {name: sent[name] for name in words} | {"step": "publish"})
    idea = Idea.objects.get()
    assert done["Location"] == idea.get_absolute_url()
    assert (idea.title, idea.cost, idea.author) == ("Twee bankjes", 125_050, anna)
    assert list(idea.supports.values_list("member", flat=True)) == [anna.pk]


def test_publishing_twice_is_publishing_once(client, as_member, words):
    as_member()
    first, second = (client.post(URL, words | {"step": "publish"}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Idea.objects.count() == 1


def test_change_brings_everything_back(client, as_member, words):
    as_member()
    page = client.post(URL, words | {"step": "change"})
    assert (page.status_code, page.templates[0].name) == (200, "proposals/write.html")
    assert {name: page.context["form"][name].value() for name in words} == {
        name: str(value) for name, value in words.items()
    }


@pytest.mark.parametrize(
    "wrong",
    [
        *({"title": title} for title in ("", "   ", "x" * 121, "bank\0je")),
        *({"text": text} for text in ("", "x" * 4001, "\0")),
        {"why": "x" * 2001},
        *({"cost": cost} for cost in ("veel", "-5", "NaN", "Infinity", "1e99", "10000001", "\0")),
        *({"cost": cost} for cost in ("1,255", "9" * 5000, "1e-400")),
        *({"neighbourhood": key} for key in ("", "0", "abc", "\0", "9" * 40, "9" * 5000)),
    ],
)
@pytest.mark.parametrize("step", ["check", "publish", "kwaad"])
def test_mistake_gives_the_form_again_with_everything_in_it(client, as_member, words, wrong, step):
    as_member()
    page = client.post(URL, words | wrong | {"step": step})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == list(wrong)
    assert page.context["form"]["why"].value() == {**words, **wrong}["why"]
    assert not Idea.objects.exists()


def test_mistakes_are_in_plain_words_at_their_field(client, as_member):
    as_member()
    page = client.post("/en" + URL, {"cost": "much"}).content.decode()
    for sentence in (
        "Give your idea a name.",
        "Tell what you want to do. Two sentences are enough.",
        "Fill in an amount in euros, such as 1250.",
        "Choose a neighbourhood.",
    ):
        assert page.count(sentence) == 1
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("written", "cents"),
    [("", None), ("0", 0), ("1250", 125_000), ("1.250", 125_000), ("12,5", 1250), ("€ 3", 300)],
)
def test_amounts_as_people_write_them(client, as_member, words, written, cents):
    as_member()
    client.post(URL, words | {"cost": written, "step": "publish"})
    assert Idea.objects.get().cost == cents


def test_check_page_lists_ideas_that_are_alike(client, as_member, words):
    as_member()
    other = submit(title="Een bankje bij de sluis")
    submit(title="Zwemtrap")
    assert client.post(URL, words).context["similar"] == [other]


def test_similar_while_typing_gives_three_at_most_the_most_alike_first(client):
    for number in range(3):
        submit(title=f"Bankje {number}")
    best = submit(title="Bankjes aan de kade")
    actions.withdraw(idea=(gone := submit(title="Bankje aan de kade")), member=gone.author)
    answer = client.get(SIMILAR, {"title": "Een bankje bij de KADE"}, headers=HTMX)
    similar = answer.context["similar"]
    assert (len(similar), similar[0]) == (3, best)
    assert answer.content.decode().startswith('<div id="similar"')


@pytest.mark.parametrize(
    "title",
    ["", "de", "voor onze buurt", "\0", "%", "x" * 9000, "a b c d", "bankje\0" * 50, "((((["],
)
def test_similar_answers_whatever_is_typed(client, title):
    submit(title="Zwemtrap")
    answer = client.get(SIMILAR, {"title": title}, headers=HTMX)
    assert (answer.status_code, answer.context["similar"]) == (200, [])


def test_similar_without_htmx_leads_to_the_form(client):
    assert client.get(SIMILAR)["Location"] == URL
    assert client.post(SIMILAR).status_code == 405


def test_similar_takes_one_query(client, django_assert_num_queries):
    for _ in range(5):
        submit(title="Bankje")
    with CaptureQueriesContext(connection) as queries:
        client.get(SIMILAR, {"title": "bankje"}, headers=HTMX)
    assert sum("proposals_idea" in query["sql"] for query in queries) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Meer BANKJES, banken en een bank voor 1000 buurten!", ["bank"]),
        ("Boompjes en speeltuin", ["boom", "speel"]),
        ("Bomen", ["bomen"]),
        ("a1b2 12345 de het", []),
        (" ".join(f"{letter}woord" for letter in "abcdefghijkl"), [f"{c}woor" for c in "abcdefgh"]),
    ],
)
def test_stems_are_the_beginnings_of_words_that_matter(title, expected):
    assert stems(title) == expected
