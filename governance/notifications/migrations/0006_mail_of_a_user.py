import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def find_users(apps, schema_editor):
    """Mail that is there already belongs to who has its address now."""
    User = apps.get_model('members', 'User')
    mails = apps.get_model('notifications', 'OutboxMail').objects.filter(user=None)
    mails.update(user=Subquery(User.objects.filter(email=OuterRef('to')).values('pk')[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0005_preference'),
    ]

    operations = [
        migrations.AddField(
            model_name='outboxmail',
            name='daily',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='outboxmail',
            name='kind',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='outboxmail',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mails', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(find_users, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='outboxmail',
            index=models.Index(condition=models.Q(('daily', True), ('sent', False)), fields=['user', 'id'], name='outbox_for_the_day'),
        ),
    ]
