"""What is asked of a pathway: its steps, who is on it, and how many of one's own people reached each step."""

from typing import Any

from django import forms
from django.utils import timezone

from core.dates import academic_year
from core.fields import KindField, WordsField, offer_choices
from core.forms import FilterForm, GovukForm, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.forms.terms import TermField
from institutions.models import Area, Institution, Vocabulary
from institutions.models.institution import InstitutionQuerySet
from outcomes.models import Pathway, PathwayKind, PathwayStep

COHORTS = 6
MOST = 100_000


class PathwayKindForm(GovukForm):
    page_heading = "kind"
    kind = KindField(PathwayKind, label="What kind of pathway is it?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", PathwayKind.objects.order_by("position"))


class PathwayForm(GovukForm):
    title = forms.CharField(label="Name", help_text="With the subject, if it is about one", max_length=200)
    area = forms.ModelChoiceField(
        label="Where?",
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="For no place in particular",
    )
    summary = WordsField(label="What is it for?", max_length=1_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.filter(kind=Area.Kind.LOCAL_AUTHORITY, valid_to=None)
        offer_choices(self, "area", places.order_by("name"))


class PathwayStepForm(GovukForm):
    label = forms.CharField(
        label="What is the step called?", help_text="Like “Level 4 at the UTC”", max_length=80
    )
    step_type = TermField(
        Vocabulary.STEP_TYPE, label="What kind of step is it?", required=False, empty_label="None of these"
    )
    level = forms.TypedChoiceField(
        label="Level",
        choices=[("", "No level"), *((str(level), str(level)) for level in PathwayStep.LEVELS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    provider = InstitutionField(label="Who awards it?", required=False)
    support = forms.CharField(
        label="What support is given here?",
        help_text="By name: a mentor, a bursary, a summer school",
        max_length=300,
        required=False,
    )


class PathwayMemberForm(GovukForm):
    institution = InstitutionField(label="Which institution?")


class PathwayCountForm(GovukForm):
    """One cohort of one institution, step by step."""

    institution = forms.ModelChoiceField(
        label="Whose people do you count?", queryset=Institution.objects.none(), empty_label=None
    )
    cohort = forms.ChoiceField(label="In which school year did they begin?")

    def __init__(
        self, *args: Any, pathway: Pathway, institutions: InstitutionQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "institution", institutions.order_by("name", "pk"))
        cohort = self.fields["cohort"]
        assert isinstance(cohort, forms.ChoiceField)
        cohort.choices = _cohorts()
        self.steps = list(pathway.steps.order_by("position"))
        for step in self.steps:
            self.ask(
                f"all_{step.pk}",
                WholeNumberField(label=step.label, required=False, min_value=0, max_value=MOST),
            )
            few = WholeNumberField(
                label=f"{step.label}: the disadvantaged among them",
                required=False,
                min_value=0,
                max_value=MOST,
            )
            self.ask(f"some_{step.pk}", few)

    def clean(self) -> dict[str, Any]:
        """Steps that are left empty are not reached yet, or not known."""
        given = super().clean() or {}
        counts = {
            step.pk: (given[f"all_{step.pk}"], given.get(f"some_{step.pk}"))
            for step in self.steps
            if given.get(f"all_{step.pk}") is not None
        }
        if not counts and not self.errors:
            self.add_error(f"all_{self.steps[0].pk}" if self.steps else None, "Count at least one step")
        kept = {name: given[name] for name in ("institution", "cohort") if name in given}
        return kept | {"counts": counts}


class PathwayViewForm(FilterForm):
    """Whose figures are shown one by one: those of one step."""

    step = forms.ModelChoiceField(
        label="Show each institution at", queryset=PathwayStep.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "step", pathway.steps.order_by("position"))


def _cohorts() -> list[tuple[str, str]]:
    this = int(academic_year(timezone.localdate())[:4])
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(this, this - COHORTS, -1)]
    return [(year, year) for year in years]
