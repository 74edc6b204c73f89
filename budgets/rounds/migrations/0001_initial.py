import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ballots', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='ballots.poll')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('budget', models.PositiveBigIntegerField(verbose_name='budget in cents')),
                ('currency', models.CharField(choices=[('EUR', 'euro'), ('PLN', 'złoty'), ('GBP', 'pound'), ('USD', 'dollar')], default='EUR', max_length=3)),
            ],
            options={
                'verbose_name': 'budget round',
                'verbose_name_plural': 'budget rounds',
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField(verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('submitter', models.CharField(blank=True, max_length=120, verbose_name='submitted by')),
                ('cost', models.PositiveBigIntegerField(verbose_name='cost in cents')),
                ('choice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='project', to='ballots.choice')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='rounds.round')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ['choice__order'],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ideas', 'Ideas'), ('check', 'Check of costs and rules'), ('vote', 'Vote'), ('result', 'Result'), ('execution', 'Execution')], max_length=10)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='rounds.round')),
            ],
            options={
                'ordering': ['starts_on'],
                'constraints': [models.UniqueConstraint(fields=('round', 'kind'), name='phase_once_per_round'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='phase_ends_after_start')],
            },
        ),
    ]
