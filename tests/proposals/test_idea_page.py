"""One idea: reading it, supporting it, taking that back, withdrawing it."""

import pytest

from proposals import actions
from proposals.models import Idea, Support
from tests.factories import member, sign_in
from tests.proposals.conftest import submit

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HTMX = {"HX-Request": "true"}
HUGE = "9" * 40


def supporters(idea):
    return idea.supports.count()


@pytest.mark.parametrize(
    "who", ["visitor", "former member", "member", "suspended", "suspended tomorrow", "author"]
)
def test_everyone_reads_an_idea_and_members_get_the_buttons(client, as_someone, who):
    idea = submit(why="Dan kunt u rusten.", cost=260_050)
    as_someone(who, idea)
    page = client.get(idea.get_absolute_url()).content.decode()
    assert "Dan kunt u rusten." in page
    assert "2.600,50" in page
    assert (f"/voorstellen/{idea.pk}/steunen/" in page) is (who in ("member", "suspended tomorrow"))
    assert ("lidmaatschap is geschorst" in page) is (who == "suspended")
    assert (f"/voorstellen/{idea.pk}/steun-terugnemen/" in page) is (who == "author")
    assert (f"/voorstellen/{idea.pk}/intrekken/" in page) is (who == "author")


def test_words_of_members_are_never_markup(client):
    idea = submit(title="<script>1</script>", text="<b>2</b>", why="<i>3</i>")
    page = client.get(idea.get_absolute_url()).content.decode()
    assert not [tag for tag in ("<script>1", "<b>2", "<i>3") if tag in page]


def test_who_supports_is_not_on_the_page(client):
    idea = submit()
    actions.support(idea=idea, member=member("Bo Geheim"))
    assert "Bo Geheim" not in client.get(idea.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["visitor", "member", "author"])
def test_withdrawn_idea_is_not_found(client, as_someone, who):
    idea = submit()
    actions.withdraw(idea=idea, member=idea.author)
    as_someone(who, idea)
    assert client.get(idea.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", HUGE, "9" * 5000, "-1", "abc", "1%00"])
@pytest.mark.parametrize("tail", ["", "steunen/", "steun-terugnemen/", "intrekken/"])
def test_ideas_that_do_not_exist_are_not_found(client, as_member, pk, tail):
    as_member()
    act = client.post if tail else client.get
    assert act(f"/voorstellen/{pk}/{tail}").status_code == 404


ACCESS = {"visitor": 302, "former member": 403, "member": 302, "suspended": 403, "author": 302}
ACCESS |= {"suspended tomorrow": 302}


@pytest.mark.parametrize("who", ACCESS)
def test_members_support_and_the_others_do_not(client, as_someone, who):
    idea = submit()
    as_someone(who, idea)
    response = client.post(f"/voorstellen/{idea.pk}/steunen/")
    assert response.status_code == ACCESS[who]
    assert supporters(idea) == (2 if who in ("member", "suspended tomorrow") else 1)
    assert ("/account/" in response.get("Location", "")) is (who == "visitor")


TAKING_BACK = ACCESS | {"suspended": 302}


@pytest.mark.parametrize("who", TAKING_BACK)
def test_members_take_back_what_is_theirs(client, as_someone, who):
    idea = submit()
    as_someone(who, idea)
    response = client.post(f"/voorstellen/{idea.pk}/steun-terugnemen/")
    assert response.status_code == TAKING_BACK[who]
    assert supporters(idea) == (0 if who == "author" else 1)


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
@pytest.mark.parametrize("tail", ["steunen/", "steun-terugnemen/"])
def test_support_changes_by_post_only(client, as_member, method, tail):
    as_member()
    idea = submit()
    assert getattr(client, method)(f"/voorstellen/{idea.pk}/{tail}").status_code == 405
    assert supporters(idea) == 1


def test_support_and_back_again_with_htmx_gives_the_fragment(client, as_member):
    anna, idea = as_member("Anna"), submit()
    for _ in range(2):
        answer = client.post(f"/voorstellen/{idea.pk}/steunen/", headers=HTMX)
        assert answer.content.decode().startswith(f'<div id="support-{idea.pk}"')
        assert f"/voorstellen/{idea.pk}/steun-terugnemen/" in answer.content.decode()
    assert Support.objects.filter(idea=idea, member=anna).count() == 1
    answer = client.post(f"/voorstellen/{idea.pk}/steun-terugnemen/", headers=HTMX)
    assert f'action="/voorstellen/{idea.pk}/steunen/"' in answer.content.decode()
    assert supporters(idea) == 1


def test_numbers_over_a_thousand_are_whole_in_ids_and_addresses(client, as_member):
    author = as_member()
    Idea.objects.create(pk=123_456, author=author, neighbourhood=author.neighbourhood)
    page = client.get("/voorstellen/123456/").content.decode()
    assert 'id="support-123456"' in page
    assert 'hx-target="#support-123456"' in page
    assert "123.456" not in page


def test_refusal_with_htmx_is_a_sentence_in_the_fragment(client, as_someone):
    idea = submit()
    as_someone("suspended")
    answer = client.post(f"/voorstellen/{idea.pk}/steunen/", headers=HTMX)
    assert b'role="alert"' in answer.content
    assert supporters(idea) == 1


def test_supporting_a_withdrawn_idea_is_a_plain_409(client, as_member):
    as_member()
    idea = submit(title="Weg ermee")
    actions.withdraw(idea=idea, member=idea.author)
    answer = client.post(f"/voorstellen/{idea.pk}/steunen/")
    assert answer.status_code == 409
    assert "Weg ermee" not in answer.content.decode()


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/voorstellen/?p=2", "/voorstellen/?p=2"),
        *(
            (forged, None)
            for forged in ("https://kwaad.example/", "//kwaad.example/", "rounds:list")
        ),
        *(
            (forged, None)
            for forged in ("javascript:alert(1)", "/\\kwaad.example", "\0", "///[", "")
        ),
    ],
)
def test_way_back_is_never_elsewhere(client, as_member, back, to):
    as_member()
    idea = submit()
    answer = client.post(f"/voorstellen/{idea.pk}/steunen/", {"next": back})
    assert (answer.status_code, answer["Location"]) == (302, to or idea.get_absolute_url())


WITHDRAWING = {
    "visitor": (302, 302),
    "former member": (403, 403),
    "member": (403, 403),
    "suspended": (403, 403),
    "author": (200, 302),
}


@pytest.mark.parametrize("who", WITHDRAWING)
def test_author_withdraws_after_being_asked(client, as_someone, who):
    idea = submit()
    as_someone(who, idea)
    url = f"/voorstellen/{idea.pk}/intrekken/"
    asked, done = client.get(url), client.post(url)
    assert (asked.status_code, done.status_code) == WITHDRAWING[who]
    assert Idea.objects.published().exists() is (who != "author")


def test_withdrawing_again_leads_to_the_list(client):
    idea = submit()
    sign_in(client, idea.author.user)
    url = f"/voorstellen/{idea.pk}/intrekken/"
    client.post(url)
    assert [client.get(url)["Location"], client.post(url)["Location"]] == ["/voorstellen/"] * 2


def test_others_do_not_learn_of_a_withdrawn_idea(client, as_member):
    as_member()
    idea = submit()
    actions.withdraw(idea=idea, member=idea.author)
    assert client.get(f"/voorstellen/{idea.pk}/intrekken/").status_code == 404
