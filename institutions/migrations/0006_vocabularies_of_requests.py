"""Four more lists kept as data. Nothing changes in the database but what the forms accept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0005_schools_are_in_trusts")]
    operations = [
        migrations.AlterField(
            model_name="term",
            name="vocabulary",
            field=models.CharField(
                choices=[
                    ("ACTIVITY_TYPE", "Type of activity"),
                    ("OFFER_KIND", "Kind of offer"),
                    ("DECLINE_REASON", "Reason for declining"),
                    ("PARTNERSHIP_KIND", "Kind of partnership"),
                    ("REQUEST_OUTCOME", "Outcome of a request"),
                    ("UNMET_REASON", "Reason why a request was not met"),
                    ("NEED", "Need of a school"),
                    ("CAPABILITY", "What a routing partner can do"),
                    ("HAND_BACK_REASON", "Reason for handing back"),
                    ("SECTOR", "Industry sector"),
                ],
                max_length=30,
            ),
        )
    ]
