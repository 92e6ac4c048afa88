from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_districts_only_where_there_are_some"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="groupmembership",
            name="school_is_in_one_trust_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="groupmembership",
            name="group_lists_a_member_once",
        ),
        migrations.RemoveField(
            model_name="groupmembership",
            name="kind",
        ),
        migrations.AddConstraint(
            model_name="groupmembership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("member",),
                name="school_is_in_one_trust_at_a_time",
            ),
        ),
    ]
