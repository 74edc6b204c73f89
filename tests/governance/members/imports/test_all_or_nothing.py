"""A list is brought in whole or not at all, once, and only as it was shown."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from governance.members import tasks
from governance.members.actions import import_writing, imports
from governance.members.actions.batches import insertion
from governance.members.models import (
    Member,
    MemberEvent,
    RegisterImport,
    User,
)
from tests.factories import neighbourhood
from tests.governance.members.imports.lists import (
    ANNA,
    BRAM,
    admit,
    checked,
    mapping,
    outcomes,
    register,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    neighbourhood("Haven")


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
    imports.start_import(source=source)
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
    imports.start_import(source=source)
    before = register()
    monkeypatch.setattr(imports, "keep", lambda _source: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imports.write_all.__wrapped__(source.pk, imports.prepare_shown(source))
    assert register() != before


def test_import_that_breaks_says_so_and_can_be_checked_again(monkeypatch):
    source = checked(ANNA)
    imports.start_import(source=source)
    monkeypatch.setattr(imports, "write", lambda _prepared: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.bring_in(source.pk)
    source.refresh_from_db()
    assert (source.state, source.problem) == ("failed", "IMPORT_BROKE_OFF")
    monkeypatch.undo()
    imports.check_import(source=source, **mapping(source))
    tasks.check_import(source.pk)
    source.refresh_from_db()
    assert source.state == "checked"


def test_register_that_changed_since_the_check_is_left_alone():
    source = checked(ANNA, BRAM)
    admit("Andere Anna", email="anna@wijk.example")
    imports.start_import(source=source)
    before = register()
    tasks.bring_in(source.pk)
    source.refresh_from_db()
    assert (source.state, source.problem) == ("failed", "IMPORT_STALE")
    assert register() == before


def test_register_that_changes_between_preparing_and_writing_is_seen(monkeypatch):
    """The first time somebody comes in between; then it is prepared anew, with another number."""
    source = checked(ANNA)
    imports.start_import(source=source)
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
        imports.start_import(source=source)
    for source in (other, one, other, one):
        tasks.bring_in(source.pk)
    assert Member.objects.count() == 2
    assert MemberEvent.objects.count() == 2
    states = RegisterImport.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["failed", "imported"]


def test_key_that_somebody_took_meanwhile_is_the_databases_own_refusal():
    """On either database: so the import is prepared anew."""
    there = admit("Riet", email="riet@wijk.example")
    row = {"id": there.user.pk, "email": "anna@wijk.example", "password": "!"}
    with pytest.raises(IntegrityError), transaction.atomic():
        insertion(User, [row]).write()
