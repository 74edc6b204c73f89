"""A new e-mail address, proved by a code; and questions to the secretary."""

import re

import pytest
from django.core.cache import cache

from governance.members.actions import register
from governance.members.models import MemberEvent, User
from governance.members.roles import Role
from governance.notifications.models import OutboxMail
from tests.factories import actor, member
from tests.governance.members.imports.lists import HEADINGS, brought_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ASK, CODE = "/mijn/gegevens/e-mail/", "/mijn/gegevens/e-mail/code/"
QUESTION = "/mijn/gegevens/vraag/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def code_for(address):
    text = OutboxMail.objects.get(to=address).text
    return re.search(r"\d{4} \d{4}", text).group()


def test_new_address_is_proved_stored_and_told_to_the_old_one(client, as_member):
    anna = as_member("Anna")
    old = anna.user.email
    assert client.post(ASK, {"email": " Anna@Nieuw.example "}).headers["Location"] == CODE
    assert "anna@nieuw.example" in client.get(CODE).content.decode()
    answer = client.post(CODE, {"code": code_for("anna@nieuw.example")})
    assert answer.headers["Location"] == "/mijn/gegevens/"
    assert User.objects.get(pk=anna.user.pk).email == "anna@nieuw.example"
    told = OutboxMail.objects.get(to=old)
    assert told.kind == "security"
    assert "a…@nieuw.example" in told.text
    assert MemberEvent.objects.get(member=anna).changes == {"email": [old, "anna@nieuw.example"]}
    assert client.get("/mijn/gegevens/").status_code == 200


def test_nothing_changes_without_the_code_and_five_wrong_ones_end_it(client, as_member):
    anna = as_member("Anna")
    old = anna.user.email
    client.post(ASK, {"email": "anna@nieuw.example"})
    right = code_for("anna@nieuw.example")
    wrong = f"{(int(right.replace(' ', '')) + 1) % 10**8:08d}"
    for _ in range(5):
        assert client.post(CODE, {"code": wrong}).status_code == 422
    assert client.post(CODE, {"code": right}).headers["Location"] == ASK
    assert User.objects.get(pk=anna.user.pk).email == old


def test_the_code_ends_after_ten_minutes(client, as_member):
    anna = as_member("Anna")
    client.post(ASK, {"email": "anna@nieuw.example"})
    session = client.session
    session["new_address"] = {**session["new_address"], "until": 0}
    session.save()
    answer = client.post(CODE, {"code": code_for("anna@nieuw.example")})
    assert answer.headers["Location"] == ASK
    assert User.objects.get(pk=anna.user.pk).email == anna.user.email


def test_old_address_is_told_whoever_changed_it():
    """By hand, by a list, and where the address was only taken away."""
    anna, bram, carla, dirk = (member(name) for name in ("Anna", "Bram", "Carla", "Dirk"))
    register.change(member=anna, by=actor("Henk"), email="anna@nieuw.example")
    register.change(member=bram, by=actor("Henk"), email="")
    register.change(member=carla, by=actor("Henk"), street="Kade 3")
    brought_in(f"{dirk.number};Dirk;;;;;;dirk@nieuw.example;;", headings=HEADINGS)
    told = {mail.to: mail for mail in OutboxMail.objects.filter(kind="security")}
    assert told.keys() == {one.user.email for one in (anna, bram, dirk)}
    assert "a…@nieuw.example" in told[anna.user.email].text
    assert "d…@nieuw.example" in told[dirk.user.email].text
    assert "uit ons ledenregister gehaald" in told[bram.user.email].text
    assert [told[one.user.email].user_id for one in (anna, bram)] == [anna.user.pk, None]


def test_first_address_of_a_member_has_no_old_one_to_tell():
    anna = member("Anna")
    register.change(member=anna, by=actor("Henk"), email="")
    OutboxMail.objects.all().delete()
    register.change(member=anna, by=actor("Henk"), email="anna@nieuw.example")
    assert not OutboxMail.objects.exists()


def test_address_of_somebody_else_gets_the_same_answer_and_no_code(client, as_member):
    bram = member("Bram")
    anna = as_member("Anna")
    free = client.post(ASK, {"email": "vrij@nieuw.example"}, follow=True)
    taken = client.post(ASK, {"email": bram.user.email.upper()}, follow=True)

    def seen(page, address):
        text = re.sub(r'value="[^"]*"', "", page.content.decode())
        return page.redirect_chain, text.replace(address, "ADDRESS")

    assert seen(free, "vrij@nieuw.example") == seen(taken, bram.user.email)
    warned = OutboxMail.objects.get(to=bram.user.email)
    assert not re.search(r"\d{4}", warned.text)
    for guess in ("00000000", "12345678"):
        client.post(CODE, {"code": guess})
    assert User.objects.get(pk=anna.user.pk).email == anna.user.email


def test_an_address_that_somebody_took_meanwhile_is_refused_in_words(client, as_member):
    anna = as_member("Anna")
    client.post(ASK, {"email": "vrij@nieuw.example"})
    code = code_for("vrij@nieuw.example")
    User.objects.create_user("vrij@nieuw.example")
    answer = client.post(CODE, {"code": code}, follow=True)
    assert "is al van iemand anders" in answer.content.decode()
    assert User.objects.get(pk=anna.user.pk).email == anna.user.email


def test_code_mail_is_deleted_once_sent_and_asked_for_five_times_an_hour(client, as_member):
    as_member("Anna")
    for number in range(5):
        assert client.post(ASK, {"email": f"a{number}@nieuw.example"}).status_code == 302
    assert client.post(ASK, {"email": "a6@nieuw.example"}).status_code == 422
    assert set(OutboxMail.objects.values_list("fleeting", flat=True)) == {True}


@pytest.mark.parametrize("email", ["", "geen adres", "a\0@b.nl", "x" * 300 + "@b.nl"])
def test_what_is_no_address_is_sent_back(client, as_member, email):
    as_member("Anna")
    assert client.post(ASK, {"email": email}).status_code == 422
    assert not OutboxMail.objects.exists()


def test_own_address_is_no_new_one(client, as_member):
    anna = as_member("Anna")
    answer = client.post(ASK, {"email": anna.user.email.upper()})
    assert answer.status_code == 422
    assert "gebruikt u al" in answer.content.decode()


def test_question_goes_to_the_secretary_once_in_their_language(client, as_member):
    secretary = member("Henk", Role.SECRETARY)
    secretary.user.language = "en"
    secretary.user.save()
    member("Meryem", Role.CHAIR)
    anna = as_member("Anna")
    fields = {"about": "neighbourhood", "text": "Ik woon nu in de Molenbuurt."}
    for _twice in range(2):
        assert client.post(QUESTION, fields).status_code == 302
    sent = OutboxMail.objects.get()
    assert (sent.to, sent.kind) == (secretary.user.email, "work")
    assert sent.subject == "Question of Anna: My neighbourhood"
    assert str(anna.number) in sent.text
    assert fields["text"] in sent.text


def test_question_without_anybody_to_read_it_is_not_lost(client, as_member):
    as_member("Anna")
    answer = client.post(QUESTION, {"about": "other", "text": "Hallo?"})
    assert answer.status_code == 422
    assert "Hallo?" in answer.content.decode()
