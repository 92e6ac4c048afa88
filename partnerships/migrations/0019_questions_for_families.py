"""The questions that families are asked. New choices change no table."""

from django.db import migrations, models

KIND = {
    "code": "FAMILIES",
    "label": "Views of families",
    "description": "What parents, carers and pupils think of the guidance that they get. Answers are kept as counts.",
    "about": "INSTITUTION",
    "answered_by": "FAMILIES",
    "days_open": 42,
    "is_anonymous": True,
    "subjects": ["SCHOOL", "COLLEGE"],
    "position": 20,
}
STATEMENTS = [
    "The school gives good information about work and further study",
    "There are enough meetings with employers, colleges and universities",
    "It is easy to find out whom to ask about careers",
    "The school listens to families and acts on what they say",
]


def bring_questions(apps, schema_editor):
    kinds, sets, scales = (
        apps.get_model("partnerships", name).objects for name in ("ReviewKind", "CriteriaSet", "Scale")
    )
    kind, _ = kinds.get_or_create(code=KIND["code"], defaults=KIND)
    asked, _ = sets.get_or_create(
        kind=kind,
        owner=None,
        name="Guidance, as families see it",
        version=1,
        defaults={"scale": scales.get(code="AGREE")},
    )
    for position, title in enumerate(STATEMENTS, start=1):
        asked.criteria.get_or_create(position=position, defaults={"title": title})


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0018_first_entitlements"),
    ]

    operations = [
        migrations.AlterField(
            model_name="partnershipkind",
            name="lines",
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
                default="RESPONSIBILITY",
                help_text="The vocabulary of its responsibilities",
                max_length=30,
            ),
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
                    ("FAMILIES", "Families, in rounds of their own"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="taglist",
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
                unique=True,
            ),
        ),
        migrations.RunPython(bring_questions, migrations.RunPython.noop, elidable=True),
    ]
