import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("members", "0003_kinds_and_terms")]

    operations = [
        migrations.AlterField(
            model_name='member',
            name='kind',
            field=models.ForeignKey(default='resident', on_delete=django.db.models.deletion.PROTECT, to='members.memberkind', verbose_name='kind'),
        ),
    ]
