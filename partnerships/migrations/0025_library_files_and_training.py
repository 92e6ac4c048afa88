"""Files of the library, training that goes with guidance, what groups share, and the yearly survey of a broker."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.whole_tables import AddingMigration
from institutions.models.vocabulary import vocabularies

QUESTIONS = [
    "They understood what we needed",
    "They found somebody who fits, in good time",
    "They stayed with it until it worked",
    "We would ask them again",
]


def ask_for_training(apps, schema_editor):
    guidance = apps.get_model("partnerships", "ItemKind").objects.filter(code="PRACTICE")
    guidance.update(asks=["TRAINING"])


def bring_survey(apps, schema_editor):
    kinds = apps.get_model("partnerships", "ReviewKind").objects
    kinds.filter(code__in=["SELF_REVIEW", "HEALTH"]).update(judges_value=True)
    kind, _ = kinds.get_or_create(
        code="BROKER_SURVEY",
        defaults={
            "label": "Yearly survey of a broker",
            "description": "All schools and providers whom the broker helped in a year say how good its help was.",
            "about": "INSTITUTION",
            "answered_by": "CLIENTS",
            "days_open": 42,
            "is_anonymous": True,
            "subjects": ["BROKER"],
            "position": 20,
        },
    )
    scale = apps.get_model("partnerships", "Scale").objects.get(code="AGREE")
    made, _ = kind.sets.get_or_create(
        owner=None, name="Help of a broker", version=1, defaults={"scale": scale}
    )
    for position, title in enumerate(QUESTIONS, start=1):
        made.criteria.get_or_create(position=position, defaults={"title": title})


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0016_who_serves_elsewhere"),
        ("partnerships", "0024_logging_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewkind",
            name="judges_value",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Below the middle of its scale, what it judges is of low value",
            ),
        ),
        migrations.AddField(
            model_name="libraryitem",
            name="shared_with",
            field=models.ManyToManyField(
                blank=True,
                help_text="Groups of its owner, on whose pages it stands",
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.AddField(
            model_name="libraryitem",
            name="training",
            field=models.ManyToManyField(
                blank=True,
                help_text="Where people learn to do what it says",
                related_name="guidance",
                to="partnerships.event",
            ),
        ),
        migrations.AlterField(
            model_name="itemkind",
            name="asks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("CASE", "The partnership or the record that it tells of"),
                        ("EVIDENCE", "Its source, and how strong the evidence is"),
                        ("TRANSCRIPT", "A transcript"),
                        ("FORMATS", "Languages and formats"),
                        ("LINK", "A link"),
                        ("TASK", "The task that it helps with"),
                        ("CLOSING", "A day until which answers are taken"),
                        ("TRAINING", "Training that goes with it; asked, and may be left open"),
                        (
                            "PRACTICE",
                            "The practice in the library that it bears on; asked, and may be left open",
                        ),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="libraryitem",
            name="link",
            field=models.URLField(blank=True, help_text="Where it is kept, when not here", max_length=500),
        ),
        migrations.AlterField(
            model_name="reviewkind",
            name="answered_by",
            field=models.CharField(
                choices=[
                    ("PARTIES", "Every party, each for itself"),
                    ("ITSELF", "The institution itself"),
                    ("PARTNER", "An institution that works with it"),
                    ("PARTNERS", "All institutions that work with it"),
                    ("INVITED", "Whoever is invited"),
                    ("CLIENTS", "All whom a broker helped, once a year"),
                    ("FAMILIES", "Families, in rounds of their own"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="LibraryFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "PDF"),
                            (
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                "Word document",
                            ),
                            ("application/vnd.oasis.opendocument.text", "OpenDocument text"),
                            ("text/plain", "plain text"),
                            ("text/vtt", "captions"),
                        ],
                        max_length=80,
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="Bytes")),
                ("content", models.BinaryField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="partnerships.libraryitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "name"), name="library_item_has_a_file_of_a_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", 5242880)),
                        name="library_file_is_small",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            model_name="partnershipkind",
            name="lines",
            field=models.CharField(
                choices=vocabularies,
                default="RESPONSIBILITY",
                help_text="The vocabulary of its responsibilities",
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="taglist",
            name="vocabulary",
            field=models.CharField(choices=vocabularies, max_length=30, unique=True),
        ),
        migrations.RunPython(ask_for_training, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(bring_survey, migrations.RunPython.noop, elidable=True),
    ]
