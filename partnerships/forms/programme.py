"""What is asked about a programme: its facts, its parties, its years, and how far its schools are."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import academic_year, academic_year_days
from core.fields import KindField, PoundsField, WordsField, offer_choices
from core.forms import Checkboxes, DateField, FilterForm, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.models import Area, Institution, Phase, PriorityList, Term, Vocabulary
from institutions.models.area import AreaQuerySet
from institutions.models.establishment_type import TYPE_GROUPS
from institutions.models.institution import InstitutionQuerySet
from partnerships.forms.partnership import name_field
from partnerships.models import (
    Collaboration,
    Enrolment,
    Programme,
    ProgrammeKind,
    ProgrammeParty,
    ProgrammeStage,
)
from partnerships.models.programme import ProgrammeQuerySet

MOST_STAGES = 12


def places_of_programmes() -> AreaQuerySet:
    """Where one can run, or money of one can go: regions, then authorities."""
    kinds = (Area.Kind.REGION, Area.Kind.LOCAL_AUTHORITY)
    return Area.objects.filter(kind__in=kinds, valid_to=None).order_by("kind", "name")


class ProgrammesForm(FilterForm):
    """Which programmes the list shows."""

    kind = forms.ModelChoiceField(
        label="Kind",
        queryset=ProgrammeKind.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Every kind",
    )
    area = forms.ModelChoiceField(
        label="Region or authority",
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Everywhere",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offer_choices(self, "kind", ProgrammeKind.objects.order_by("position"))
        offer_choices(self, "area", places_of_programmes())

    def narrowed(self, rows: ProgrammeQuerySet) -> ProgrammeQuerySet:
        chosen = self.cleaned_data if self.is_valid() else {}
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if area := chosen.get("area"):
            rows = rows.placed_in(area)
        return rows


class KindForm(GovukForm):
    page_heading = "kind"
    kind = KindField(ProgrammeKind, label="What kind of programme is it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", ProgrammeKind.objects.order_by("position"))


class ProgrammeForm(GovukForm):
    """The common facts, and those of the kind."""

    PARTS = {
        "stages": ProgrammeKind.Part.STAGES,
        "award_requirement": ProgrammeKind.Part.AWARD,
        "benefit": ProgrammeKind.Part.AWARD,
        "audience": ProgrammeKind.Part.AUDIENCE,
        "behaviour": ProgrammeKind.Part.AUDIENCE,
    }

    title = forms.CharField(label="Name", max_length=200)
    summary = WordsField(
        label="What is it, and what for?", help_text="Everybody reads this", max_length=2_000, rows=5
    )
    starts_on = DateField(label="When does it start?", noun="Start date")
    ends_on = DateField(label="When does it end?", noun="End date", required=False)
    parent = forms.ModelChoiceField(
        label="Part of a larger programme",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="It stands on its own",
    )
    area = forms.ModelChoiceField(
        label="Where?",
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="All of England",
    )
    phases = forms.MultipleChoiceField(
        label="For schools of which ages?",
        help_text="Tick none for all",
        choices=Phase,
        widget=Checkboxes,
        required=False,
    )
    school_groups = forms.MultipleChoiceField(
        label="For which types of school?",
        help_text="Tick none for all",
        choices=[(code, label) for code, (label, _) in TYPE_GROUPS.items()],
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )
    priority_list = forms.ModelChoiceField(
        label="Only for schools on a list",
        queryset=PriorityList.objects.none(),
        required=False,
        empty_label="For every school",
    )
    grades = forms.ModelMultipleChoiceField(
        label="Only for schools with which overall grade?",
        help_text="As the latest inspection with such a grade found it. Tick none for any",
        queryset=Term.objects.none(),
        to_field_name="code",
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )
    judged_on = DateField(
        label="On which day must a school have been on the list, or have had the grade?",
        help_text="Left empty: the day it starts",
        noun="Day that decides",
        required=False,
    )
    stages = WordsField(
        label="Which stages do schools go through?",
        help_text="One on each line, the first at the top",
        rows=4,
    )
    award_requirement = WordsField(label="What must somebody do for the award?", max_length=1_000)
    benefit = WordsField(
        label="What does the award bring?",
        help_text="In general words. Universities add their own offers, with courses, on its page",
        max_length=1_000,
        required=False,
    )
    audience = forms.CharField(label="Whom does it speak to?", max_length=200)
    behaviour = forms.CharField(label="What should they do?", max_length=200)

    def __init__(self, *args: Any, kind: ProgrammeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, part in self.PARTS.items():
            if part not in kind.parts:
                del self.fields[name]
        offer_choices(self, "area", places_of_programmes())
        offer_choices(self, "priority_list", PriorityList.objects.order_by("name"))
        grades = Term.objects.filter(vocabulary=Vocabulary.INSPECTION_GRADE)
        offer_choices(self, "grades", grades.order_by("position"))
        offer_choices(self, "parent", Programme.objects.filter(parent=None).order_by("title"))

    def clean_stages(self) -> list[str]:
        stages = [" ".join(line.split())[:80] for line in self.cleaned_data["stages"].splitlines()]
        stages = [stage for stage in stages if stage]
        if len(stages) > MOST_STAGES:
            raise ValidationError(f"Enter {MOST_STAGES} stages or fewer")
        return stages


class ProgrammePartyForm(GovukForm):
    institution = InstitutionField(label="Which organisation?")
    role = forms.ChoiceField(
        label="What is its part?",
        choices=[
            (role.value, role.label) for role in ProgrammeParty.Role if role != ProgrammeParty.Role.LEAD
        ],
        widget=Radios,
    )


class LeadForm(GovukForm):
    institution = InstitutionField(label="Which organisation leads it from now on?")
    on = DateField(label="Since when?", noun="Date of the change")


class CohortForm(GovukForm):
    year = forms.CharField(label="Which school year?", help_text="Like 2026/27", max_length=7)
    places = WholeNumberField(
        label="How many schools can take part?",
        help_text="Left empty: as many as come. Whoever asks when it is full waits in line.",
        min_value=1,
        required=False,
    )
    budget = PoundsField(label="What money is there for it, in pounds?", min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"year": academic_year(timezone.localdate())}} | kwargs)

    def clean_year(self) -> str:
        year = re.sub(r"^(20\d\d)[-–/](?:20)?(\d\d)$", r"\1/\2", self.cleaned_data["year"].strip())
        try:
            academic_year_days(year)
        except ValueError as error:
            raise ValidationError("Enter a school year like 2026/27") from error
        return year


class PassOnForm(GovukForm):
    """To whom the cohort goes, and who there takes over."""

    institution = InstitutionField(label="Which organisation takes over?")
    contact = name_field(
        label="Who there is the contact?", error_messages={"required": "Enter the name of the contact"}
    )
    contact_email = forms.EmailField(
        label="Their e-mail address", help_text="Only you and they see it", max_length=254
    )
    on = DateField(label="When?", noun="Date of the hand-over", initial=timezone.localdate)
    pupils = WholeNumberField(label="How many learners go on?", min_value=1, required=False)
    words = WordsField(
        label="What should they know?",
        help_text="What was done, and what was promised. Do not name pupils.",
        max_length=2_000,
        required=False,
    )


class JoinForm(GovukForm):
    """Which of the person's schools asks for a place."""

    school = forms.ModelChoiceField(
        label="Which school?", queryset=Institution.objects.none(), empty_label="Choose a school"
    )

    def __init__(self, *args: Any, schools: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "school", schools.order_by("name", "pk"))


