"""The words that records are tagged with.

Words that rules and indexes are built on (areas of support, phases, year groups) are code. Every other list is
data, kept in `Term`, so that administrators can add entries without a release.
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SupportArea(models.TextChoices):
    """The four areas of the NCEE National Framework, and higher education beside them."""

    LEADERSHIP = "LEADERSHIP", "Leadership, governance and teacher development"
    LITERACY = "LITERACY", "Literacy, numeracy and life skills"
    STEM = "STEM", "Science, technology, engineering and maths"
    ENTERPRISE = "ENTERPRISE", "Enterprise and employability"
    HIGHER_EDUCATION = "HIGHER_EDUCATION", "Higher education"

    @property
    def short_label(self) -> str:
        """A column heading."""
        return _SHORT_LABELS[self.value]


_SHORT_LABELS = {
    "LEADERSHIP": "Leadership",
    "LITERACY": "Life skills",
    "STEM": "STEM",
    "ENTERPRISE": "Enterprise",
    "HIGHER_EDUCATION": "Higher education",
}


class Phase(models.TextChoices):
    """Stages of education that an institution serves; an all-through school serves several."""

    EARLY_YEARS = "EARLY_YEARS", "Early years"
    PRIMARY = "PRIMARY", "Primary"
    SECONDARY = "SECONDARY", "Secondary"
    POST_16 = "POST_16", "16 to 19"


class YearGroup(models.TextChoices):
    """Nursery to Year 14. Stored codes sort in school order."""

    NURSERY = "N0", "Nursery"
    RECEPTION = "R0", "Reception"
    YEAR_1 = "Y01", "Year 1"
    YEAR_2 = "Y02", "Year 2"
    YEAR_3 = "Y03", "Year 3"
    YEAR_4 = "Y04", "Year 4"
    YEAR_5 = "Y05", "Year 5"
    YEAR_6 = "Y06", "Year 6"
    YEAR_7 = "Y07", "Year 7"
    YEAR_8 = "Y08", "Year 8"
    YEAR_9 = "Y09", "Year 9"
    YEAR_10 = "Y10", "Year 10"
    YEAR_11 = "Y11", "Year 11"
    YEAR_12 = "Y12", "Year 12"
    YEAR_13 = "Y13", "Year 13"
    YEAR_14 = "Y14", "Year 14"


class Seniority(models.TextChoices):
    """How senior somebody is at their own place, so that both sides of a table can be compared; the highest first."""

    EXECUTIVE = "EXECUTIVE", "Executive: head, principal, vice-chancellor or chief executive"
    SENIOR = "SENIOR", "Senior: deputy, director or member of the leadership team"
    MIDDLE = "MIDDLE", "Middle: head of department or manager"
    OTHER = "OTHER", "Other"

    @property
    def short_label(self) -> str:
        """Beside a name."""
        return str(self.label).partition(":")[0]


class Vocabulary(models.TextChoices):
    """The lists kept as data."""

    ACTIVITY_TYPE = "ACTIVITY_TYPE", "Type of activity"
    OFFER_KIND = "OFFER_KIND", "Kind of offer"
    DECLINE_REASON = "DECLINE_REASON", "Reason for declining"
    PARTNERSHIP_KIND = "PARTNERSHIP_KIND", "Kind of partnership"
    REQUEST_OUTCOME = "REQUEST_OUTCOME", "Outcome of a request"
    UNMET_REASON = "UNMET_REASON", "Reason why a request was not met"
    NEED = "NEED", "Need of a school"
    CAPABILITY = "CAPABILITY", "What a routing partner can do"
    HAND_BACK_REASON = "HAND_BACK_REASON", "Reason for handing back"
    SECTOR = "SECTOR", "Industry sector"
    PURPOSE = "PURPOSE", "Purpose"
    BENEFIT = "BENEFIT", "Benefit of a partnership"
    BENEFICIARY = "BENEFICIARY", "Who benefits from a partnership"
    STRAND = "STRAND", "Strand of work with higher education"
    PARTY_ROLE = "PARTY_ROLE", "Role of a party"
    RESPONSIBILITY = "RESPONSIBILITY", "Responsibility in a partnership"
    LINE_OF_LEARNING = "LINE_OF_LEARNING", "Line of learning of a Diploma"
    ASSET_TYPE = "ASSET_TYPE", "What a party brings"
    AGREEMENT_TYPE = "AGREEMENT_TYPE", "Type of agreement"
    LEAVING_REASON = "LEAVING_REASON", "Reason for leaving or ending a partnership"
    BODY_KIND = "BODY_KIND", "Kind of body"
    RISK_CATEGORY = "RISK_CATEGORY", "Category of risk"
    LIFE_STAGE = "LIFE_STAGE", "Stage of life"
    TARGET_GROUP = "TARGET_GROUP", "Group of learners that it is meant for"
    BENEFICIARY_GROUP = "BENEFICIARY_GROUP", "Group of adults that benefits"
    CONTRIBUTION = "CONTRIBUTION", "Contribution of higher education"
    CURRICULUM_LINK = "CURRICULUM_LINK", "Link to the curriculum"
    RECRUITMENT_PRIORITY = "RECRUITMENT_PRIORITY", "Priority of teacher recruitment and retention"
    OUTCOME_DOMAIN = "OUTCOME_DOMAIN", "Domain of outcomes"
    ENGAGEMENT = "ENGAGEMENT", "Who is engaged"
    FAMILY_SEGMENT = "FAMILY_SEGMENT", "Families, by what they need"
    POLICY = "POLICY", "Policy"
    BUILDING_BLOCK = "BUILDING_BLOCK", "Building block of a fairer system"
    BARRIER = "BARRIER", "Barrier to an initiative"
    EVENT_KIND = "EVENT_KIND", "Kind of event"
    TRAINING_TOPIC = "TRAINING_TOPIC", "Topic of training"
    STAFF_GROUP = "STAFF_GROUP", "Group of staff"
    GROUP_KIND = "GROUP_KIND", "Kind of group"
    STEP_TYPE = "STEP_TYPE", "Type of step on a pathway"
    OUTCOME_TYPE = "OUTCOME_TYPE", "Type of outcome that an instrument measures"
    RESPONDENT_ROLE = "RESPONDENT_ROLE", "Role in a family of whoever answers"
    CHANNEL = "CHANNEL", "Channel by which people are reached"
    INSPECTION_GRADE = "INSPECTION_GRADE", "Overall grade of an inspection"
    SPENDING_PURPOSE = "SPENDING_PURPOSE", "What money of a programme is spent on"
    FRAMEWORK = "FRAMEWORK", "Inspection or quality framework"


def valid_on(day: date | None) -> Q:
    """Of dated rows, those that are valid on a day: today unless said."""
    day = day or timezone.localdate()
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))


def vocabularies() -> list[tuple[str, str]]:
    """All of them as choices. Called, not listed, so that a new one needs no migration: no table knows them."""
    return [(each.value, str(each.label)) for each in Vocabulary]


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, vocabulary: Vocabulary, *, on: date | None = None) -> "TermQuerySet":
        """Entries of one list that are valid on a day (today unless said), in their own order."""
        return self.filter(valid_on(on), vocabulary=vocabulary).order_by("position", "label", "pk")


class Term(models.Model):
    """One entry of a vocabulary. Never deleted, only retired, so that old records keep their meaning."""

    vocabulary = models.CharField(max_length=30, choices=vocabularies)
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    areas = models.JSONField(
        default=list, blank=True, help_text="Support areas that the entry usually serves"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"], name="term_code_is_unique_in_its_vocabulary"
            )
        ]

    def __str__(self) -> str:
        return self.label
