"""A list on its way into the register: checked row by row, and brought in whole or not at all."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from governance.members import actions, tasks
from governance.members.actions import import_writing, imports
from governance.members.imports.columns import guess
from governance.members.models import (
    ImportRow,
    Member,
    MemberEvent,
    MemberKind,
    RegisterImport,
    User,
)
from governance.members.refusals import Refusal, Refused
from governance.members.roles import MEMBERS_GROUP, Role
from tests.factories import neighbourhood

pytestmark = pytest.mark.django_db
HEADINGS = "Lidnummer;Naam;Soort;Wijk;Straat;Postcode;Plaats;E-mail;Taal;Lid sinds"
ANNA = ";Anna Bos;bewoner;Haven;Kade 1;1234ab;Brugstad;anna@wijk.example;nl;3-1-2020"
BRAM = ";Bram Vis;organisatie;Haven;Kade 2;1234 AB;Brugstad;;en;2021-12-31"


@pytest.fixture(autouse=True)
def places():
    neighbourhood("Haven")


def upload(*lines, headings=HEADINGS):
    text = "\r\n".join([headings, *lines])
    return actions.upload(name="leden.csv", content=text.encode(), by="Henk")


def name_columns(source, **defaults):
    columns = guess([heading for heading, _examples in source.headings])
    actions.check_import(source=source, columns=columns, defaults=defaults)
    return source


def checked(*lines, headings=HEADINGS, **defaults):
    source = name_columns(upload(*lines, headings=headings), **defaults)
    tasks.check_import(source.pk)
    source.refresh_from_db()
    return source


def brought_in(*lines, **fields):
    source = checked(*lines, **fields)
    actions.start_import(source=source)
    tasks.bring_in(source.pk)
    source.refresh_from_db()
    return source


def admit(name="Anna Bos", **fields):
    return actions.admit(
        by="Henk",
        name=name,
        kind=MemberKind.objects.get(pk="resident"),
        neighbourhood=neighbourhood("Haven"),
        joined_on=datetime.date(2020, 1, 3),
        **fields,
    )


def outcomes(source):
    return list(source.rows.values_list("outcome", flat=True))


def codes(source):
    return [[problem[:2] for problem in row.problems] for row in source.rows.all()]


def register():
    """All that an import can change."""
    return (
        list(Member.objects.order_by("number").values()),
        list(User.objects.order_by("pk").values()),
        list(MemberEvent.objects.order_by("pk").values()),
        sorted(User.groups.through.objects.values_list("user_id", "group_id")),
        list(EmailAddress.objects.values_list("email", flat=True)),
    )


# --- what becomes of a list


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
    assert (event.kind, event.by, event.reason) == ("admitted", "Henk", "leden.csv")
    assert Group.objects.get(name=MEMBERS_GROUP).user_set.filter(pk=anna.user.pk).exists()
    assert actions.keep_groups() == 0


def test_change_by_list_leaves_what_change_leaves():
    one, other = (admit(name, street="Kade 1", email=f"{name}@wijk.example") for name in "xy")
    for member in (one, other):
        EmailAddress.objects.create(user=member.user, email=member.user.email)
    brought_in(
        f"{one.number};Xenia Vos;;;Kade 3;1234ab;;nieuw@wijk.example;en;",
        headings=HEADINGS,
    )
    actions.change(
        member=other,
        by="Henk",
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
    assert (by_list.by, by_list.reason) == (by_hand.by, by_hand.reason)
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
    assert actions.keep_groups() == 0


def test_empty_address_takes_the_login_away_unless_it_holds_a_role():
    plain, officer = admit("P", email="p@wijk.example"), admit("O", email="o@wijk.example")
    actions.appoint(user=officer.user, role=Role.CHAIR, by="test")
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
        actions.start_import(source=again)
    assert refused.value.refusal is Refusal.IMPORT_WRONG


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


# --- all or nothing


STAGES = [
    (import_writing, "read_facts", 1),
    (import_writing.Batch, "write", 6),
    (import_writing, "batches", 2),
    (imports, "keep", 1),
]
MOMENTS = [(place, name, time) for place, name, times in STAGES for time in range(times)]


@pytest.mark.parametrize(
    ("place", "name", "time"), MOMENTS, ids=[f"{name} {time}" for _place, name, time in MOMENTS]
)
def test_failure_at_any_stage_leaves_the_register_as_it_was(monkeypatch, place, name, time):
    old = admit("Oud", email="oud@wijk.example")
    EmailAddress.objects.create(user=old.user, email=old.user.email)
    weg = admit("Weg", email="weg@wijk.example")
    source = checked(
        f"{old.number};Ouder;;;;;;ouder@wijk.example;;", f"{weg.number};;;;;;;;;", ANNA, BRAM
    )
    assert outcomes(source) == ["changed", "changed", "new", "new"]
    actions.start_import(source=source)
    before, real, calls = register(), getattr(place, name), []

    def breaks(*arguments, **named):
        calls.append(1)
        if len(calls) == time + 1:
            raise ZeroDivisionError
        return real(*arguments, **named)

    monkeypatch.setattr(place, name, breaks)
    with pytest.raises(ZeroDivisionError):
        imports.write_all(source.pk, imports.prepare_shown(source))
    assert register() == before
    assert RegisterImport.objects.get(pk=source.pk).state == "importing"
    monkeypatch.undo()
    tasks.bring_in(source.pk)
    assert RegisterImport.objects.get(pk=source.pk).state == "imported"
    assert Member.objects.count() == 4


def test_without_one_transaction_a_failure_leaves_half_a_list(monkeypatch):
    """The control: this is what the test above must find out."""
    source = checked(ANNA, BRAM)
    actions.start_import(source=source)
    before = register()
    monkeypatch.setattr(imports, "keep", lambda _source: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imports.write_all.__wrapped__(source.pk, imports.prepare_shown(source))
    assert register() != before


def test_import_that_breaks_says_so_and_can_be_checked_again(monkeypatch):
    source = checked(ANNA)
    actions.start_import(source=source)
    monkeypatch.setattr(imports, "write", lambda _prepared: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.bring_in(source.pk)
    source.refresh_from_db()
    assert (source.state, source.problem) == ("failed", "IMPORT_BROKE_OFF")
    monkeypatch.undo()
    actions.check_import(source=source, **mapping(source))
    tasks.check_import(source.pk)
    source.refresh_from_db()
    assert source.state == "checked"


def mapping(source):
    return {"columns": source.mapping["columns"], "defaults": source.mapping["defaults"]}


def test_register_that_changed_since_the_check_is_left_alone():
    source = checked(ANNA, BRAM)
    admit("Andere Anna", email="anna@wijk.example")
    actions.start_import(source=source)
    before = register()
    tasks.bring_in(source.pk)
    source.refresh_from_db()
    assert (source.state, source.problem) == ("failed", "IMPORT_STALE")
    assert register() == before


def test_register_that_changes_between_preparing_and_writing_is_seen(monkeypatch):
    """The first time somebody comes in between; then it is prepared anew, with another number."""
    source = checked(ANNA)
    actions.start_import(source=source)
    real, tries = imports.prepare_shown, []

    def late(asked):
        prepared = real(asked)
        if not tries:
            admit("Vlug")
        tries.append(1)
        return prepared

    monkeypatch.setattr(imports, "prepare_shown", late)
    tasks.bring_in(source.pk)
    assert len(tries) == 2
    assert list(Member.objects.values_list("number", "name")) == [(1, "Vlug"), (2, "Anna Bos")]


def test_two_imports_of_the_same_people_give_one_result():
    one, other = checked(ANNA, BRAM), checked(ANNA, BRAM)
    for source in (one, other):
        actions.start_import(source=source)
    for source in (other, one, other, one):
        tasks.bring_in(source.pk)
    assert Member.objects.count() == 2
    assert MemberEvent.objects.count() == 2
    states = RegisterImport.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["failed", "imported"]


# --- steps and states


def test_double_click_is_refused_and_changes_nothing():
    source = checked(ANNA)
    actions.start_import(source=source)
    with pytest.raises(Refused) as refused:
        actions.start_import(source=source)
    assert refused.value.refusal is Refusal.IMPORT_STATE
    tasks.bring_in(source.pk)
    tasks.bring_in(source.pk)
    assert Member.objects.count() == 1


def test_list_that_changes_nothing_is_not_brought_in():
    there = admit("Riet")
    source = checked(f"{there.number};Riet", headings="nr;naam")
    with pytest.raises(Refused) as refused:
        actions.start_import(source=source)
    assert refused.value.refusal is Refusal.IMPORT_IDLE


@pytest.mark.parametrize("stage", ["uploaded", "checking", "checked"])
def test_cancelled_list_is_gone_and_brings_nothing(stage):
    source = upload(ANNA)
    if stage != "uploaded":
        name_columns(source)
    if stage == "checked":
        tasks.check_import(source.pk)
    actions.cancel_import(source=source)
    tasks.check_import(source.pk)
    tasks.bring_in(source.pk)
    source.refresh_from_db()
    assert (source.state, source.content, source.headings) == ("cancelled", None, [])
    assert not ImportRow.objects.exists()
    assert not Member.objects.exists()
    with pytest.raises(Refused):
        actions.cancel_import(source=source)


def test_after_the_import_only_who_when_which_and_how_many_remain():
    source = brought_in(ANNA, BRAM)
    assert (source.content, source.headings, source.rows.count()) == (None, [], 0)
    assert (source.by, source.name, source.counts) == ("Henk", "leden.csv", {"new": 2})
    assert source.finished_at is not None


def test_what_nobody_finishes_is_thrown_away_after_seven_days():
    now = timezone.now()
    old, young, done = checked(ANNA), upload(ANNA), brought_in(BRAM)
    RegisterImport.objects.filter(pk=old.pk).update(touched_at=now - imports.KEPT * 1.01)
    assert actions.purge_imports(now) == 1
    assert actions.purge_imports(now) == 0
    old.refresh_from_db()
    assert (old.state, old.content, old.headings) == ("cancelled", None, [])
    assert ImportRow.objects.count() == 0
    young.refresh_from_db()
    done.refresh_from_db()
    assert (young.state, done.state) == ("uploaded", "imported")
    assert young.content is not None


def test_file_of_an_import_whose_worker_died_just_after_is_thrown_away_too(monkeypatch):
    source = checked(ANNA)
    actions.start_import(source=source)
    imports.write_all(source.pk, imports.prepare_shown(source))
    assert source.rows.exists()
    assert actions.purge_imports(timezone.now()) == 1
    assert not source.rows.exists()


def test_worker_is_asked_again_only_after_a_while():
    source = name_columns(upload(ANNA))
    with pytest.raises(Refused):
        actions.ask_again(source=source)
    past = timezone.now() - imports.PATIENCE * 2
    RegisterImport.objects.filter(pk=source.pk).update(touched_at=past)
    actions.ask_again(source=source)


class Killed(BaseException):
    """The worker is gone, at any statement."""


def killed_at(number):
    done = []

    def wrapper(execute, sql, params, many, context):
        done.append(sql)
        if len(done) == number:
            raise Killed
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@pytest.mark.parametrize("task", ["check", "import"])
def test_worker_may_die_at_any_statement(monkeypatch, task):
    monkeypatch.setattr(imports, "STEP", 2)
    lines = [f"{n};Lid {n};;;;;;lid{n}@wijk.example;;" for n in range(1, 6)]
    fields = {"kind": "resident", "neighbourhood": "Haven", "language": "nl"}
    fields["joined_on"] = "2020-01-01"
    expected, deaths = None, 0
    for number in range(1, 200):
        source = name_columns(upload(*lines), **fields)
        if task == "import":
            tasks.check_import(source.pk)
            source.refresh_from_db()
            actions.start_import(source=source)
        run = tasks.check_import if task == "check" else tasks.bring_in
        try:
            with killed_at(number):
                run(source.pk)
            died = False
        except Killed:
            died = True
        run(source.pk)
        run(source.pk)
        source.refresh_from_db()
        rows = [(row.line, row.outcome, row.values) for row in source.rows.order_by("line")]
        found = source.state, source.done, source.counts, rows, Member.objects.count()
        expected = expected or found
        assert found == expected, number
        Member.objects.all().delete()
        User.objects.all().delete()
        deaths += died
        if not died:
            break
    assert deaths > 10
    assert expected[0] == ("checked" if task == "check" else "imported")


def test_check_begun_anew_does_not_mix_with_an_older_one(monkeypatch):
    """A worker that still has the old columns finds out and stops."""
    source = name_columns(upload(ANNA, BRAM))
    old = RegisterImport.objects.get(pk=source.pk)
    old.mapping = {"columns": {"Naam": "town"}, "defaults": {}}
    assert imports.remember(old, [], total=2) is False
