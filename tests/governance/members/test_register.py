"""What is done to the register: every act has its event, and the login follows."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from governance.members.access.visitor import Visitor
from governance.members.actions import register, terms
from governance.members.models import Member, MemberEvent, MemberKind, User
from governance.members.refusals import RegisterRefusal
from governance.members.roles import MEMBERS_GROUP, Role
from governance.refusals import Refused
from tests.factories import actor, member, neighbourhood

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def admit(name="Anna Bos", **fields):
    kind = MemberKind.objects.get(pk=fields.pop("kind", "resident"))
    return register.admit(
        by=actor("Henk"), name=name, kind=kind, neighbourhood=neighbourhood("Haven"), **fields
    )


def refusal(act, **arguments):
    with pytest.raises(Refused) as refused:
        act(**arguments)
    return refused.value.refusal


def last(someone):
    return someone.events.first()


def now(someone):
    return Member.objects.get(pk=someone.pk)


def reads_members_documents(user):
    return Group.objects.get(name=MEMBERS_GROUP).user_set.filter(pk=user.pk).exists()


def test_numbers_follow_the_highest_and_none_is_given_twice():
    assert admit(number=7).number == 7
    assert admit().number == 8
    assert refusal(admit, number=7) is RegisterRefusal.NUMBER_TAKEN


def test_who_is_admitted_with_an_address_can_sign_in_and_read_what_is_for_members():
    anna = admit(email="Anna@Wijk.example", language="en")
    assert (anna.user.email, anna.user.get_full_name()) == ("anna@wijk.example", "Anna Bos")
    assert anna.user.language == "en"
    assert reads_members_documents(anna.user)
    assert (last(anna).kind, last(anna).by_name) == ("admitted", "Henk")


def test_address_of_another_member_is_refused_and_nothing_is_left_behind():
    admit(email="anna@wijk.example")
    assert refusal(admit, name="Bram", email="ANNA@wijk.example") is RegisterRefusal.EMAIL_TAKEN
    assert not Member.objects.filter(name="Bram").exists()


def test_login_of_who_was_no_member_becomes_the_members():
    user = User.objects.create_user("anna@wijk.example")
    terms.appoint(user=user, role=Role.EDITOR, by=actor("test"))
    assert admit(email="anna@wijk.example").user == user


def test_change_says_what_was_and_what_is():
    anna = admit(street="Kade 1")
    changes = register.change(
        member=anna, by=actor("Henk"), street="Kade 3", town="", reason="verhuisd"
    )
    assert changes == {"street": ["Kade 1", "Kade 3"]}
    assert (last(anna).changes, last(anna).reason) == (changes, "verhuisd")


def test_change_of_nothing_leaves_no_event():
    anna = admit(street="Kade 1")
    assert register.change(member=anna, by=actor("Henk"), street="Kade 1", email="") == {}
    assert anna.events.count() == 1


def test_old_address_lets_nobody_in_after_a_change():
    anna = admit(email="oud@wijk.example")
    EmailAddress.objects.create(user=anna.user, email="oud@wijk.example", verified=True)
    register.change(member=anna, by=actor("Henk"), email="nieuw@wijk.example")
    assert now(anna).user.email == "nieuw@wijk.example"
    assert not EmailAddress.objects.filter(email="oud@wijk.example").exists()
    assert last(anna).changes == {"email": ["oud@wijk.example", "nieuw@wijk.example"]}


def test_address_taken_away_takes_the_login_away():
    anna = admit(email="anna@wijk.example")
    register.change(member=anna, by=actor("Henk"), email="")
    assert now(anna).user is None
    assert not User.objects.filter(email="anna@wijk.example").exists()


def test_who_holds_a_role_keeps_an_address():
    anna = admit(email="anna@wijk.example")
    terms.appoint(user=anna.user, role=Role.CHAIR, by=actor("test"))
    assert (
        refusal(register.change, member=anna, by=actor("Henk"), email="")
        is RegisterRefusal.HOLDS_ROLE
    )
    assert now(anna).user.email == "anna@wijk.example"


def test_suspension_needs_a_reason_and_is_lifted_again():
    anna, today = admit(joined_on=timezone.localdate() - 9 * DAY), timezone.localdate()
    assert refusal(register.suspend, member=anna, on=today, reason=" ", by=actor("Henk")) is (
        RegisterRefusal.NO_REASON
    )
    register.suspend(member=anna, on=today, reason="contributie", by=actor("Henk"))
    assert not now(anna).in_standing(today)
    assert refusal(register.suspend, member=anna, on=today, reason="weer", by=actor("Henk")) is (
        RegisterRefusal.SUSPENDED
    )
    register.reinstate(member=anna, by=actor("Henk"))
    assert now(anna).in_standing(today)
    assert [event.kind for event in anna.events.all()] == ["reinstated", "suspended", "admitted"]


def test_who_leaves_reads_nothing_for_members_any_more_until_they_stay_after_all():
    anna = admit(email="anna@wijk.example", joined_on=timezone.localdate() - 9 * DAY)
    register.leave(member=anna, on=timezone.localdate(), reason="verhuisd", by=actor("Henk"))
    assert not reads_members_documents(anna.user)
    assert Visitor(anna.user).member is None
    register.stay(member=anna, by=actor("Henk"))
    assert reads_members_documents(anna.user)


def test_nobody_leaves_or_is_suspended_before_they_joined():
    anna, before = admit(), timezone.localdate() - DAY
    assert (
        refusal(register.leave, member=anna, on=before, by=actor("x"))
        is RegisterRefusal.BEFORE_JOINING
    )
    assert refusal(register.suspend, member=anna, on=before, reason="x", by=actor("x")) is (
        RegisterRefusal.BEFORE_JOINING
    )
    assert MemberEvent.objects.count() == 1


def test_details_that_were_erased_stay_so():
    anna = member("Anna", erased_on=timezone.localdate())
    assert (
        refusal(register.change, member=anna, by=actor("x"), name="Anna") is RegisterRefusal.ERASED
    )
