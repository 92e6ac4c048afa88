"""What must never be false of a request."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0015_stages_of_old_requests")]
    operations = [
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("state__in", ["SUBMITTED", "TRIAGED", "ROUTED", "ACCEPTED"])),
                fields=["school"],
                name="request_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["SUBMITTED", "TRIAGED", "ROUTED", "ACCEPTED"])),
                fields=("school", "area", "kind"),
                name="school_asks_once_at_a_time_for_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("outcome__isnull", False),
                        ("school_agreed_at__isnull", False),
                        ("state", "CLOSED"),
                    ),
                    models.Q(
                        models.Q(("state", "CLOSED"), _negated=True),
                        ("closed_at", None),
                        ("school_agreed_at", None),
                    ),
                    _connector="OR",
                ),
                name="request_closes_with_an_outcome_and_the_schools_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__isnull", False), ("state__in", ["SOLVED", "CLOSED"])),
                    models.Q(
                        models.Q(("state__in", ["SOLVED", "CLOSED"]), _negated=True),
                        ("outcome", None),
                        ("unmet_reason", None),
                    ),
                    _connector="OR",
                ),
                name="request_has_an_outcome_once_it_is_solved",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ACCEPTED"), _negated=True),
                    ("handled_by__isnull", False),
                    _connector="OR",
                ),
                name="request_that_is_worked_on_says_by_whom",
            ),
        ),
    ]
