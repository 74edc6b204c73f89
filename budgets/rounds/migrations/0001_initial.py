import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from budgets.rounds.migrations._composite_keys import hold_rows_together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ballots', '0001_initial'),
        ('members', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                ('currency', models.CharField(choices=[('EUR', 'euro'), ('PLN', 'złoty'), ('GBP', 'pound'), ('USD', 'dollar')], default='EUR', max_length=3)),
                ('public', models.BooleanField(default=False, help_text='Visitors who are not members can read it.', verbose_name='public')),
            ],
            options={
                'verbose_name': 'budget round',
                'verbose_name_plural': 'budget rounds',
            },
        ),
        migrations.CreateModel(
            name='Envelope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('amount', models.PositiveBigIntegerField(verbose_name='amount in cents')),
                ('neighbourhood', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='envelopes', to='members.neighbourhood')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='envelopes', to='rounds.round')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='BudgetPoll',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='budget_poll', serialize=False, to='ballots.poll')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('envelope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='rounds.envelope')),
            ],
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('title', models.TextField(verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('submitter', models.CharField(blank=True, max_length=120, verbose_name='submitted by')),
                ('cost', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='cost in cents')),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('admitted', 'admitted to the vote')], default='proposed', max_length=10, verbose_name='state')),
                ('envelope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='rounds.envelope')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='rounds.round')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OnBallot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='on_ballot', to='ballots.choice')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_ballot', to='rounds.budgetpoll')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='on_ballots', to='rounds.project')),
            ],
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
            },
        ),
        migrations.CreateModel(
            name='RoundEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('planned', 'round planned'), ('money', 'money added'), ('proposed', 'plan added'), ('admitted', 'plan admitted to the vote')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('amount', models.PositiveBigIntegerField(null=True)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('envelope', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='rounds.envelope')),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='rounds.project')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='rounds.round')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='budgetpoll',
            constraint=models.UniqueConstraint(fields=('envelope', 'number'), name='votes_on_an_envelope_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='onballot',
            constraint=models.UniqueConstraint(fields=('poll', 'project'), name='project_once_per_ballot'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(fields=('round', 'key'), name='project_key_once_per_round'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'admitted'), _negated=True), models.Q(('cost__isnull', False), ('envelope__isnull', False)), _connector='OR'), name='admitted_project_has_envelope_and_cost'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('round', 'kind'), name='phase_once_per_round'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='phase_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='envelope',
            constraint=models.UniqueConstraint(fields=('round', 'neighbourhood'), name='one_envelope_per_neighbourhood'),
        ),
        migrations.AddConstraint(
            model_name='envelope',
            constraint=models.UniqueConstraint(fields=('round', 'title'), name='envelope_title_once_per_round'),
        ),
        migrations.AddConstraint(
            model_name='envelope',
            constraint=models.UniqueConstraint(fields=('id', 'round'), name='envelope_known_with_its_round'),
        ),
        migrations.RunPython(hold_rows_together, migrations.RunPython.noop),
    ]
