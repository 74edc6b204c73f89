"""The steps of an import: in order, once, thrown away afterwards, by a worker that may die."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from governance.members import tasks
from governance.members.actions import imports, retention
from governance.members.models import (
    ImportRow,
    Member,
    RegisterImport,
    User,
)
from governance.members.models.imports import KEPT
from governance.members.refusals import RegisterRefusal
from governance.refusals import Refused
from tests.factories import actor, neighbourhood
from tests.governance.members.imports.lists import (
    ANNA,
    BRAM,
    admit,
    brought_in,
    checked,
    name_columns,
    upload,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def places():
    neighbourhood("Haven")


def test_double_click_is_refused_and_changes_nothing():
    source = checked(ANNA)
    imports.start_import(source=source)
    with pytest.raises(Refused) as refused:
        imports.start_import(source=source)
    assert refused.value.refusal is RegisterRefusal.IMPORT_STATE
    tasks.bring_in(source.pk)
    tasks.bring_in(source.pk)
    assert Member.objects.count() == 1


def test_list_that_changes_nothing_is_not_brought_in():
    there = admit("Riet")
    source = checked(f"{there.number};Riet", headings="nr;naam")
    with pytest.raises(Refused) as refused:
        imports.start_import(source=source)
    assert refused.value.refusal is RegisterRefusal.IMPORT_IDLE


@pytest.mark.parametrize("stage", ["uploaded", "checking", "checked"])
def test_cancelled_list_is_gone_and_brings_nothing(stage):
    source = upload(ANNA)
    if stage != "uploaded":
        name_columns(source)
    if stage == "checked":
        tasks.check_import(source.pk)
    imports.cancel_import(source=source)
    tasks.check_import(source.pk)
    tasks.bring_in(source.pk)
    source.refresh_from_db()
    assert (source.state, source.content, source.headings) == ("cancelled", None, [])
    assert not ImportRow.objects.exists()
    assert not Member.objects.exists()
    with pytest.raises(Refused):
        imports.cancel_import(source=source)


def test_after_the_import_only_who_when_which_and_how_many_remain():
    source = brought_in(ANNA, BRAM)
    assert (source.content, source.headings, source.rows.count()) == (None, [], 0)
    assert (source.by_name, source.name, source.counts) == ("Henk", "leden.csv", {"new": 2})
    assert source.finished_at is not None


def purged():
    return retention.retain(by=actor("test")).counts.get("imports", 0)


def test_what_nobody_finishes_is_thrown_away_after_seven_days():
    now = timezone.now()
    old, young, done = checked(ANNA), upload(ANNA), brought_in(BRAM)
    RegisterImport.objects.filter(pk=old.pk).update(touched_at=now - 1.01 * KEPT * DAY)
    assert purged() == 1
    assert purged() == 0
    old.refresh_from_db()
    assert (old.state, old.content, old.headings) == ("cancelled", None, [])
    assert ImportRow.objects.count() == 0
    young.refresh_from_db()
    done.refresh_from_db()
    assert (young.state, done.state) == ("uploaded", "imported")
    assert young.content is not None


def test_file_of_an_import_whose_worker_died_just_after_is_thrown_away_too(monkeypatch):
    source = checked(ANNA)
    imports.start_import(source=source)
    imports.write_all(source.pk, imports.prepare_shown(source))
    assert source.rows.exists()
    assert purged() == 1
    assert not source.rows.exists()


def test_worker_is_asked_again_only_after_a_while():
    source = name_columns(upload(ANNA))
    with pytest.raises(Refused):
        imports.ask_again(source=source)
    past = timezone.now() - imports.PATIENCE * 2
    RegisterImport.objects.filter(pk=source.pk).update(touched_at=past)
    imports.ask_again(source=source)


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
            imports.start_import(source=source)
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
