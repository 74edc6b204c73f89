import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(verbose_name='what')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('cost', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='cost in cents')),
                ('state', models.CharField(choices=[('published', 'published'), ('withdrawn', 'withdrawn')], default='published', max_length=10, verbose_name='state')),
                ('submitted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='submitted at')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='members.member', verbose_name='author')),
                ('neighbourhood', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='members.neighbourhood', verbose_name='neighbourhood')),
            ],
            options={
                'verbose_name': 'idea',
                'verbose_name_plural': 'ideas',
                'ordering': ['-submitted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='proposals.idea')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='members.member')),
            ],
            options={
                'verbose_name': 'support',
                'verbose_name_plural': 'support',
            },
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(fields=['state', '-submitted_at'], name='idea_newest'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.UniqueConstraint(fields=('idea', 'member'), name='support_once_per_member'),
        ),
    ]
