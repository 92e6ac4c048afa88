"""Who answers for a family, and the ways by which people are reached. New choices change no table."""

from django.db import migrations, models

TERMS = {
    "RESPONDENT_ROLE": [
        ("MOTHER", "Mother"),
        ("FATHER", "Father"),
        ("CARER", "Other carer"),
        ("PUPIL", "Pupil or student"),
    ],
    "CHANNEL": [
        ("EMAIL", "E-mail"),
        ("SCHOOL", "Through a school or setting"),
        ("SOCIAL", "Social media"),
        ("TRADITIONAL", "Traditional network: paper, notice boards, word of mouth"),
        ("GOVERNMENT", "Government channel"),
        ("INTERMEDIARY", "Intermediary whom people trust"),
    ],
}


def bring_terms(apps, schema_editor):
    Term = apps.get_model("institutions", "Term")
    for vocabulary, entries in TERMS.items():
        for position, (code, label) in enumerate(entries, start=1):
            given = {"label": label, "position": position}
            Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults=given)


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0011_organisation_types"),
    ]

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
                ],
                max_length=30,
            ),
        ),
        migrations.RunPython(bring_terms, migrations.RunPython.noop, elidable=True),
    ]
