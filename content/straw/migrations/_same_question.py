"""Django has no words for a foreign key over two columns."""

SAME_QUESTION = (
    'CONSTRAINT "straw_vote_for_a_choice_of_its_question" FOREIGN KEY ("choice_id", "question_id") '
    'REFERENCES "straw_choice" ("id", "question_id") DEFERRABLE INITIALLY DEFERRED'
)


def hold_choice_to_its_question(apps, schema_editor):
    """SQLite cannot add a foreign key to a table, so the new, empty one is made again with it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'ALTER TABLE "straw_vote" ADD {SAME_QUESTION}')
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'straw_vote'")
        made = cursor.fetchone()[0].rstrip()
    assert made.endswith(")")
    schema_editor.execute('DROP TABLE "straw_vote"')
    schema_editor.execute(f"{made[:-1]}, {SAME_QUESTION})")
