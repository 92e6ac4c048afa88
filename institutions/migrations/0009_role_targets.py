"""The Council wanted 500 employer languages champions by 2011 (its business strand, recommendation 1)."""

from datetime import date

from django.db import migrations, models


def set_target(apps, schema_editor):
    champions = apps.get_model("institutions", "RoleType").objects.filter(code="LANGUAGES_CHAMPION")
    champions.update(target_holders=500, target_on=date(2011, 12, 31))


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0008_lean_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="roletype",
            name="target_holders",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="How many people there should be in England by `target_on`", null=True
            ),
        ),
        migrations.AddField(
            model_name="roletype",
            name="target_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(set_target, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="roletype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("target_holders", None), ("target_on", None)),
                    models.Q(("target_holders__gt", 0), ("target_on__isnull", False)),
                    _connector="OR",
                ),
                name="role_target_has_a_number_and_a_day",
            ),
        ),
    ]
