import django.db.models.deletion
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
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='question in Dutch')),
                ('text_en', models.CharField(max_length=200, verbose_name='question in English')),
                ('kind', models.CharField(choices=[('line', 'one line'), ('text', 'several lines'), ('yes_no', 'a box to tick')], default='line', max_length=6, verbose_name='answer')),
                ('required', models.BooleanField(default=False, verbose_name='must be answered')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'question to applicants',
                'verbose_name_plural': 'questions to applicants',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('void', models.BooleanField(default=False)),
                ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='members.member')),
            ],
            options={
                'verbose_name': 'invitation by letter',
                'verbose_name_plural': 'invitations by letter',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('unconfirmed', 'address not confirmed yet'), ('waiting', 'waits for the board'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='unconfirmed', max_length=12, verbose_name='state')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('street', models.CharField(max_length=120, verbose_name='street and house number')),
                ('postal_code', models.CharField(max_length=10, verbose_name='postal code')),
                ('town', models.CharField(max_length=80, verbose_name='town')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('email_consent', models.BooleanField(default=False, help_text='BW 2:41 lid 5', verbose_name='agrees to be convened by e-mail')),
                ('answers', models.JSONField(default=list)),
                ('submitted_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by_name', models.CharField(blank=True, editable=False, max_length=140)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='members.memberkind', verbose_name='kind')),
                ('member', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='application', to='members.member')),
                ('neighbourhood', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='members.neighbourhood', verbose_name='neighbourhood')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'ordering': ['-submitted_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state__in', ['accepted', 'declined'])), models.Q(('decided_at__isnull', True), ('state__in', ['unconfirmed', 'waiting', 'withdrawn'])), _connector='OR'), name='application_decided_once')],
            },
        ),
    ]
