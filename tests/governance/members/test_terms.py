"""Roles are held for a term: it alone says who may do what today."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from governance.members import tasks
from governance.members.actions import terms
from governance.members.models import User
from governance.members.roles import Role
from tests.factories import actor, member

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def again(user):
    """The same user as the next request sees them."""
    return User.objects.get(pk=user.pk)


def in_group(user, role=Role.CHAIR):
    return user.groups.filter(name=role.value).exists()


@pytest.mark.parametrize(
    ("begins", "ends", "acting"),
    [(0, None, True), (-9, 0, True), (1, None, False), (-9, -1, False), (-9, 9, True)],
)
def test_role_is_held_from_the_first_day_up_to_and_including_the_last(begins, ends, acting):
    user, today = member().user, timezone.localdate()
    terms.appoint(
        user=user,
        role=Role.CHAIR,
        by=actor("test"),
        begins_on=today + begins * DAY,
        ends_on=None if ends is None else today + ends * DAY,
    )
    assert (Role.CHAIR in again(user).roles) is acting
    assert in_group(user) is acting


def test_role_lapses_on_its_day_and_the_group_follows_with_the_task():
    user, today = member().user, timezone.localdate()
    term = terms.appoint(user=user, role=Role.CHAIR, by=actor("test"), begins_on=today - 9 * DAY)
    term.ends_on = today - DAY  # as when that day has passed
    term.save()
    assert again(user).roles == frozenset()
    assert in_group(user)
    assert tasks.keep_groups() == 1
    assert not in_group(user)
    assert tasks.keep_groups() == 0


def test_two_terms_of_one_role_are_held_until_the_last_of_them_ends():
    user, today = member().user, timezone.localdate()
    first = terms.appoint(user=user, role=Role.CHAIR, by=actor("test"), begins_on=today - 9 * DAY)
    terms.appoint(user=user, role=Role.CHAIR, by=actor("test"), begins_on=today - DAY)
    terms.end_term(term=first, last_day=today - DAY, by=actor("test"))
    assert again(user).roles == {Role.CHAIR}
    assert in_group(user)


def test_term_that_had_not_begun_is_taken_back():
    user, today = member().user, timezone.localdate()
    term = terms.appoint(user=user, role=Role.CHAIR, by=actor("test"), begins_on=today + 9 * DAY)
    terms.end_term(term=term, last_day=today, by=actor("test"))
    assert not user.terms.exists()


def test_who_is_put_in_a_group_by_hand_is_taken_out_again():
    user = member().user
    user.groups.add(Group.objects.get_or_create(name=Role.SECRETARY.value)[0])
    assert again(user).roles == frozenset()
    tasks.keep_groups()
    assert not in_group(user, Role.SECRETARY)


def test_command_appoints_the_first_administrator_and_makes_the_login(capsys):
    call_command("appoint", "Eerste@Wijk.example", "beheerder")
    user = User.objects.get(email="eerste@wijk.example")
    assert user.roles == {Role.ADMINISTRATOR}
    assert not user.is_superuser
    assert "beheerder" in capsys.readouterr().out
