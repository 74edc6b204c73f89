import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SAME_POLL = (
    'CONSTRAINT "straw_choice_of_poll" FOREIGN KEY ("choice_id", "poll_id") '
    'REFERENCES "ballots_choice" ("id", "poll_id") DEFERRABLE INITIALLY DEFERRED'
)
"""Django has no words for a foreign key over two columns."""


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


class Migration(migrations.Migration):

    dependencies = [
        ('ballots', '0003_the_box'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StrawPoll',
            fields=[
            ],
            options={
                'verbose_name': 'straw poll',
                'verbose_name_plural': 'straw polls',
                'ordering': ['-opens_at', '-pk'],
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('ballots.poll',),
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.UniqueConstraint(fields=('id', 'poll'), name='choice_known_with_its_poll'),
        ),
        migrations.CreateModel(
            name='StrawVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='straw_votes', to='ballots.choice')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='straw_votes', to='ballots.poll')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='straw_votes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'user'), name='one_straw_vote_per_user')],
            },
        ),
        migrations.RunPython(hold_choice_to_its_poll, migrations.RunPython.noop),
    ]
