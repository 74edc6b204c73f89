"""What the database itself refuses: triggers on the tables of the ballot box.

An event of the audit chain is never changed or deleted, a closed box stays unchanged, a poll only
takes the declared steps, and a secret ballot has no link. The triggers are installed after each
`migrate` and lifted before it, since SQLite rebuilds tables. The owner of the database can lift
them too: then `manage.py verify` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from governance.ballots.models.states import LINKED, PollLifecycle

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "wijkstem_guard_"
# The columns of a poll that nothing changes after opening.
FROZEN = [
    *("slug", "kind", "mode", "question", "explanation", "neighbourhood_id", "repeats_id"),
    *("electors", "rules", "frozen", "frozen_hash", "opens_at", "opened_at", "source"),
]
# The columns of a key that nothing changes after it is retired, beside those that never change.
RETIRED = ["label", "rehearsed_at", "rehearsed_by_name", "retired_at", "retired_by_name"]


@dataclass(frozen=True)
class Guard:
    """Refuses `act` (INSERT, UPDATE or DELETE) on a row of the table where `when` holds."""

    table: str
    act: str
    when: str
    why: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table.removeprefix('ballots_')}_{self.act.lower()}"


def of_poll(poll_id: str, condition: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM ballots_poll p WHERE p.id = {poll_id} AND ({condition}))"  # noqa: S608


def of_entry(entry_id: str, condition: str) -> str:
    return (
        "NOT EXISTS (SELECT 1 FROM ballots_poll p JOIN ballots_rollentry r ON r.poll_id = p.id "  # noqa: S608
        f"WHERE r.id = {entry_id} AND ({condition}))"
    )


def listed(words: Any) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def changed(*columns: str) -> str:
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def pointed_at_another(*columns: str) -> str:
    """True if a column points to another person; not if their login was deleted."""
    return " OR ".join(
        f"OLD.{column} IS DISTINCT FROM NEW.{column} AND NEW.{column} IS NOT NULL"
        for column in columns
    )


def no_step() -> str:
    declared = [
        f"(OLD.state IN ({listed(step.sources)}) AND NEW.state = '{step.to}')"
        for step in PollLifecycle.steps.values()
    ]
    return f"OLD.state <> NEW.state AND NOT ({' OR '.join(declared)})"


def frozen_choice(row: str) -> str:
    return of_poll(f"{row}.poll_id", "p.state = 'draft'")


OPEN = "p.state = 'open'"
UNSEALING = "(p.state = 'closed' AND p.mode = 'sealed' AND p.unsealed_at IS NULL)"
PURGED = "p.purged_at IS NOT NULL"

GUARDS = [
    Guard("ballots_auditevent", "UPDATE", "TRUE", "an event is never changed"),
    Guard("ballots_auditevent", "DELETE", "TRUE", "an event is never deleted"),
    Guard(
        "ballots_ballot",
        "INSERT",
        of_poll("NEW.poll_id", f"{OPEN} OR {UNSEALING}"),
        "the box is not open",
    ),
    Guard("ballots_ballot", "UPDATE", "TRUE", "a ballot is never changed"),
    Guard(
        "ballots_ballot",
        "DELETE",
        of_poll("OLD.poll_id", f"{OPEN} OR {UNSEALING} OR {PURGED}"),
        "the box is not open",
    ),
    Guard("ballots_participation", "INSERT", of_entry("NEW.entry_id", OPEN), "the box is not open"),
    Guard("ballots_participation", "UPDATE", "TRUE", "a participation is never changed"),
    Guard(
        "ballots_participation",
        "DELETE",
        of_entry("OLD.entry_id", f"{OPEN} OR {PURGED}"),
        "the box is not open",
    ),
    Guard(
        "ballots_link",
        "INSERT",
        of_entry("NEW.entry_id", f"{OPEN} AND p.mode IN ({listed(LINKED)})"),
        "a secret ballot has no link with a voter",
    ),
    Guard("ballots_link", "UPDATE", "TRUE", "a link is never changed"),
    Guard(
        "ballots_link",
        "DELETE",
        of_entry("OLD.entry_id", f"{OPEN} OR {PURGED}"),
        "the box is not open",
    ),
    Guard(
        "ballots_rollentry",
        "INSERT",
        of_poll("NEW.poll_id", f"p.state = 'draft' OR {OPEN}"),
        "the roll is closed",
    ),
    Guard(
        "ballots_rollentry",
        "UPDATE",
        f"{changed('poll_id', 'member_id', 'number', 'votes')} OR "
        f"({changed('name')}) AND {of_poll('OLD.poll_id', PURGED)} OR "
        + of_poll("OLD.poll_id", f"p.state = 'draft' OR {OPEN} OR {PURGED}"),
        "the roll is closed",
    ),
    Guard("ballots_rollentry", "DELETE", "TRUE", "nobody is taken off the roll"),
    *(
        Guard(
            "ballots_choice", act, " OR ".join(map(frozen_choice, rows)), "the choices are frozen"
        )
        for act, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"]))
    ),
    Guard(
        "ballots_poll",
        "UPDATE",
        f"({no_step()}) OR OLD.state <> 'draft' AND ({changed(*FROZEN)} "
        f"OR OLD.state <> 'open' AND ({changed('closes_at')}))",
        "the poll is frozen, or this step is not declared",
    ),
    Guard(
        "ballots_poll",
        "DELETE",
        "OLD.state <> 'draft'",
        "what was opened is never deleted",
    ),
    Guard("ballots_tally", "UPDATE", "OLD.state = 'done'", "a result is never changed"),
    Guard("ballots_tally", "DELETE", "OLD.state = 'done'", "a result is never deleted"),
    Guard("ballots_bulletinboard", "UPDATE", "OLD.final", "the board is never changed"),
    Guard("ballots_bulletinboard", "DELETE", "OLD.final", "the board is never deleted"),
    Guard(
        "ballots_committeekey",
        "UPDATE",
        f"{changed('public_key', 'made_by_name', 'made_at', 'challenge', 'answer')} "
        f"OR {pointed_at_another('made_by_id')} OR OLD.rehearsed_at IS NOT NULL AND "
        f"({changed('rehearsed_at', 'rehearsed_by_name')} "
        f"OR {pointed_at_another('rehearsed_by_id')}) OR OLD.retired_at IS NOT NULL AND "
        f"({changed(*RETIRED)} OR {pointed_at_another('rehearsed_by_id', 'retired_by_id')})",
        "a key is never changed",
    ),
    Guard("ballots_committeekey", "DELETE", "TRUE", "a key is never deleted"),
]


def statements(guard: Guard, vendor: str) -> list[str]:
    if vendor != "postgresql":
        when = guard.when.replace("IS DISTINCT FROM", "IS NOT")
        return [
            f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} FOR EACH ROW "
            f"WHEN {when} BEGIN SELECT RAISE(ABORT, 'wijkstem: {guard.why}'); END"
        ]
    row = "OLD" if guard.act == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN IF {guard.when} THEN RAISE EXCEPTION 'wijkstem: {guard.why}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $guard$",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.act} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    lift(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in GUARDS:
            for statement in statements(guard, connection.vendor) if guard.table in tables else []:
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table in present(connection).items():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{where}")


def present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The guards in force in the database, with their tables."""
    if connection.vendor == "postgresql":
        query = (
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE %s AND t.tgenabled = 'O' AND pg_table_is_visible(c.oid)"
        )
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    there = present(connection)
    return [guard.name for guard in GUARDS if guard.name not in there]
