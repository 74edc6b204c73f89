"""Writing tens of thousands of rows at once."""

# What costs time is done beforehand, so that the register is locked no longer than the database
# itself needs.

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.db import connection, models

# Column of the model (such as `user_id`) -> value; what is absent has the default of the model.
Row = dict[str, Any]
SIZE = 500
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Batch:
    """A statement, and the values for each time it is executed."""

    sql: str
    rows: list[tuple[Any, ...]]
    copy: str = ""  # the quicker way of PostgreSQL, where there is one

    def write(self) -> None:
        if not self.rows:
            return
        with connection.cursor() as cursor:
            if self.copy and connection.vendor == "postgresql":
                with connection.wrap_database_errors, cursor.copy(self.copy) as copy:
                    for row in self.rows:
                        copy.write_row(row)
            else:
                cursor.executemany(self.sql, self.rows)


def insertion(model: type[models.Model], rows: Sequence[Row], *, otherwise: str = "") -> Batch:
    """`otherwise`: what to do with a row that exists."""
    keyed = bool(rows) and "id" in rows[0]
    blank = model()
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    made = ready(fields, rows, {field.attname: getattr(blank, field.attname) for field in fields})
    names = ", ".join(map(column, fields))
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    copy = "" if otherwise else f"COPY {table} ({names}) FROM STDIN"
    return Batch(f"INSERT INTO {table} ({names}) VALUES ({marks}) {otherwise}", made, copy)  # noqa: S608


def update(model: type[models.Model], names: Sequence[str], rows: Sequence[Row]) -> Batch:
    """Changes these columns of the rows with these `id`s."""
    own = {field.attname: field for field in model._meta.concrete_fields}
    changes = ", ".join(f"{column(own[name])} = %s" for name in names)
    made = ready([own[name] for name in (*names, "id")], rows, {})
    table = connection.ops.quote_name(model._meta.db_table)
    return Batch(f'UPDATE {table} SET {changes} WHERE "id" = %s', made)  # noqa: S608


def column(field: Any) -> str:
    return str(connection.ops.quote_name(field.column))


def ready(fields: Sequence[Any], rows: Sequence[Row], blank: Row) -> list[tuple[Any, ...]]:
    makers = [
        (
            field.attname,
            blank.get(field.attname),
            partial(field.get_db_prep_save, connection=connection),
        )
        for field in fields
    ]
    return [tuple(make(row.get(name, default)) for name, default, make in makers) for row in rows]


def new_keys(model: type[models.Model], number: int) -> list[int]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            series = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(series, [table, number])
            return [key for (key,) in cursor.fetchall()]
        # On SQLite another process may take one meanwhile: then writing them fails as a whole, and
        # is prepared again.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = found[0] if found else 0
    return list(range(last + 1, last + 1 + number))


def batches(things: Sequence[Thing], size: int = SIZE) -> Iterator[Sequence[Thing]]:
    # A statement takes a limited number of values.
    for at in range(0, len(things), size):
        yield things[at : at + size]
