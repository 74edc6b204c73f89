import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import governance.members.models.register
from django.conf import settings
from django.db import migrations, models

from governance.members.migrations._kinds_of_member import make


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='MemberKind',
            fields=[
                ('key', models.SlugField(max_length=12, primary_key=True, serialize=False, verbose_name='key')),
                ('name', models.CharField(max_length=60, verbose_name='name in Dutch')),
                ('name_en', models.CharField(max_length=60, verbose_name='name in English')),
                ('votes', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='votes')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'kind of member',
                'verbose_name_plural': 'kinds of member',
                'ordering': ['order', 'key'],
            },
        ),
        migrations.CreateModel(
            name='RegisterSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applications_open', models.BooleanField(default=True, help_text='BW 2:33: the board decides.', verbose_name='people can apply on the site')),
                ('welcome', models.TextField(blank=True, verbose_name='text above the application form')),
                ('welcome_en', models.TextField(blank=True, verbose_name='the same in English')),
                ('notice_days', models.PositiveSmallIntegerField(default=0, help_text='As the statutes say. If they say nothing: 28, and only at the end of a financial year (BW 2:36 lid 1).', validators=[django.core.validators.MaxValueValidator(730)], verbose_name='days of notice for ending a membership')),
                ('leave_at_year_end', models.BooleanField(default=False, verbose_name='memberships end at the end of a financial year only')),
                ('year_ends_in', models.PositiveSmallIntegerField(choices=[(1, 'January'), (2, 'February'), (3, 'March'), (4, 'April'), (5, 'May'), (6, 'June'), (7, 'July'), (8, 'August'), (9, 'September'), (10, 'October'), (11, 'November'), (12, 'December')], default=12, help_text='At the end of the next financial year everybody can leave (BW 2:36 lid 1).', verbose_name='month with which the financial year ends')),
                ('keep_former_members', models.PositiveSmallIntegerField(default=24, help_text='After that only number, kind, neighbourhood and dates remain (GDPR art. 17).', verbose_name='months that the details of former members are kept')),
                ('keep_declined', models.PositiveSmallIntegerField(default=4, verbose_name='weeks that declined and withdrawn applications are kept')),
                ('keep_unconfirmed', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1)], verbose_name='days that unconfirmed applications are kept')),
                ('keep_exports', models.PositiveSmallIntegerField(default=84, help_text='BW 2:10: 7 years.', verbose_name='months that the log of exports is kept')),
                ('has_liability', models.BooleanField(default=False, help_text='Then applications are kept for 10 years (BW 2:61).', verbose_name='members are liable, in full or in part (W.A. or B.A.)')),
            ],
            options={
                'verbose_name': 'register and privacy',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, null=True, unique=True, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='member number')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and house number')),
                ('postal_code', models.CharField(blank=True, max_length=10, verbose_name='postal code')),
                ('town', models.CharField(blank=True, max_length=80, verbose_name='town')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('email_consent_on', models.DateField(blank=True, null=True, verbose_name='agreed to notice by e-mail on')),
                ('joined_on', models.DateField(verbose_name='joined on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('left_reason', models.CharField(blank=True, max_length=200, verbose_name='reason of leaving')),
                ('suspended_on', models.DateField(blank=True, null=True, verbose_name='suspended on')),
                ('suspension_reason', models.CharField(blank=True, max_length=200, verbose_name='reason of suspension')),
                ('erased_on', models.DateField(blank=True, null=True, verbose_name='erased on')),
                ('search_text', governance.members.models.register.SearchText(default='', editable=False)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('kind', models.ForeignKey(default='resident', on_delete=django.db.models.deletion.PROTECT, to='members.memberkind', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'member',
                'verbose_name_plural': 'members',
                'ordering': ['number'],
                'permissions': [('export_member', 'Can export the register'), ('import_member', 'Can import into the register')],
            },
        ),
        migrations.CreateModel(
            name='MemberEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('admitted', 'admitted'), ('changed', 'changed'), ('suspended', 'suspended'), ('reinstated', 'suspension lifted'), ('left', 'left'), ('stayed', 'leaving undone'), ('invited', 'invited by letter'), ('linked', 'login made'), ('erased', 'details erased')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('changes', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='members.member')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Neighbourhood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(unique=True)),
                ('level', models.CharField(choices=[('wijk', 'district'), ('buurt', 'quarter'), ('dorp', 'village')], default='wijk', max_length=5, verbose_name='sort')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='members.neighbourhood', verbose_name='part of')),
            ],
            options={
                'verbose_name': 'neighbourhood',
                'verbose_name_plural': 'neighbourhoods',
                'ordering': ['order', 'name'],
            },
        ),
        migrations.AddField(
            model_name='member',
            name='neighbourhood',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='members.neighbourhood', verbose_name='neighbourhood'),
        ),
        migrations.CreateModel(
            name='RegisterExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('form', models.CharField(max_length=8)),
                ('rows', models.PositiveIntegerField()),
                ('columns', models.JSONField(default=list)),
                ('choice', models.CharField(blank=True, max_length=200)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'export of the register',
                'verbose_name_plural': 'exports of the register',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('name', models.CharField(max_length=120, verbose_name='file')),
                ('content', models.BinaryField(null=True)),
                ('headings', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('uploaded', 'columns to be named'), ('checking', 'being checked'), ('checked', 'checked'), ('importing', 'being brought in'), ('imported', 'brought in'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='uploaded', max_length=10)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('touched_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of members',
                'verbose_name_plural': 'imports of members',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('values', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('outcome', models.CharField(choices=[('new', 'new member'), ('changed', 'changed'), ('same', 'unchanged'), ('wrong', 'with a problem')], max_length=8)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='members.registerimport')),
            ],
            options={
                'ordering': ['line'],
            },
        ),
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('moment', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('counts', models.JSONField(default=dict)),
                ('failed', models.JSONField(default=list)),
                ('finished_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'run of the retention rules',
                'verbose_name_plural': 'runs of the retention rules',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('redactie', 'editor'), ('secretaris', 'secretary'), ('voorzitter', 'chair'), ('penningmeester', 'treasurer'), ('stemcommissie', 'counting committee'), ('beheerder', 'administrator')], max_length=20, verbose_name='role')),
                ('begins_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('grounds', models.CharField(blank=True, max_length=200, verbose_name='appointed by')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'term of office',
                'verbose_name_plural': 'terms of office',
                'ordering': ['role', 'begins_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TermEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('redactie', 'editor'), ('secretaris', 'secretary'), ('voorzitter', 'chair'), ('penningmeester', 'treasurer'), ('stemcommissie', 'counting committee'), ('beheerder', 'administrator')], max_length=20)),
                ('kind', models.CharField(choices=[('appointed', 'appointed'), ('ended', 'last day set'), ('taken_back', 'taken back before it began')], max_length=12)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='term_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique'),
        ),
        migrations.AddIndex(
            model_name='member',
            index=models.Index(fields=['name'], name='member_name'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='member_left_after_joined'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['source', 'outcome', 'line'], name='import_row_outcome'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('source', 'line'), name='import_row_once'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='term_ends_after_it_begins'),
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
