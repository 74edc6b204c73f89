"""What becomes of the rows of a list."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from governance.members.actions import groups, imports, register, terms
from governance.members.models import (
    Member,
    User,
)
from governance.members.refusals import RegisterRefusal
from governance.members.roles import MEMBERS_GROUP, Role
from governance.refusals import Refused
from tests.factories import actor, neighbourhood
from tests.governance.members.imports.lists import (
    ANNA,
    BRAM,
    HEADINGS,
    admit,
    brought_in,
    checked,
    codes,
    outcomes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    neighbourhood("Haven")


def test_new_members_come_in_as_if_they_were_admitted_one_by_one():
    admit("Riet", number=7)
    source = brought_in(ANNA, BRAM)
    assert source.state == "imported"
    anna, bram = Member.objects.filter(number__gt=7)
    assert (anna.number, anna.name, anna.kind_id, anna.neighbourhood.name) == (
        8,
        "Anna Bos",
        "resident",
        "Haven",
    )
    assert (anna.street, anna.postal_code, anna.town) == ("Kade 1", "1234 AB", "Brugstad")
    assert (anna.language, anna.joined_on) == ("nl", datetime.date(2020, 1, 3))
    assert (bram.number, bram.user, bram.kind_id) == (9, None, "organisation")
    like = admit("Carla Dijk", email="carla@wijk.example")
    skipped = {"id", "email", "first_name", "last_name", "password", "date_joined"}
    one, other = (
        {k: v for k, v in User.objects.values().get(pk=user.pk).items() if k not in skipped}
        for user in (anna.user, like.user)
    )
    assert one == other
    assert (anna.user.email, anna.user.get_full_name()) == ("anna@wijk.example", "Anna Bos")
    assert not anna.user.has_usable_password()
    assert len(anna.user.password) == len(like.user.password)
    event = anna.events.get()
    assert (event.kind, event.by_name, event.reason) == ("admitted", "Henk", "leden.csv")
    assert Group.objects.get(name=MEMBERS_GROUP).user_set.filter(pk=anna.user.pk).exists()
    assert groups.keep_groups() == 0


def test_change_by_list_leaves_what_change_leaves():
    one, other = (admit(name, street="Kade 1", email=f"{name}@wijk.example") for name in "xy")
    for member in (one, other):
        EmailAddress.objects.create(user=member.user, email=member.user.email)
    brought_in(
        f"{one.number};Xenia Vos;;;Kade 3;1234ab;;nieuw@wijk.example;en;",
        headings=HEADINGS,
    )
    register.change(
        member=other,
        by=actor("Henk"),
        email="nieuw2@wijk.example",
        name="Xenia Vos",
        street="Kade 3",
        postal_code="1234 AB",
        language="en",
        reason="leden.csv",
    )
    by_list, by_hand = (member.events.first() for member in (one, other))
    assert by_list.kind == by_hand.kind == "changed"
    assert by_list.changes["email"] == ["x@wijk.example", "nieuw@wijk.example"]
    for event in (by_list, by_hand):
        del event.changes["email"]
    name_of = {"name": ["x", "Xenia Vos"]}
    assert by_list.changes == by_hand.changes | name_of
    assert (by_list.by_name, by_list.reason) == (by_hand.by_name, by_hand.reason)
    user = User.objects.get(pk=one.user.pk)
    assert (user.email, user.first_name, user.last_name, user.language) == (
        "nieuw@wijk.example",
        "Xenia",
        "Vos",
        "en",
    )
    assert not EmailAddress.objects.exists()


def test_rows_are_new_changed_same_or_wrong():
    same, changed = admit("Riet", street="Kade 9"), admit("Piet")
    source = checked(
        f"{same.number};Riet;bewoner;haven;Kade 9;;;;Nederlands;2020-01-03",
        f"{changed.number}.0;Piet Smit;;;;;;;;",
        ANNA,
        ";Zonder wijk;bewoner;Nergenshuizen;;;;;nl;2020-01-01",
    )
    assert outcomes(source) == ["same", "changed", "new", "wrong"]
    assert source.counts == {"same": 1, "changed": 1, "new": 1, "wrong": 1}
    assert source.rows.get(outcome="changed").values["changes"] == {"name": ["Piet", "Piet Smit"]}
    assert source.rows.get(outcome="wrong").problems == [
        ["neighbourhood", "place", "Nergenshuizen"]
    ]
    assert not Member.objects.filter(neighbourhood__name="Nergenshuizen").exists()


def test_row_with_a_free_number_becomes_a_new_member_with_that_number():
    brought_in("41" + ANNA, BRAM)
    assert list(Member.objects.values_list("number", "name")) == [
        (41, "Anna Bos"),
        (42, "Bram Vis"),
    ]


def test_login_of_who_was_no_member_becomes_the_members():
    user = User.objects.create_user("anna@wijk.example")
    brought_in(ANNA)
    assert Member.objects.get().user == user
    assert groups.keep_groups() == 0


def test_who_joins_later_is_not_in_the_group_of_members_yet():
    day = timezone.localdate() + datetime.timedelta(days=1)
    brought_in(ANNA.replace("3-1-2020", day.isoformat()))
    assert Member.objects.get().user.email == "anna@wijk.example"
    assert not Group.objects.get(name=MEMBERS_GROUP).user_set.exists()
    assert groups.keep_groups() == 0


def test_empty_address_takes_the_login_away_unless_it_holds_a_role():
    plain, officer = admit("P", email="p@wijk.example"), admit("O", email="o@wijk.example")
    terms.appoint(user=officer.user, role=Role.CHAIR, by=actor("test"))
    headings = "lidnummer;e-mail"
    for email in ("", "thief@wijk.example"):  # who has the address signs in with the role
        wrong = checked(f"{officer.number};{email}", headings=headings)
        assert codes(wrong) == [[["email", "holds_role"]]]
    brought_in(f"{plain.number};", headings=headings)
    assert not User.objects.filter(email="p@wijk.example").exists()
    assert Member.objects.get(pk=plain.pk).user is None


def test_defaults_count_for_new_members_only():
    there = admit("Riet", language="en")
    headings = "nummer;naam"
    brought_in(
        f"{there.number};Riet Vos",
        ";Anna",
        headings=headings,
        kind="supporter",
        neighbourhood="Haven",
        language="nl",
        joined_on="2024-02-29",
    )
    anna = Member.objects.get(name="Anna")
    assert (anna.kind_id, anna.joined_on) == ("supporter", datetime.date(2024, 2, 29))
    riet = Member.objects.get(pk=there.pk)
    assert (riet.name, riet.kind_id, riet.language) == ("Riet Vos", "resident", "en")


def test_same_list_twice_brings_nobody_in_twice():
    brought_in(ANNA, BRAM)
    again = checked(ANNA, BRAM)
    assert codes(again) == [[["email", "email_taken"]], [["name", "known"]]]
    with pytest.raises(Refused) as refused:
        imports.start_import(source=again)
    assert refused.value.refusal is RegisterRefusal.IMPORT_WRONG


def test_doubles_in_the_list_are_told_of_both():
    source = checked(
        "5" + ANNA, "5;Carla;bewoner;Haven;;;;ANNA@wijk.example;nl;1-1-2020", BRAM, BRAM
    )
    assert codes(source) == [
        [["number", "number_twice"], ["email", "email_twice"]],
        [["number", "number_twice"], ["email", "email_twice"]],
        [["name", "person_twice"]],
        [["name", "person_twice"]],
    ]
    assert [row.problems[0][2] for row in source.rows.all()] == ["3", "2", "5", "4"]


def test_erased_and_left_members_keep_what_they_have():
    erased, left = admit("E"), admit("L")
    Member.objects.filter(pk=erased.pk).update(erased_on=timezone.localdate())
    Member.objects.filter(pk=left.pk).update(left_on=datetime.date(2021, 1, 1))
    source = checked(
        f"{erased.number};Nieuw", f"{left.number};L;2022-01-01", headings="nr;naam;lid sinds"
    )
    assert codes(source) == [[["number", "erased"]], [["joined_on", "left_before"]]]
