"""A list of members: uploaded, columns named, each row checked, then imported as a whole."""

import datetime
import logging
import time
from collections.abc import Iterable, Mapping
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils import timezone
from django_q.tasks import async_task

from governance.members.access.actor import Actor
from governance.members.actions.batches import Row, batches, insertion
from governance.members.actions.import_writing import (
    Moved,
    Prepared,
    prepare,
    read_facts,
    write,
)
from governance.members.imports import reading
from governance.members.imports.columns import Plan
from governance.members.imports.problems import Unreadable
from governance.members.imports.register import Register
from governance.members.imports.rows import Verdict, check_row, doubles
from governance.members.models import ImportRow, RegisterImport
from governance.members.refusals import RegisterRefusal
from governance.refusals import Refused

State = RegisterImport.State
CHECK = "governance.members.tasks.check_import"
BRING_IN = "governance.members.tasks.bring_in"
STEP = 2000  # rows that are checked and remembered at a time
TRIES = 3  # times that an import is prepared, when the register changes meanwhile
PATIENCE = datetime.timedelta(minutes=2)  # without a sign of life, before it may be asked again
OPEN = (State.UPLOADED, State.CHECKED, State.FAILED)  # the worker has nothing to do with it
log = logging.getLogger(__name__)


@transaction.atomic
def upload(*, name: str, content: bytes, by: Actor) -> RegisterImport:
    """Stores a file with its headings and first rows. Raises Unreadable."""
    headings, rows = reading.first_rows(content)
    return RegisterImport.objects.create(
        made_at=timezone.now(),
        **by.columns(),
        name=name[-120:],
        content=content,
        headings=[[heading, [row[at] for row in rows]] for at, heading in enumerate(headings)],
    )


@transaction.atomic
def check_import(
    *, source: RegisterImport, columns: Mapping[str, str], defaults: Mapping[str, str]
) -> None:
    """Names the columns and has every row checked again."""
    source = seize(source.pk, *OPEN)
    source.rows.all().delete()
    source.mapping = {"columns": dict(columns), "defaults": dict(defaults)}
    source.state, source.problem = State.CHECKING, ""
    source.total, source.done, source.counts = 0, 0, {}
    keep(source)
    transaction.on_commit(partial(async_task, CHECK, source.pk))


@transaction.atomic
def start_import(*, source: RegisterImport) -> None:
    # A second click finds another state and is refused.
    source = seize(source.pk, State.CHECKED)
    if source.counts.get("wrong"):
        raise Refused(RegisterRefusal.IMPORT_WRONG)
    if not source.counts.get("new") and not source.counts.get("changed"):
        raise Refused(RegisterRefusal.IMPORT_IDLE)
    source.state = State.IMPORTING
    keep(source)
    transaction.on_commit(partial(async_task, BRING_IN, source.pk))


@transaction.atomic
def ask_again(*, source: RegisterImport) -> None:
    """Asks the worker again for what it did not finish, for example because it was killed."""
    source = seize(source.pk, State.CHECKING, State.IMPORTING)
    if source.touched_at and source.touched_at > timezone.now() - PATIENCE:
        raise Refused(RegisterRefusal.IMPORT_STATE)
    keep(source)
    task = CHECK if source.state == State.CHECKING else BRING_IN
    transaction.on_commit(partial(async_task, task, source.pk))


@transaction.atomic
def cancel_import(*, source: RegisterImport) -> None:
    source = seize(source.pk, *OPEN, State.CHECKING)
    source.state, source.finished_at = State.CANCELLED, timezone.now()
    empty(source)


@transaction.atomic
def purge_imports(sources: Iterable[RegisterImport]) -> int:
    # Of finished or abandoned files.
    keys = [source.pk for source in sources]
    for key in keys:
        source = seize(key, *State)
        if source.finished_at is None:
            source.state, source.finished_at = State.CANCELLED, timezone.now()
        empty(source)
    return len(keys)


# --- what the worker does: any number of times, killed anywhere, with one result


def check_rows(*, source_id: int) -> None:
    """Checks the rows of the file against the register, starting after the last stored one."""
    source = RegisterImport.objects.get(pk=source_id)
    if source.state != State.CHECKING or source.content is None:
        return
    plan = plan_of(source)
    try:
        lines = list(reading.read(bytes(source.content)).rows)
    except Unreadable as error:
        fail(source_id, f"{error.problem.name}:{error.where}")
        return
    twice, register = doubles(lines, plan), Register.from_facts(read_facts())
    last = source.rows.aggregate(last=Max("line"))["last"] or 0
    for some in batches([line for line in lines if line[0] > last], STEP):
        made = [
            row_of(source, at, cells, check_row(at, cells, plan, register, twice))
            for at, cells in some
        ]
        if not remember(source, made, total=len(lines)):
            return
    finish_check(source, total=len(lines))


