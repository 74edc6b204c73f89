"""Django has no words for a foreign key over two columns."""

SAME_POLL = (
    'CONSTRAINT "straw_choice_of_poll" FOREIGN KEY ("choice_id", "poll_id") '
    'REFERENCES "ballots_choice" ("id", "poll_id") DEFERRABLE INITIALLY DEFERRED'
)


def hold_choice_to_its_poll(apps, schema_editor):
    """SQLite cannot add a foreign key to a table, so the new, empty one is made again with it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'ALTER TABLE "ballots_strawvote" ADD {SAME_POLL}')
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'ballots_strawvote'")
        made = cursor.fetchone()[0].rstrip()
    assert made.endswith(")")
    schema_editor.execute('DROP TABLE "ballots_strawvote"')
    schema_editor.execute(f"{made[:-1]}, {SAME_POLL})")
