"""Applying: what is stored, what is mailed, and what nobody learns."""

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from governance.joining import links
from governance.joining.models import Application, Question
from governance.members.models import MemberKind, Neighbourhood, RegisterSettings
from governance.members.roles import Role
from tests.factories import member, sign_in
from tests.governance.joining.forms import APPLY, apply, confirmed, filled_in, link, mails

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def settings(**changes):
    stored = RegisterSettings.load()
    for name, value in changes.items():
        setattr(stored, name, value)
    stored.save()


def test_application_waits_only_after_the_link_was_opened_and_the_button_pressed(client):
    answer = apply(client)
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200
    one = Application.objects.get()
    assert (one.state, one.postal_code, one.email_consent) == (State.UNCONFIRMED, "3456 AB", False)
    (mail,) = mails("fenna@example.org")
    assert mail.fleeting
    assert client.get(link(mail)).status_code == 200
    one.refresh_from_db()
    assert one.state == State.UNCONFIRMED
    assert client.post(link(mail)).status_code == 200
    one.refresh_from_db()
    assert one.state == State.WAITING
    assert len(mails("fenna@example.org")) == 2
    client.post(link(mail))
    assert len(mails("fenna@example.org")) == 2


def test_link_of_another_kind_or_a_forged_one_confirms_nothing(client):
    apply(client)
    one = Application.objects.get()
    wrong = [
        links.to_withdraw(one).split("/")[-2],
        signing.dumps(one.pk, salt="other"),
        link(mails()[0]).split("/")[-2][:-1],
        "x",
    ]
    for token in wrong:
        assert client.post(f"/lid-worden/bevestigen/{token}/").status_code == 404
    one.refresh_from_db()
    assert one.state == State.UNCONFIRMED


def test_link_stops_working_after_the_days_in_the_settings(client, monkeypatch):
    apply(client)
    path = link(mails()[0])
    later = signing.time.time() + 3 * 86400
    monkeypatch.setattr(signing.time, "time", lambda: later - 60)
    assert client.get(path).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: later + 60)
    assert client.post(path).status_code == 404
    assert Application.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize("email", ["LID@example.org", "lid@example.org"])
def test_nobody_learns_at_the_page_who_is_a_member(client, email):
    someone = member()
    someone.user.email = "lid@example.org"
    someone.user.save()
    known, new = apply(Client(), email=email), apply(Client())
    assert (known.status_code, known.headers["Location"]) == (
        new.status_code,
        new.headers["Location"],
    )
    assert known.content == new.content
    assert [one.email for one in Application.objects.all()] == ["fenna@example.org"]
    (mail,) = mails("lid@example.org")
    assert "Sluiskade" not in mail.text
    assert "inloggen" in mail.text


def test_who_applied_already_hears_that_and_keeps_one_application(client):
    confirmed(client)
    apply(client)
    assert Application.objects.count() == 1
    assert mails("fenna@example.org")[-1].text.count("http") == 0


def test_former_member_may_apply_again(client):
    someone = member(left_on=timezone.localdate())
    apply(client, email=someone.user.email)
    assert Application.objects.get().email == someone.user.email


def test_machine_that_fills_in_everything_gets_the_same_answer_and_nothing_is_stored(client):
    answer = apply(client, website="https://spam.example")
    assert answer.headers["Location"] == apply(client).headers["Location"]
    assert Application.objects.count() == 1


def test_one_address_gets_three_mails_an_hour_and_a_hall_of_neighbours_can_join(client):
    statuses = [apply(client).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]
    kept = apply(client).content.decode()
    assert "Sluiskade 14" in kept
    assert len(mails("fenna@example.org")) == 3
    answers = {apply(client, email=f"buur{n}@example.org").status_code for n in range(40)}
    assert answers == {302}


