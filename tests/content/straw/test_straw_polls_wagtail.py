"""Straw polls in the back office, and on the pages that carry one."""

import datetime
import json

import pytest
from django.utils import timezone

from content.models import HomePage
from content.straw import actions
from content.straw.models import Question
from governance.ballots.models import Poll
from governance.members.roles import Role
from tests.factories import draft, member, straw_poll

pytestmark = pytest.mark.any_database
LIST = "/beheer/snippets/straw/question/"
CHOOSER = "/beheer/snippets/choose/straw/question/"
FORM = {
    "text": "Fietsen of lopen?",
    "explanation": "",
    "labels": "Fietsen\r\n\r\n  Lopen \r\n",
    "closes_at": "",
}


@pytest.fixture
def editor(home, signed_in):
    return signed_in(member("", Role.EDITOR).user)


def labels(poll):
    return [choice.text for choice in poll.choices.all()]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SECRETARY])
def test_editor_and_secretary_make_change_and_delete_a_straw_poll(home, signed_in, role):
    client = signed_in(member("", role).user)
    assert client.get(f"{LIST}add/").status_code == 200
    client.post(f"{LIST}add/", FORM)
    poll = Question.objects.get()
    assert (poll.text, poll.slug) == ("Fietsen of lopen?", "fietsen-of-lopen")
    assert (poll.closes_at, poll.is_open, poll.source) == (None, True, "")
    assert labels(poll) == ["Fietsen", "Lopen"]
    page = client.get(f"{LIST}edit/{poll.pk}/")
    assert page.context["form"]["closes_at"].value() is None
    assert page.context["form"]["labels"].value() == "Fietsen\nLopen"
    client.post(f"{LIST}edit/{poll.pk}/", FORM | {"labels": "Lopen\nRolschaatsen\nFietsen"})
    assert labels(poll) == ["Lopen", "Rolschaatsen", "Fietsen"]
    client.post(f"{LIST}delete/{poll.pk}/")
    assert not Question.objects.exists()


@pytest.mark.parametrize("part", ["", "add/", "edit/{}/", "delete/{}/", "usage/{}/"])
def test_address_of_before_leads_on(editor, part):
    part = part.format(straw_poll("Fietsen?", "Ja Nee").pk)
    answer = editor.get(f"/beheer/snippets/ballots/strawpoll/{part}?q=een%20twee")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{LIST}{part}?q=een%20twee")
    assert editor.get(answer.headers["Location"]).status_code == 200
    assert editor.get(f"/beheer/snippets/choose/ballots/strawpoll/{part}").headers["Location"] == (
        f"{CHOOSER}{part}"
    )


def test_address_of_before_is_for_the_back_office(client):
    answer = client.get("/beheer/snippets/ballots/strawpoll/")
    assert answer.headers["Location"].startswith("/beheer/login/")


