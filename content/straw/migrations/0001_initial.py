import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from content.straw.migrations._same_question import hold_choice_to_its_question


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='question')),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('slug', models.SlugField(editable=False, max_length=80, unique=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('closes_at', models.DateTimeField(blank=True, help_text='Leave this empty and it stays open.', null=True, verbose_name='Closes at')),
                ('source', models.CharField(blank=True, editable=False, help_text='Where an imported one comes from.', max_length=200)),
            ],
            options={
                'verbose_name': 'straw poll',
                'verbose_name_plural': 'straw polls',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('asked_at'))), name='straw_question_closes_after_it_was_asked')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('order', models.PositiveIntegerField(default=0)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='straw.question')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='votes', to='straw.choice')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='straw.question')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='straw_votes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.UniqueConstraint(fields=('id', 'question'), name='straw_choice_of_its_question'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('question', 'user'), name='one_straw_vote_per_user'),
        ),
        migrations.RunPython(hold_choice_to_its_question, migrations.RunPython.noop),
    ]