def test_closed_applications_take_nothing(client):
    settings(applications_open=False)
    assert client.get(APPLY).status_code == 200
    assert '<form method="post" action="/lid-worden/"' not in client.get(APPLY).content.decode()
    apply(client)
    assert not Application.objects.exists()
    assert mails() == []


def test_consent_is_not_ticked_in_advance_and_is_kept_when_given(client):
    page = client.get(APPLY)
    assert page.context["form"]["email_consent"].value() in (None, False)
    apply(client, email_consent="on")
    assert Application.objects.get().email_consent


def test_answers_are_kept_with_the_question_as_it_was_read(client):
    line = Question.objects.create(text="Waarom?", text_en="Why?")
    box = Question.objects.create(
        text="Akkoord?", text_en="Agreed?", kind=Question.Kind.YES_NO, required=True
    )
    Question.objects.create(text="Oud?", text_en="Old?", in_use=False)
    answer = apply(client, **{f"question-{line.pk}": "Gezellig"})
    assert answer.status_code == 422
    assert "Gezellig" in answer.content.decode()
    fields = filled_in(**{f"question-{line.pk}": "Fun", f"question-{box.pk}": "on"})
    assert client.post("/en/lid-worden/", fields).status_code == 302
    Question.objects.all().delete()
    assert Application.objects.get().answers == [["Why?", "Fun"], ["Agreed?", True]]


def test_form_says_what_kinds_there_are_and_groups_the_neighbourhoods(client):
    district = Neighbourhood.objects.create(name="Noord", slug="noord")
    Neighbourhood.objects.create(name="De Kade", slug="de-kade", level="buurt", parent=district)
    page = client.get(APPLY).content.decode()
    assert '<optgroup label="Noord">' in page
    assert "1 stem" in page
    assert MemberKind.objects.get(pk="supporter").name in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a\0b"),
        ("name", "x" * 121),
        ("email", "geen adres"),
        ("email", "a\0@example.org"),
        ("email", "x" * 250 + "@example.org"),
        ("kind", "koning"),
        ("kind", "a\0"),
        ("neighbourhood", "9" * 30),
        ("neighbourhood", "\0"),
        ("neighbourhood", ""),
        ("street", ""),
        ("postal_code", "x" * 11),
        ("town", "\0"),
        ("language", "xx"),
    ],
)
def test_bad_input_is_sent_back_and_loses_nothing(client, field, value):
    answer = apply(client, **{field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    if field != "street":
        assert "Sluiskade 14" in answer.content.decode()
    assert not Application.objects.exists()


def test_applicant_withdraws_with_the_link_in_the_mail(client):
    one = confirmed(client)
    path = link(mails("fenna@example.org")[-1])
    assert client.get(path).status_code == 200
    assert Application.objects.get().state == State.WAITING
    assert client.post(path).status_code == 200
    one.refresh_from_db()
    assert one.state == State.WITHDRAWN
    assert one.withdrawn_at is not None
    assert client.post(path).status_code == 200


def test_board_gets_one_mail_a_day_and_others_none(client):
    chair = member("Meryem", Role.CHAIR)
    member("Sanne", Role.EDITOR)
    confirmed(client)
    confirmed(client, email="omar@example.org", name="Omar")
    told = [mail for mail in mails() if mail.key.startswith("joining:board:")]
    assert [mail.to for mail in told] == [chair.user.email]
    assert "Fenna" not in told[0].text


def test_confirmed_application_removes_the_unconfirmed_ones_of_the_same_address(client):
    apply(client)
    confirmed(client)
    assert Application.objects.count() == 1


def test_waiting_count_is_for_the_board(client):
    chair, other = member("", Role.CHAIR), member()
    confirmed(client)
    shown = []
    for one in (chair.user, other.user):
        sign_in(client, one)
        shown.append(client.get("/mijn/").content.decode())
    assert "1 persoon wil lid worden" in shown[0]
    assert "/bestuur/aanmeldingen/" in shown[0]
    assert "/bestuur/aanmeldingen/" not in shown[1]
