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
                    ("PURPOSE", "Purpose"),
                    ("BENEFIT", "Benefit of a partnership"),
                    ("BENEFICIARY", "Who benefits from a partnership"),
                    ("STRAND", "Strand of work with higher education"),
                    ("PARTY_ROLE", "Role of a party"),
                    ("RESPONSIBILITY", "Responsibility in a partnership"),
                    ("LINE_OF_LEARNING", "Line of learning of a Diploma"),
                    ("ASSET_TYPE", "What a party brings"),
                    ("AGREEMENT_TYPE", "Type of agreement"),
                    ("LEAVING_REASON", "Reason for leaving or ending a partnership"),
                    ("BODY_KIND", "Kind of body"),
                    ("RISK_CATEGORY", "Category of risk"),
                    ("LIFE_STAGE", "Stage of life"),
                    ("TARGET_GROUP", "Group of learners that it is meant for"),
                    ("BENEFICIARY_GROUP", "Group of adults that benefits"),
                    ("CONTRIBUTION", "Contribution of higher education"),
                    ("CURRICULUM_LINK", "Link to the curriculum"),
                    ("RECRUITMENT_PRIORITY", "Priority of teacher recruitment and retention"),
                    ("OUTCOME_DOMAIN", "Domain of outcomes"),
                    ("ENGAGEMENT", "Who is engaged"),
                    ("FAMILY_SEGMENT", "Families, by what they need"),
                    ("POLICY", "Policy"),
                    ("BUILDING_BLOCK", "Building block of a fairer system"),
                    ("BARRIER", "Barrier to an initiative"),
                    ("EVENT_KIND", "Kind of event"),
                    ("TRAINING_TOPIC", "Topic of training"),
                    ("STAFF_GROUP", "Group of staff"),
                    ("GROUP_KIND", "Kind of group"),
                    ("STEP_TYPE", "Type of step on a pathway"),
                    ("OUTCOME_TYPE", "Type of outcome that an instrument measures"),
                    ("RESPONDENT_ROLE", "Role in a family of whoever answers"),
                    ("CHANNEL", "Channel by which people are reached"),
                    ("INSPECTION_GRADE", "Overall grade of an inspection"),
                    ("SPENDING_PURPOSE", "What money of a programme is spent on"),
                ],
                max_length=30,
            ),
        ),
        migrations.RunPython(bring_terms, migrations.RunPython.noop),
    ]
