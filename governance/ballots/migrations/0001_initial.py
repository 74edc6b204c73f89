import django.db.models.deletion
import functools
import secrets
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RollEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('number', models.PositiveIntegerField()),
                ('votes', models.PositiveSmallIntegerField(default=1)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll_entries', to='members.member')),
                ('proxy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='principals', to='ballots.rollentry')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('mode', models.CharField(choices=[('open', 'open: by name'), ('confidential', 'confidential'), ('secret', 'secret'), ('sealed', 'secret and sealed')], default='secret', max_length=12, verbose_name='mode')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('open', 'open'), ('closed', 'closed, being counted'), ('tallied', 'counted'), ('established', 'established'), ('contested', 'objected to'), ('lapsed', 'lapsed by a new vote'), ('cancelled', 'cancelled')], default='draft', max_length=12, verbose_name='state')),
                ('question', models.CharField(max_length=200, verbose_name='question')),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('public', models.BooleanField(default=False, help_text='Visitors who are not members can read it.', verbose_name='public')),
                ('electors', models.CharField(default='register', editable=False, help_text='The policy that says who may vote.', max_length=20)),
                ('rules', models.JSONField(default=dict, verbose_name='rules')),
                ('opens_at', models.DateTimeField(verbose_name='opens at')),
                ('closes_at', models.DateTimeField(verbose_name='closes at')),
                ('opened_at', models.DateTimeField(editable=False, null=True)),
                ('closed_at', models.DateTimeField(editable=False, null=True)),
                ('unsealed_at', models.DateTimeField(editable=False, help_text='When the committee opened the sealed ballots.', null=True)),
                ('scrubbed_at', models.DateTimeField(editable=False, help_text='When the database was cleaned of the order of voting.', null=True)),
                ('purged_at', models.DateTimeField(editable=False, help_text='When ballots and participations were deleted.', null=True)),
                ('frozen', models.JSONField(editable=False, null=True)),
                ('frozen_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('head', models.CharField(blank=True, editable=False, help_text='Hash of the last audit event.', max_length=64)),
                ('source', models.CharField(blank=True, editable=False, help_text='Where imported ballots come from.', max_length=200)),
                ('neighbourhood', models.ForeignKey(blank=True, help_text='Only members of this neighbourhood vote; empty: all members.', null=True, on_delete=django.db.models.deletion.PROTECT, to='members.neighbourhood', verbose_name='neighbourhood')),
                ('repeats', models.ForeignKey(blank=True, editable=False, help_text='The vote that was objected to, and that lapses when this one opens.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='ballots.poll')),
            ],
            options={
                'verbose_name': 'poll',
                'verbose_name_plural': 'polls',
                'ordering': ['-closes_at', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='CommitteeKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80, verbose_name='name')),
                ('public_key', models.CharField(editable=False, max_length=44, unique=True)),
                ('made_by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('made_at', models.DateTimeField(editable=False)),
                ('challenge', models.TextField(editable=False)),
                ('answer', models.CharField(editable=False, max_length=64)),
                ('rehearsed_by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('rehearsed_at', models.DateTimeField(editable=False, null=True)),
                ('retired_by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rehearsed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retired_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('entered', 'being entered'), ('confirmed', 'in the box')], default='entered', max_length=10)),
                ('whole', models.BooleanField(default=False, help_text='All papers that this vote will ever get.')),
                ('entered_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_batches', to='ballots.poll')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='ballots.rollentry')),
            ],
        ),
        migrations.CreateModel(
            name='PaperBallot',
            fields=[
                ('id', models.CharField(default=functools.partial(secrets.token_hex, *(16,), **{}), editable=False, max_length=32, primary_key=True, serialize=False)),
                ('body', models.TextField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='ballots.paperbatch')),
                ('entry', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper_ballot', to='ballots.rollentry')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('poll', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='ballots.poll')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('counting', 'counting'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(null=True)),
                ('result', models.JSONField(null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('seconds', models.FloatField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='rollentry',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='ballots.poll'),
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('label', models.TextField()),
                ('order', models.PositiveIntegerField(default=0)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='ballots.poll')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='BulletinBoard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('final', models.BooleanField()),
                ('ballots', models.PositiveIntegerField()),
                ('lines', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='ballots.poll')),
            ],
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('code', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('body', models.TextField()),
                ('commitment', models.CharField(max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='ballots.poll')),
            ],
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('opened', 'opened'), ('roll', 'roll changed'), ('checkpoint', 'checkpoint'), ('paper', 'paper ballots entered'), ('extended', 'extended'), ('closed', 'closed'), ('unlinked', 'link with voters destroyed'), ('unsealed', 'sealed ballots opened'), ('tallied', 'counted'), ('established', 'outcome established'), ('contested', 'objection made'), ('lapsed', 'lapsed by a new vote'), ('cancelled', 'cancelled'), ('exported', 'ballots exported'), ('purged', 'ballots deleted'), ('imported', 'imported')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=140)),
                ('by_number', models.PositiveIntegerField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='ballots.poll')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ProxyGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies_held', to='members.member')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proxies', to='ballots.poll')),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proxies_given', to='members.member')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='ballots.ballot')),
                ('unit', models.PositiveSmallIntegerField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='ballots.rollentry')),
            ],
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(null=True, unique=True)),
                ('reached', models.PositiveBigIntegerField(default=0)),
                ('mails', models.PositiveIntegerField(default=0)),
                ('letters', models.PositiveIntegerField(default=0)),
                ('finished', models.BooleanField(default=False)),
                ('event', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mailing', to='ballots.auditevent')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', False), ('event', None)), models.Q(('day', None), ('event__isnull', False)), _connector='OR'), name='mailing_is_of_event_or_day')],
            },
        ),
        migrations.CreateModel(
            name='PaperVoter',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='paper', serialize=False, to='ballots.rollentry')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='ballots.paperbatch')),
            ],
        ),
        migrations.AddConstraint(
            model_name='rollentry',
            constraint=models.UniqueConstraint(fields=('poll', 'member'), name='once_on_the_roll'),
        ),
        migrations.AddConstraint(
            model_name='rollentry',
            constraint=models.CheckConstraint(condition=models.Q(('proxy', None), models.Q(('proxy', models.F('id')), _negated=True), _connector='OR'), name='roll_proxy_is_another'),
        ),
        migrations.AddConstraint(
            model_name='rollentry',
            constraint=models.CheckConstraint(condition=models.Q(('votes__gte', 1)), name='roll_entry_has_a_vote'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='poll_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'cancelled']), models.Q(('frozen__isnull', False), models.Q(('frozen_hash', ''), _negated=True)), _connector='OR'), name='poll_frozen_from_opening'),
        ),
        migrations.AddConstraint(
            model_name='paperbatch',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('entered_by')), _negated=True), _connector='OR'), name='paper_confirmed_by_another'),
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.UniqueConstraint(fields=('poll', 'key'), name='choice_key_unique_in_poll'),
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.UniqueConstraint(fields=('id', 'poll'), name='choice_known_with_its_poll'),
        ),
        migrations.AddConstraint(
            model_name='bulletinboard',
            constraint=models.UniqueConstraint(fields=('poll', 'final'), name='one_board_of_each'),
        ),
        migrations.AddConstraint(
            model_name='auditevent',
            constraint=models.UniqueConstraint(fields=('poll', 'number'), name='audit_numbered_in_poll'),
        ),
        migrations.AddConstraint(
            model_name='proxygrant',
            constraint=models.UniqueConstraint(fields=('poll', 'principal'), name='one_proxy_per_principal'),
        ),
        migrations.AddConstraint(
            model_name='proxygrant',
            constraint=models.CheckConstraint(condition=models.Q(('principal', models.F('holder')), _negated=True), name='proxy_is_another_member'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(fields=('entry', 'unit'), name='one_ballot_per_vote'),
        ),
    ]
