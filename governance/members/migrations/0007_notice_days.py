import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("members", "0006_user_without_address")]

    operations = [
        migrations.AddField(
            model_name="registersettings",
            name="notice_days",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="As the statutes say. If they say nothing: four weeks, and only at the end of a financial year (BW 2:36 lid 1).",
                validators=[django.core.validators.MaxValueValidator(730)],
                verbose_name="days of notice for who ends their membership",
            ),
        ),
    ]
