from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("members", "0005_retention_run")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=models.EmailField(
                max_length=254, null=True, unique=True, verbose_name="e-mail address"
            ),
        ),
    ]