class StageCountForm(GovukForm):
    """How many of one school reached one stage."""

    enrolment = forms.ModelChoiceField(
        label="Which school?", queryset=Enrolment.objects.none(), empty_label="Choose a school"
    )
    stage = forms.ModelChoiceField(
        label="Which stage?", queryset=ProgrammeStage.objects.none(), empty_label="Choose a stage"
    )
    pupils = WholeNumberField(label="How many pupils reached it?", min_value=0)
    parents = WholeNumberField(label="How many parents and carers came?", min_value=0, required=False)

    def __init__(self, *args: Any, programme: Programme, schools: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enrolments = Enrolment.objects.holding_a_place().filter(
            cohort__programme=programme, school__in=schools
        )
        named = enrolments.select_related("school", "cohort__programme").order_by(
            "-cohort__year", "school__name"
        )
        offer_choices(self, "enrolment", named)
        offer_choices(self, "stage", programme.stages.order_by("position"))

    def clean_parents(self) -> int:
        return self.cleaned_data["parents"] or 0


class DecisionForm(GovukForm):
    decision = forms.ChoiceField(label="What comes next?", choices=Programme.Decision, widget=Radios)
    reason = WordsField(
        label="Why?", help_text="What was learned, in a few sentences", max_length=2_000, rows=5
    )


class RecordsForm(GovukForm):
    """Records of the log that are not under its name yet."""

    collaborations = forms.ModelMultipleChoiceField(
        label="Which records belong to it?",
        queryset=Collaboration.objects.none(),
        widget=Checkboxes,
        error_messages={"required": "Tick at least one record"},
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "collaborations", rows)
