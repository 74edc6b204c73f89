"""Letters with a code: making them, coming in with one, and what a code cannot do."""

import datetime
import re
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from governance.joining import codes, letters
from governance.joining.actions import invitations
from governance.joining.models import Invitation
from governance.members.access.visitor import Visitor
from governance.members.actions import terms
from governance.members.models import Member, MemberEvent, User
from governance.members.roles import Role
from governance.notifications.actions import outbox
from tests.factories import actor, member
from tests.governance.joining.forms import link, mails

pytestmark = pytest.mark.django_db
MAKE, ENTER, CHOOSE = "/bestuur/brieven/", "/account/brief/", "/account/brief/verder/"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def without_login(name="Cor", **fields):
    someone = member(name, **fields)
    user = someone.user
    Member.objects.filter(pk=someone.pk).update(user=None)
    user.delete()
    return Member.objects.get(pk=someone.pk)


def code_for(someone):
    ((_member, code),) = invitations.invite(members=[someone], by=actor("Henk"))
    return code


def enter(client, code):
    return client.post(ENTER, {"code": code})


def signed_in_as(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id", 0)).first()


@given(st.integers(0, 2**32))
def test_code_is_read_however_it_was_typed(seed):
    code = codes.new()
    spaced = [" ".join, "-".join, ".".join, "  ".join][seed % 4](codes.groups(code))
    assert codes.parse(f" {spaced.lower()}\n") == code
    assert len(code) == 12
    assert not set(code) & set("B8GI1LO0S5Z2")


@given(st.text(max_size=20))
def test_what_is_no_code_is_none(text):
    code = codes.parse(text)
    assert code is None or set(code) <= set(codes.ALPHABET)


def test_secretary_gets_the_letters_in_one_file_and_only_digests_are_kept(client, as_member):
    as_member("Henk", Role.SECRETARY)
    cor, ans = without_login("Cor"), without_login("Ans", language="en")
    answer = client.post(MAKE, {"who": "new", "numbers": ""})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    made = Invitation.objects.all()
    assert {one.member for one in made} == {cor, ans}
    assert all(re.fullmatch("[0-9a-f]{64}", one.digest) for one in made)
    event = cor.events.get()
    assert (event.kind, event.by_name, event.changes) == (MemberEvent.Kind.INVITED, "Henk", {})
    assert client.post(MAKE, {"who": "new"}).status_code == 422
    assert Invitation.objects.count() == 2


def test_a_newer_letter_makes_the_older_one_void(client):
    cor = without_login()
    old, new = code_for(cor), code_for(cor)
    assert enter(client, old).status_code == 422
    assert enter(client, new).status_code == 302


@pytest.mark.parametrize("numbers", ["", "abc", "999999999", "9" * 40, "\u0663", "1 2 -3", "a\0"])
def test_wrong_numbers_are_sent_back(client, as_member, numbers):
    as_member("Henk", Role.SECRETARY)
    assert client.post(MAKE, {"who": "numbers", "numbers": numbers}).status_code == 422
    assert not Invitation.objects.exists()


def test_who_asks_gets_a_letter_but_nobody_with_a_role(client, as_member):
    as_member("Henk", Role.SECRETARY)
    anna, chair = member("Anna"), member("Meryem", Role.CHAIR)
    left = without_login(left_on=timezone.localdate())
    for someone, status in ((anna, 200), (chair, 422), (left, 422)):
        answer = client.post(MAKE, {"who": "numbers", "numbers": str(someone.number)})
        assert answer.status_code == status
    assert [one.member for one in Invitation.objects.all()] == [anna]


def test_letter_shows_the_code_in_four_groups_and_is_in_the_members_language():
    cor, ans = without_login("Cor"), without_login("Ans", language="en")
    made = [letters.letter_data(one, "ACDEFHJKMNPQ") for one in (cor, ans)]
    assert made[0]["groups"] == ["ACD", "EFH", "JKM", "NPQ"]
    assert made[1]["subject"] == "Your way into Wijkstem"
    assert "/en/account/brief/" in " ".join(made[1]["after"])


def test_file_is_made_whatever_stands_in_a_name():
    someone = without_login("🗳 \x07 عمر *b* #let", street="\ufffe", town="$ x $")
    assert letters.print_out([(someone, codes.new())], []).startswith(b"%PDF-")


def test_the_town_stands_in_the_window_however_long_the_name_and_the_street_are():
    """Five lines of some 34 letters fit; what comes below them cannot be seen."""
    someone = without_login("Vereniging " * 10, street="Lange Kade " * 10, town="Veerdam")
    *lines, town = letters.address_lines(someone)
    assert town.endswith("VEERDAM")
    assert sum(-(-len(line) // 34) for line in lines) <= 4
    assert letters.address_lines(without_login("Cor"))[0] == "Cor"


def test_member_goes_on_without_an_address_for_one_session(client):
    cor = without_login()
    code = code_for(cor)
    assert enter(client, code.lower()).headers["Location"] == CHOOSE
    assert client.get(CHOOSE).status_code == 200
    assert signed_in_as(client) is None
    assert client.post(CHOOSE, {"act": "without"}).headers["Location"] == "/mijn/"
    user = signed_in_as(client)
    assert (user.email, Visitor(user).member, str(user)) == (None, cor, "Cor")
    assert client.session.get_expire_at_browser_close()
    page = client.get("/mijn/")
    assert page.status_code == 200
    assert "None" not in page.content.decode()
    assert cor.events.first().kind == MemberEvent.Kind.LINKED
    other = Client()
    assert enter(other, code).status_code == 422
    assert enter(other, code_for(cor)).status_code == 302
    assert other.post(CHOOSE, {"act": "without"}).headers["Location"] == "/mijn/"
    assert signed_in_as(other) == user


def test_who_has_an_address_gets_word_that_a_letter_let_somebody_in(client):
    anna = member("Anna")
    enter(client, code_for(anna))
    assert mails(anna.user.email) == []
    assert client.post(CHOOSE, {"act": "without"}).headers["Location"] == "/mijn/"
    (word,) = mails(anna.user.email)
    assert "code uit een brief" in word.text


def test_two_members_without_an_address_can_be_there_at_once():
    people = [without_login("Cor"), without_login("Ans")]
    for one in people:
        code_for(one)
        invitations.enter_without_address(invitation_id=one.invitations.get().pk)
    assert User.objects.filter(email=None).count() == 2


def test_one_without_an_address_is_never_mailed(client):
    cor = without_login()
    code_for(cor)
    user = invitations.enter_without_address(invitation_id=cor.invitations.get().pk)
    message = outbox.Message(
        key="x", to=user, template="joining/mail/stays.txt", context={"name": "Cor"}
    )
    outbox.post_all([message])
    outbox.settle(prefix="y", more=[message])
    assert not outbox.post(key="z", to=user, template=message.template, context=message.context)
    assert mails() == []
    assert cor in invitations.without_address()
    assert cor not in invitations.never_seen()


def test_address_becomes_the_login_only_by_the_link_in_the_mail(client):
    cor = without_login()
    enter(client, code_for(cor))
    assert client.post(CHOOSE, {"act": "address", "email": "geen"}).status_code == 422
    assert client.post(CHOOSE, {"act": "address", "email": "Cor@Example.org"}).status_code == 200
    (mail,) = mails("cor@example.org")
    assert mail.fleeting
    cor.refresh_from_db()
    assert cor.user is None
    elsewhere = Client()
    assert elsewhere.get(link(mail)).status_code == 200
    cor.refresh_from_db()
    assert cor.user is None
    assert elsewhere.post(link(mail)).headers["Location"] == "/mijn/"
    cor.refresh_from_db()
    assert cor.user.email == "cor@example.org"
    assert signed_in_as(elsewhere) == cor.user
    assert [event.kind for event in cor.events.all()][:2] == ["linked", "changed"]
    assert elsewhere.post(link(mail)).status_code == 404
    assert client.get(CHOOSE).status_code == 302


def test_user_without_an_address_gets_one_later_and_stays_the_same_user(client):
    cor = without_login()
    code_for(cor)
    user = invitations.enter_without_address(invitation_id=cor.invitations.get().pk)
    enter(client, code_for(cor))
    client.post(CHOOSE, {"act": "address", "email": "cor@example.org"})
    client.post(link(mails("cor@example.org")[0]))
    user.refresh_from_db()
    assert user.email == "cor@example.org"


def test_nobody_learns_at_the_page_whose_address_it_is(client):
    other = member()
    cor = without_login()
    enter(client, code_for(cor))
    taken = client.post(CHOOSE, {"act": "address", "email": other.user.email})
    free = client.post(CHOOSE, {"act": "address", "email": "cor@example.org"})
    plain = taken.content.decode().replace(other.user.email, "X")
    plain = plain.replace(other.user.email.replace("@", "%40"), "X")
    there = free.content.decode().replace("cor@example.org", "X").replace("cor%40example.org", "X")
    assert plain == there
    (mail,) = mails(other.user.email)
    assert "http" not in mail.text
    assert "Cor" not in mail.text


def test_wrong_used_expired_and_void_codes_get_the_same_answer(client):
    used, expired, void, left = (without_login(name) for name in ("Aap", "Noot", "Mies", "Wim"))
    made = {one: code_for(one) for one in (used, expired, void, left)}
    invitations.enter_without_address(invitation_id=used.invitations.get().pk)
    expired.invitations.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    code_for(void)
    Member.objects.filter(pk=left.pk).update(left_on=timezone.localdate())
    answers = [enter(client, code) for code in (codes.new(), "x", "é" * 12, *made.values())]
    pages = {
        re.sub(r'value="[^"]*"', "", answer.content.decode()).replace("csrf", "")
        for answer in answers
    }
    assert {answer.status_code for answer in answers} == {422}
    assert len(pages) == 1


def test_letter_of_who_got_a_role_meanwhile_lets_nobody_in(client):
    anna = member("Anna")
    code = code_for(anna)
    terms.appoint(user=anna.user, role=Role.CHAIR, by=actor("test"))
    assert enter(client, code).status_code == 422


def test_letter_lets_in_nobody_who_may_do_everything(client):
    anna = member("Anna")
    code = code_for(anna)
    User.objects.filter(pk=anna.user.pk).update(is_superuser=True)
    assert enter(client, code).status_code == 422


def test_code_typed_half_an_hour_ago_is_forgotten(client, monkeypatch):
    enter(client, code_for(without_login()))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1790)
    assert client.get(CHOOSE).status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 1802)
    assert client.post(CHOOSE, {"act": "without"}).headers["Location"] == ENTER
    assert signed_in_as(client) is None


def test_tries_are_limited_for_one_place(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"letter": "2/m/ip"}
    code = code_for(without_login())
    assert [enter(client, codes.new()).status_code for _ in range(3)] == [422, 422, 429]
    assert enter(client, code).status_code == 429


def test_code_is_in_no_log(client, caplog):
    caplog.set_level("DEBUG")
    code = code_for(without_login())
    enter(client, codes.new())
    enter(client, code)
    assert code not in caplog.text
    assert " ".join(codes.groups(code)) not in caplog.text


def test_secretary_mails_who_never_signed_in_once_a_day(client, as_member):
    henk = as_member("Henk", Role.SECRETARY)
    anna = member("Anna")
    without_login()
    for _ in range(2):
        assert client.post(f"{MAKE}mailen/").status_code == 302
    assert [mail.to for mail in mails()] == [anna.user.email]
    assert henk.user.email not in [mail.to for mail in mails()]
