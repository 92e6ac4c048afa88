"""Overall grades from published lists of inspections, and what money of a programme is for: new words and columns."""

from datetime import date

import django.db.models.deletion
from django.db import migrations, models

from core.whole_tables import AddingMigration

GRADES_ENDED = date(2024, 9, 2)
GRADES = [
    ("1", "Outstanding", ""),
    ("2", "Good", ""),
    ("3", "Requires improvement", "Called satisfactory until August 2012"),
    ("4", "Inadequate", ""),
]
PURPOSES = [
    ("WIDENING_PARTICIPATION", "Widening participation", "More people in higher education, from groups with few in it"),
    ("FAIR_ACCESS", "Fair access", "More of them at the most selective universities and courses"),
    ("SUCCESS", "Success and progression of students", "So that those who come stay and do well"),
    ("EVALUATION", "Evaluation", "To find out what came of it"),
    ("RUNNING", "Running the programme", "Staff, travel and materials"),
]  # fmt: skip


def bring_terms(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    for position, (code, label, definition) in enumerate(GRADES, start=1):
        given = {"label": label, "definition": definition, "position": position, "valid_to": GRADES_ENDED}
        Term.objects.get_or_create(vocabulary="INSPECTION_GRADE", code=code, defaults=given)
    for position, (code, label, definition) in enumerate(PURPOSES, start=1):
        given = {"label": label, "definition": definition, "position": position}
        Term.objects.get_or_create(vocabulary="SPENDING_PURPOSE", code=code, defaults=given)


class Migration(AddingMigration):
    dependencies = [
        ("institutions", "0014_networks_of_parents"),
    ]

    operations = [
        migrations.AddField(
            model_name="inspection",
            name="grade",
            field=models.ForeignKey(
                blank=True,
                help_text="Overall grade, from a published list alone: rules go by it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.term",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="published_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(bring_terms, migrations.RunPython.noop),
    ]
