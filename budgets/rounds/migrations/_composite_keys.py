"""Foreign keys over two columns, for which Django has no words."""

OF_ROUND = (
    "rounds_project",
    'CONSTRAINT "project_envelope_of_round" FOREIGN KEY ("envelope_id", "round_id") '
    'REFERENCES "rounds_envelope" ("id", "round_id") DEFERRABLE INITIALLY DEFERRED',
)
OF_POLL = (
    "rounds_onballot",
    'CONSTRAINT "on_ballot_choice_of_poll" FOREIGN KEY ("choice_id", "poll_id") '
    'REFERENCES "ballots_choice" ("id", "poll_id") DEFERRABLE INITIALLY DEFERRED',
)


def hold_rows_together(apps, schema_editor):
    for table, constraint in (OF_ROUND, OF_POLL):
        hold(schema_editor, table, constraint)


def hold(schema_editor, table, constraint):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'ALTER TABLE "{table}" ADD {constraint}')
        return
    # SQLite cannot add a foreign key to a table, so the new, empty one is made again with it
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        made = cursor.fetchone()[0].rstrip()
    assert made.endswith(")")
    schema_editor.execute(f'DROP TABLE "{table}"')
    schema_editor.execute(f"{made[:-1]}, {constraint})")
