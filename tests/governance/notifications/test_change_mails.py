"""Who gets word of what was done to a membership or a role."""

import datetime

import pytest
from django.utils import timezone

from governance.members.access.actor import Actor
from governance.members.actions import register
from governance.members.roles import Role
from governance.notifications.models import OutboxMail
from tests.factories import actor, member, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DAY = datetime.timedelta(days=1)
TERMS = "/bestuur/termijnen/"


def today():
    return timezone.localdate()


def mails_to(someone):
    return [mail.text for mail in OutboxMail.objects.filter(to=someone.user.email).order_by("pk")]


def test_suspended_member_reads_the_day_and_the_reason_and_when_it_is_over():
    anna, bram = member("Anna"), member("Bram")
    register.suspend(member=anna, on=today() + DAY, reason="contributie 2025", by=actor("Henk"))
    register.reinstate(member=anna, by=actor("Henk"))
    first, second = mails_to(anna)
    assert "contributie 2025" in first
    assert f"Vanaf {(today() + DAY).day} " in first
    assert "weer stemmen" in second
    assert mails_to(bram) == []


def test_member_whose_membership_is_ended_by_the_board_reads_why():
    anna = member("Anna")
    register.change(member=anna, by=actor("Henk"), language="nl")
    register.change(member=anna, by=actor("Henk"), language="en")
    register.leave(member=anna, on=today() + DAY, reason="moved away", by=actor("Henk"))
    register.stay(member=anna, by=actor("Henk"))
    first, second = mails_to(anna)
    assert "moved away" in first
    assert "lay it before the assembly" in first
    assert "that was undone" in second


def test_who_leaves_by_themselves_gets_the_one_mail_about_that(client, as_member):
    anna = as_member("Anna")
    client.post("/account/opzeggen/", {"act": "leave"})
    assert len(mails_to(anna)) == 1


def test_member_with_the_name_of_the_secretary_gets_word_too():
    secretary, namesake = member("Jan de Vries", Role.SECRETARY), member("Jan de Vries")
    register.suspend(
        member=namesake, on=today(), reason="contributie", by=Actor.user(secretary.user)
    )
    (word,) = mails_to(namesake)
    assert "contributie" in word
    assert mails_to(secretary) == []


def test_other_changes_and_members_without_an_address_get_none():
    anna, bram = member("Anna"), member("Bram")
    register.change(member=anna, by=actor("Henk"), street="Kade 3")
    register.change(member=bram, by=actor("Henk"), email="")
    OutboxMail.objects.all().delete()
    register.suspend(member=bram, on=today(), reason="x", by=actor("Henk"))
    assert not OutboxMail.objects.exists()


def test_the_whole_board_gets_word_of_each_appointment_and_each_end(client):
    secretary = member("Henk Postma", Role.SECRETARY)
    chair, editor = member("Meryem", Role.CHAIR), member("Els", Role.EDITOR)
    anna = member("Anna Bos")
    sign_in(client, secretary.user)
    form = {"who": anna.number, "role": "penningmeester", "begins_on": str(today())}
    form |= {"ends_on": "", "grounds": "ALV 3 mei, punt 6", "step": "appoint"}
    assert client.post(f"{TERMS}benoemen/", form).status_code == 302
    for someone in (secretary, chair, anna):
        (word,) = mails_to(someone)
        assert "ALV 3 mei, punt 6" in word
        assert "Henk Postma" in word
    assert "tweede stap" in mails_to(anna)[0]
    assert mails_to(editor) == []
    term = anna.user.terms.get()
    end = {"last_day": str(today()), "reason": "op eigen verzoek"}
    assert client.post(f"{TERMS}{term.pk}/beeindigen/", end).status_code == 302
    assert "op eigen verzoek" in mails_to(chair)[1]


def test_refused_appointment_tells_nobody(client):
    secretary = member("Henk Postma", Role.SECRETARY)
    sign_in(client, secretary.user)
    form = {"who": secretary.number, "role": "voorzitter", "begins_on": str(today())}
    form |= {"ends_on": "", "grounds": "x", "step": "appoint"}
    assert client.post(f"{TERMS}benoemen/", form).status_code == 409
    assert not OutboxMail.objects.exists()
