"""News is one more letter that people may ask for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letterchoice",
            name="letter",
            field=models.CharField(
                choices=[
                    ("DIGEST", "Digest: what changed, what waits and what is missing"),
                    ("DATES", "Dates ahead: terms that end, agreements to review"),
                    (
                        "NEWS",
                        "News from those who look after your area: brokers, authorities and the department",
                    ),
                ],
                max_length=10,
            ),
        ),
    ]
