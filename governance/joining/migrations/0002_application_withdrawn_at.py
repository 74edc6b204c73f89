from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("joining", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
    ]
