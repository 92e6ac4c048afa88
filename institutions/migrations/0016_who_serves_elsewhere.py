"""Deployments and notes of visits, members who let a group act for them, targets, and the ages of earlier days."""

from datetime import date

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.whole_tables import AddingMigration
from institutions.models.vocabulary import vocabularies

# code, label, what it is, and the days between which it held, where they are known
FRAMEWORKS = [
    ("CIF", "Common Inspection Framework",
     "Further education and skills; from September 2015 schools and early years as well.", None, date(2019, 9, 1)),
    ("FRAMEWORK_FOR_EXCELLENCE", "Framework for Excellence",
     "How well colleges and training providers did, as their funders measured it.", None, date(2012, 8, 1)),
    ("EIF", "Education Inspection Framework",
     "Early years, schools, colleges and training providers.", date(2019, 9, 1), None),
    ("SCHOOL_INSPECTION", "Framework for school inspection",
     "Maintained schools and academies, sixth forms among them.", None, date(2015, 9, 1)),
    ("INDEPENDENT", "Inspection framework for independent schools",
     "Independent schools, by the body approved for them.", None, None),
    ("QUALITY_CODE", "Quality Code for Higher Education",
     "What providers of higher education are held to across the United Kingdom.", None, None),
    ("MATRIX", "matrix Standard", "Information, advice and guidance.", None, None),
    ("OTHER", "Another framework", "", None, None),
]  # fmt: skip
DEPLOYED = ["SYSTEM_LEADER", "NATIONAL_LEADER_OF_EDUCATION"]
ADVISERS = ["SCHOOL_IMPROVEMENT_OFFICER", "SCHOOL_IMPROVEMENT_PARTNER", "NATIONAL_CHALLENGE_ADVISER"]
# code, label, what it is: each has members, for whom it may act
INTERMEDIARIES = [
    ("CHAMBER", "Chamber of commerce", "The businesses of a place, and a voice for them."),
    (
        "BUSINESS_SUPPORT",
        "Business link or growth hub",
        "Advice for the businesses of a place, paid from public money.",
    ),
    (
        "BUSINESS_NETWORK",
        "Business membership body",
        "Businesses of the whole country that join for a cause or a voice.",
    ),
]


def bring_frameworks(apps, schema_editor):
    terms = apps.get_model("institutions", "Term").objects
    for position, (code, label, definition, valid_from, valid_to) in enumerate(FRAMEWORKS, start=1):
        days = {"valid_from": valid_from, "valid_to": valid_to}
        given = {"label": label, "definition": definition, "position": position, **days}
        terms.get_or_create(vocabulary="FRAMEWORK", code=code, defaults=given)


def say_who_serves(apps, schema_editor):
    roles = apps.get_model("institutions", "RoleType").objects
    roles.filter(code__in=DEPLOYED).update(is_deployed=True, notes_visits=True)
    roles.filter(code__in=ADVISERS).update(notes_visits=True)


def bring_intermediaries(apps, schema_editor):
    kind, _ = apps.get_model("institutions", "GroupKind").objects.get_or_create(
        code="INTERMEDIARY",
        defaults={
            "label": "Intermediary with members",
            "description": "A chamber or another body of businesses. It may act for members who let it.",
            "position": 18,
            "acts_for_members": True,
        },
    )
    types = apps.get_model("institutions", "OrganisationType").objects
    position = types.count()
    for code, label, description in INTERMEDIARIES:
        position += 1
        given = {"label": label, "description": description, "kind": "NETWORK", "position": position}
        types.get_or_create(code=code, defaults=given)
    types.filter(code__in=["INTERMEDIARY", *[code for code, _, _ in INTERMEDIARIES]]).update(group_kind=kind)
    groups = apps.get_model("institutions", "Group").objects
    for each in apps.get_model("institutions", "Organisation").objects.filter(type__group_kind=kind):
        groups.get_or_create(institution_id=each.pk, defaults={"kind": kind})


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0015_overall_grades"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deployment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("purpose", models.CharField(help_text="What for", max_length=200)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, help_text="The last day", null=True)),
                (
                    "days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Days of work, agreed or given",
                        max_digits=5,
                        null=True,
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="EarlierAges",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("low_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("high_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "until",
                    models.DateField(
                        help_text="The day of the register that gave others: the first day without these"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VisitNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("visited_on", models.DateField()),
                ("words", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="affiliation",
            name="acts_from",
            field=models.DateField(
                blank=True, help_text="Since when the group may act in the member’s name", null=True
            ),
        ),
        migrations.AddField(
            model_name="affiliation",
            name="acts_until",
            field=models.DateField(
                blank=True, help_text="The first day on which it may not any more", null=True
            ),
        ),
        migrations.AddField(
            model_name="groupkind",
            name="acts_for_members",
            field=models.BooleanField(
                db_default=False, default=False, help_text="A member may let it make offers in its name"
            ),
        ),
        migrations.AddField(
            model_name="organisationtype",
            name="group_kind",
            field=models.ForeignKey(
                blank=True,
                help_text="Such an organisation has members, as a group of this kind",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.groupkind",
            ),
        ),
        migrations.AddField(
            model_name="organisationtype",
            name="target",
            field=models.PositiveIntegerField(
                blank=True, help_text="How many there should be in England by `target_on`", null=True
            ),
        ),
        migrations.AddField(
            model_name="organisationtype",
            name="target_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="roletype",
            name="is_deployed",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Its holders serve at other institutions for a time",
            ),
        ),
        migrations.AddField(
            model_name="roletype",
            name="notes_visits",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Its holders note what they found on visits"
            ),
        ),
        migrations.AddConstraint(
            model_name="affiliation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("acts_until", None),
                    models.Q(("acts_from__isnull", False), ("acts_until__gte", models.F("acts_from"))),
                    _connector="OR",
                ),
                name="group_acts_for_a_member_from_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("target", None), ("target_on", None)),
                    models.Q(("target__gt", 0), ("target_on__isnull", False)),
                    _connector="OR",
                ),
                name="organisation_target_has_a_number_and_a_day",
            ),
        ),
        migrations.AddField(
            model_name="deployment",
            name="at",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deployments_here",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="deployment",
            name="role_holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deployments",
                to="institutions.roleholder",
            ),
        ),
        migrations.AddField(
            model_name="earlierages",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_ages",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="visitnote",
            name="institution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visit_notes",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="visitnote",
            name="role_holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visit_notes",
                to="institutions.roleholder",
            ),
        ),
        migrations.AddConstraint(
            model_name="deployment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                ),
                name="deployment_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="deployment",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("ended_on__isnull", False), _connector="OR"),
                name="deployment_with_an_outcome_has_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="earlierages",
            constraint=models.UniqueConstraint(
                fields=("institution", "until"), name="institution_had_ages_until_a_day"
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="vocabulary",
            field=models.CharField(choices=vocabularies, max_length=30),
        ),
        migrations.RunPython(bring_frameworks, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(say_who_serves, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(bring_intermediaries, migrations.RunPython.noop, elidable=True),
    ]
