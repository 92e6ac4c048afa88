"""What is asked to open a review, to answer one, and to make a set of one's own."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios
from institutions.forms.frameworks import FrameworkForm
from institutions.forms.questions import InstitutionsField
from institutions.models import Institution
from partnerships.actions import Judged
from partnerships.models import (
    CriteriaSet,
    InspectionEvidence,
    Partnership,
    Respondent,
    Review,
    ReviewKind,
    Scale,
    ScalePoint,
    SetCriterion,
)
from partnerships.models.criteria import CriteriaSetQuerySet

if TYPE_CHECKING:
    _PointChoice = forms.ModelChoiceField[ScalePoint]
else:
    _PointChoice = forms.ModelChoiceField

MOST_WORDS = 1_000
MOST_CRITERIA = 30


class OpenReviewForm(GovukForm):
    """Which set, and what else its kind asks for."""

    criteria_set = forms.ModelChoiceField(
        label="Which questions?",
        queryset=CriteriaSet.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select a set of questions"},
    )
    title = forms.CharField(
        label="What is it about?", help_text="Those whom you invite read it", max_length=200
    )
    invited = InstitutionsField(label="Whom do you invite?")
    on = DateField(label="Which day does it speak of?", noun="Date", initial=timezone.localdate)

    def __init__(self, *args: Any, kind: ReviewKind, sets: CriteriaSetQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "criteria_set", sets.order_by("owner", "name", "-version"))
        if kind.answered_by != ReviewKind.AnsweredBy.INVITED:
            del self.fields["title"], self.fields["invited"]
        if not kind.is_single:
            del self.fields["on"]


class AnswerReviewForm(GovukForm):
    """One question for each criterion, with a reason; made from the set."""

    def __init__(self, *args: Any, respondent: Respondent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        review = respondent.review
        self.criteria = list(review.criteria_set.criteria.order_by("position"))
        for criterion in self.criteria:
            self._ask_about(criterion, review)
        for answer in respondent.answers.all():
            self.initial[f"point_{answer.criterion_id}"] = answer.point_id
            self.initial[f"reason_{answer.criterion_id}"] = answer.reason
        if not review.kind.is_anonymous:  # of those only averages are shown: nobody would read the words
            self.ask("words", WordsField(label="Anything else?", max_length=MOST_WORDS, required=False))
            self.initial["words"] = respondent.words

    def _ask_about(self, criterion: SetCriterion, review: Review) -> None:
        points = ScalePoint.objects.filter(scale=review.criteria_set.scale_id).order_by("value")
        point = forms.ModelChoiceField(
            label=criterion.title,
            help_text=criterion.description,
            queryset=points,
            empty_label=None,
            widget=Radios(css="govuk-radios--inline govuk-radios--small"),
            error_messages={"required": f"Choose an answer to “{criterion}”"},
        )
        self.ask(f"point_{criterion.pk}", point)
        if not review.kind.is_anonymous:
            is_needed = review.kind.needs_reasons
            why = WordsField(label="Why?", rows=2, max_length=MOST_WORDS, required=is_needed)
            self.ask(f"reason_{criterion.pk}", why)

    def judged(self) -> dict[SetCriterion, Judged]:
        told = self.cleaned_data
        return {
            each: Judged(told[f"point_{each.pk}"], told.get(f"reason_{each.pk}", ""))
            for each in self.criteria
        }


class FindingForm(GovukForm):
    words = WordsField(label="What was found?", max_length=MOST_WORDS)
    action = forms.CharField(label="What is to be done?", max_length=200)
    due_on = DateField(label="By when?", noun="Date")


class CriteriaSetForm(GovukForm):
    kind = forms.ModelChoiceField(
        label="For which kind of review?",
        queryset=ReviewKind.objects.none(),
        to_field_name="code",
        empty_label="Select a kind",
    )
    name = forms.CharField(
        label="What do you call it?",
        help_text="By the name of a set that you have already, it becomes its new version",
        max_length=120,
    )
    scale = forms.ModelChoiceField(
        label="Which answers may be given?",
        queryset=Scale.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=Radios,
    )
    criteria = WordsField(
        label="What do you ask?", help_text="One question or statement on each line", rows=8
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", ReviewKind.objects.order_by("position"))
        offer_choices(self, "scale", Scale.objects.order_by("label"))
        scales = Scale.objects.prefetch_related("points")
        radios = self.fields["scale"].widget
        assert isinstance(radios, Radios)
        radios.hints = {scale.code: ", ".join(_points(scale)) for scale in scales}

    def clean_criteria(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["criteria"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_CRITERIA:
            raise ValidationError(f"Enter {MOST_CRITERIA} lines or fewer")
        if any(len(line) > 200 for line in lines):
            raise ValidationError("Each line must be 200 characters or fewer")
        return lines


class GradeField(_PointChoice):
    """A point with its scale, because scales of different days have grades of the same name."""

    def label_from_instance(self, point: ScalePoint) -> str:
        return f"{point} ({point.scale})"


class InspectionForm(FrameworkForm):
    """What a published report says."""

    field_order = ("theme", "inspected_on")
    theme = forms.ChoiceField(label="What is it about?", choices=InspectionEvidence.Theme, widget=Radios)
    inspected_on = DateField(label="When was the inspection?", noun="Date of the inspection")
    quotation = WordsField(
        label="What does the report say?", help_text="Word for word", max_length=MOST_WORDS
    )
    link = forms.URLField(
        label="Where is the report?",
        help_text="An address that begins with https://",
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address like https://reports.example.org/123"},
    )
    grade = GradeField(
        ScalePoint.objects.none(),
        label="Which grade did it give for partnership?",
        required=False,
        empty_label="None",
    )
    partnership = forms.ModelChoiceField(
        label="Does it speak of one of your partnerships?",
        queryset=Partnership.objects.none(),
        required=False,
        empty_label="No, of the work as a whole",
    )

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Partnership.objects.filter(parties__institution=institution).distinct()
        offer_choices(self, "partnership", own.order_by("title", "pk"))
        graded = ScalePoint.objects.filter(scale__code__startswith="GRADE_").select_related("scale")
        offer_choices(self, "grade", graded.order_by("scale__code", "-value"))


def _points(scale: Scale) -> list[str]:
    return [point.label for point in sorted(scale.points.all(), key=lambda each: each.value)]
