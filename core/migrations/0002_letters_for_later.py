import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="outgoingemail",
            name="send_after",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="Later than now: kept for the recipient’s working hours",
            ),
        ),
    ]