def row_of(source: RegisterImport, at: int, cells: list[str], verdict: Verdict) -> Row:
    values = {"cells": cells, "number": verdict.number, "name": verdict.name}
    return {
        "source_id": source.pk,
        "line": at,
        "values": {**values, "changes": verdict.changes if verdict.outcome == "changed" else {}},
        "problems": verdict.problems,
        "outcome": verdict.outcome,
    }


@transaction.atomic
def remember(asked: RegisterImport, made: list[Row], *, total: int) -> bool:
    """Stores rows that are not stored yet; false if the check was cancelled or restarted."""
    source = RegisterImport.objects.select_for_update().defer("content").get(pk=asked.pk)
    if source.state != State.CHECKING or source.mapping != asked.mapping:
        return False
    last = source.rows.aggregate(last=Max("line"))["last"] or 0
    insertion(ImportRow, [row for row in made if row["line"] > last]).write()
    source.done, source.total = source.rows.count(), total
    keep(source)
    return True


@transaction.atomic
def finish_check(asked: RegisterImport, *, total: int) -> None:
    source = RegisterImport.objects.select_for_update().defer("content").get(pk=asked.pk)
    if source.state != State.CHECKING or source.rows.count() != total:
        return
    found = source.rows.order_by().values_list("outcome").annotate(rows=Count("pk"))
    source.state, source.counts, source.done, source.total = (
        State.CHECKED,
        dict(found),
        total,
        total,
    )
    keep(source)


def bring_in(*, source_id: int) -> None:
    source = RegisterImport.objects.defer("content").get(pk=source_id)
    # All rows, or none if one of them is no longer what was shown.
    if source.state == State.IMPORTING:
        try:
            bring_in_all(source)
        except Refused as refused:
            fail(source_id, refused.refusal.name)
        except Exception:
            fail(source_id, RegisterRefusal.IMPORT_BROKE_OFF.name)
            raise
    source.refresh_from_db(fields=["state", "finished_at"])
    if source.state == State.IMPORTED:  # apart: it need not keep others waiting
        empty(source)


def bring_in_all(source: RegisterImport) -> None:
    for _ in range(TRIES):
        prepared = prepare_shown(source)
        try:
            write_all(source.pk, prepared)
        except (Moved, IntegrityError):
            continue
        return
    raise Refused(RegisterRefusal.IMPORT_STALE)


def prepare_shown(source: RegisterImport) -> Prepared:
    plan, facts = plan_of(source), read_facts()
    register = Register.from_facts(facts)
    rows = list(source.rows.values_list("line", "outcome", "values"))
    lines = [(line, values["cells"]) for line, _outcome, values in rows]
    twice = doubles(lines, plan)
    verdicts = []
    for line, outcome, values in rows:
        verdict = check_row(line, values["cells"], plan, register, twice)
        changes = verdict.changes if outcome == "changed" else {}
        if (verdict.outcome, changes) != (outcome, values["changes"]) or outcome == "wrong":
            # It differs from what the secretary saw and agreed to.
            raise Refused(RegisterRefusal.IMPORT_STALE)
        verdicts.append(verdict)
    return prepare(facts, register, verdicts, by=uploader(source), reason=source.name)


def uploader(source: RegisterImport) -> Actor:
    return Actor(name=source.by_name, user_id=source.by_id)


@transaction.atomic
def write_all(source_id: int, prepared: Prepared) -> None:
    source = RegisterImport.objects.select_for_update().defer("content").get(pk=source_id)
    if source.state != State.IMPORTING:
        return
    transaction.on_commit(partial(tell_how_long, source_id, time.monotonic()))
    write(prepared)
    source.state, source.finished_at = State.IMPORTED, timezone.now()
    keep(source)


def tell_how_long(source_id: int, began: float) -> None:
    seconds = time.monotonic() - began
    log.info("import %s held the register for %.1f seconds", source_id, seconds)


@transaction.atomic
def fail(source_id: int, problem: str) -> None:
    source = RegisterImport.objects.select_for_update().defer("content").get(pk=source_id)
    if source.state in (State.CHECKING, State.IMPORTING):
        source.state, source.problem = State.FAILED, problem[:300]
        keep(source)


# --- parts


def seize(source_id: int, *states: str) -> RegisterImport:
    source = RegisterImport.objects.select_for_update().defer("content").get(pk=source_id)
    if source.state not in states:
        raise Refused(RegisterRefusal.IMPORT_STATE)
    return source


def keep(source: RegisterImport) -> None:
    source.touched_at = timezone.now()
    source.save(
        update_fields=[
            *("state", "problem", "mapping", "total", "done", "counts"),
            *("touched_at", "finished_at"),
        ]
    )


@transaction.atomic
def empty(source: RegisterImport) -> None:
    # Only who, when, which file and how many remain.
    source.rows.all().delete()
    source.content, source.headings = None, []
    source.save(update_fields=["content", "headings", "state", "finished_at"])


def plan_of(source: RegisterImport) -> Plan:
    return Plan.from_mapping([heading for heading, _examples in source.headings], source.mapping)