BAD = [
    ({"labels": "Fietsen"}, "labels"),
    ({"labels": "Fietsen\nfietsen \n Fietsen"}, "labels"),
    ({"labels": "Fietsen\n" + "x" * 201}, "labels"),
    ({"labels": "\n".join(map(str, range(21)))}, "labels"),
    ({"text": ""}, "text"),
    ({"closes_at": "gisteren"}, "closes_at"),
    ({"closes_at": "2020-01-01 12:00"}, "closes_at"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD, ids=str)
def test_straw_poll_that_cannot_be_comes_back(editor, wrong, field):
    page = editor.post(f"{LIST}add/", FORM | wrong)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not Question.objects.exists()


def test_choice_that_somebody_voted_for_stays(editor):
    poll = straw_poll()
    walking = poll.choices.get(text="Lopen")
    actions.vote(question=poll, choice=str(walking.pk), voter=member().user)
    page = editor.post(f"{LIST}edit/{poll.pk}/", FORM | {"labels": "Fietsen\nRennen"})
    assert "Lopen" in str(page.context["form"].errors["labels"])
    assert labels(poll) == ["Fietsen", "Lopen"]


def test_editor_ends_a_straw_poll(editor):
    poll = straw_poll()
    Question.objects.filter(pk=poll.pk).update(asked_at=timezone.now() - datetime.timedelta(days=3))
    ends = timezone.localtime() - datetime.timedelta(days=1)
    form = FORM | {"closes_at": ends.strftime("%Y-%m-%d %H:%M")}
    editor.post(f"{LIST}edit/{poll.pk}/", form)
    poll.refresh_from_db()
    assert poll.closes_at == ends.replace(second=0, microsecond=0)
    early = (ends - datetime.timedelta(days=9)).strftime("%Y-%m-%d %H:%M")
    page = editor.post(f"{LIST}edit/{poll.pk}/", FORM | {"closes_at": early})
    assert list(page.context["form"].errors) == ["closes_at"]


def test_editor_reaches_no_poll_of_the_ballot_box(editor):
    straw = straw_poll()
    formal = draft(pk=straw.pk + 1)
    before = Poll.objects.values().get()
    for verb in ("edit", "delete", "usage", "history"):
        for ask in (editor.get, editor.post):
            assert ask(f"{LIST}{verb}/{formal.pk}/", FORM).status_code == 404, verb
        assert editor.get(f"{LIST}{verb}/{straw.pk}/").status_code == 200, verb
    for address in (LIST, CHOOSER):
        page = editor.get(address).content.decode()
        assert straw.text in page
        assert formal.question not in page
    assert editor.get(f"{CHOOSER}chosen/{formal.pk}/").status_code == 404
    editor.post(f"/beheer/bulk/straw/question/delete/?id={formal.pk}")
    editor.post(f"/beheer/bulk/ballots/poll/delete/?id={formal.pk}")
    for place in ("snippets/ballots/poll/", "snippets/choose/ballots/poll/"):
        assert editor.get(f"/beheer/{place}").status_code == 404
    assert Poll.objects.values().get() == before


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TREASURER, Role.COUNTING, None])
def test_others_make_no_straw_poll(home, signed_in, role):
    client = signed_in(member("", *([role] if role else [])).user)
    assert client.post(f"{LIST}add/", FORM).status_code == 302
    assert not Question.objects.exists()


# --- the block


def body(poll):
    return json.dumps([{"type": "straw_poll", "value": {"poll": poll and poll.pk}}])


@pytest.fixture
def carried(home):
    poll = straw_poll()
    home.body = body(poll)
    home.save_revision().publish()
    return poll


def test_home_page_carries_a_straw_poll_and_the_script_for_it(client, carried, member, signed_in):
    visitor = client.get("/").content.decode()
    assert carried.text in visitor
    assert "htmx-2.min.js" in visitor
    page = signed_in(member.user).get("/").content.decode()
    assert f'action="/peilingen/{carried.slug}/stemmen/"' in page
    assert '<input type="hidden" name="next" value="/">' in page


def test_home_page_without_one_loads_no_script(client, home):
    assert "htmx-2.min.js" not in client.get("/").content.decode()


def test_articles_carry_a_straw_poll(client, news, write, home):
    poll = straw_poll()
    article = write(news, 1, body=body(poll))
    assert poll.text in client.get(article.get_url()).content.decode()


def test_a_straw_poll_that_is_gone_leaves_no_trace(client, carried):
    carried.delete()
    page = client.get("/")
    assert page.status_code == 200
    assert "straw" not in page.content.decode()


@pytest.mark.parametrize("value", [{}, {"poll": None}, {"poll": 987654}])
def test_preview_of_an_unfinished_block_survives(home, value):
    block = json.dumps([{"type": "straw_poll", "value": value}])
    assert HomePage(title="", slug="", body=block).make_preview_request().status_code == 200


def test_block_never_shows_a_poll_of_the_ballot_box(client, home):
    formal = draft(public=True)
    home.body = body(formal)
    home.save_revision().publish()
    assert formal.question not in client.get("/").content.decode()


def test_english_page_carries_it_too(client, carried, home, english):
    other = home.get_translation(english)
    other.body = body(carried)
    other.save_revision().publish()
    assert carried.text in client.get("/en/").content.decode()
