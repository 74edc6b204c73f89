"""The database itself: its guards, its constraints, and rows that point nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.db.models import Model

from governance.ballots.verification import triggers
from governance.ballots.verification.problems import Finding, Found, Wrong

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def check() -> Found:
    for name in triggers.missing(connection):
        yield Finding(Wrong.GUARD_MISSING, name)
    for name in weakened(connection):
        yield Finding(Wrong.GUARD_CHANGED, name)
    for model in tables():
        for constraint in missing_constraints(model):
            yield Finding(Wrong.CONSTRAINT_MISSING, constraint)
        for column in orphans(model):
            yield Finding(Wrong.ORPHAN, column)
    if connection.vendor == "sqlite":
        yield from pragmas()


def tables() -> list[type[Model]]:
    return list(apps.get_app_config("ballots").get_models())


def weakened(connection: BaseDatabaseWrapper) -> list[str]:
    there = triggers.present(connection)
    now = texts(connection)
    return [
        guard.name
        for guard in triggers.GUARDS
        if guard.name in there and now.get(guard.name) != meant(guard, connection.vendor)
    ]


def texts(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The text of each guard in the database, in the form of `meant`."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname, c.relname || ' ' || t.tgtype || ' ' || f.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc f ON f.oid = t.tgfoid "
            "WHERE t.tgname LIKE %s AND pg_table_is_visible(c.oid) AND t.tgqual IS NULL"
        )
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{triggers.PREFIX}%"])
        return dict(cursor.fetchall())


# PostgreSQL's `tgtype` of a trigger for each row, before the act.
ROW_BEFORE = {"INSERT": 7, "DELETE": 11, "UPDATE": 19}


def meant(guard: triggers.Guard, vendor: str) -> str:
    first = triggers.statements(guard, vendor)[0]
    if vendor != "postgresql":
        return first
    body = first.split("$guard$")[1]
    return f"{guard.table} {ROW_BEFORE[guard.act]} {body}"


def missing_constraints(model: type[Model]) -> Iterator[str]:
    """Constraints of the model that the table does not have or does not enforce."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        there = set(connection.introspection.get_constraints(cursor, table))
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT conname FROM pg_constraint "
                "WHERE conrelid = to_regclass(%s) AND NOT convalidated",
                [connection.ops.quote_name(table)],
            )
            there -= {name for (name,) in cursor.fetchall()}
    yield from (rule.name for rule in model._meta.constraints if rule.name not in there)


def orphans(model: type[Model]) -> Iterator[str]:
    """The columns by which rows of this table point to a row that does not exist."""
    quote = connection.ops.quote_name
    for field in model._meta.concrete_fields:
        if field.remote_field is None:
            continue
        target = field.remote_field.model._meta
        mine, key = quote(str(field.column)), quote(str(target.pk.column))
        query = (
            f"SELECT count(*) FROM {quote(model._meta.db_table)} here "  # noqa: S608
            f"LEFT JOIN {quote(target.db_table)} there ON there.{key} = here.{mine} "
            f"WHERE here.{mine} IS NOT NULL AND there.{key} IS NULL"
        )
        with connection.cursor() as cursor:
            cursor.execute(query)
            if cursor.fetchone()[0]:
                yield f"{model._meta.db_table}.{field.column}"


def pragmas() -> Found:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (said,) in cursor.fetchall():
            if said != "ok":
                yield Finding(Wrong.DAMAGED, said)
        cursor.execute("PRAGMA foreign_key_check")
        for table in sorted({row[0] for row in cursor.fetchall()}):
            yield Finding(Wrong.ORPHAN, table)
