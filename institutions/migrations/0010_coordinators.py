"""A second role over an area: its coordinator sees and routes every request in it."""

from django.db import migrations, models
from django.db.models import Q

OVER_AREAS = ("ADMINISTRATOR", "COORDINATOR")


class Migration(migrations.Migration):
    dependencies = [("institutions", "0009_role_targets")]
    operations = [
        migrations.RemoveConstraint("membership", "membership_is_of_an_institution_or_administers_an_area"),
        migrations.AlterField(
            "membership",
            "role",
            models.CharField(
                choices=[
                    ("MANAGER", "Manager: can do everything here and invite people"),
                    ("EDITOR", "Editor: can log, offer, request and answer"),
                    ("READER", "Reader: can see everything here"),
                    ("ADMINISTRATOR", "Administrator of an area"),
                    ("COORDINATOR", "Coordinator of an area: sees and routes every request in it"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                name="membership_is_of_an_institution_or_administers_an_area",
                condition=(Q(institution__isnull=False, area__isnull=True) & ~Q(role__in=OVER_AREAS))
                | Q(institution__isnull=True, area__isnull=False, role__in=OVER_AREAS),
            ),
        ),
    ]
