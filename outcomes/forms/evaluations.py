"""What is asked of an evaluation: the plan, its days, what was measured, and what is claimed."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.named import InstitutionField
from institutions.forms.terms import TermField
from institutions.models import Institution, Vocabulary
from outcomes.models import EvaluationPoint, Instrument
from partnerships.models import Evidence, Partnership, Party, Programme

MOST = 100_000


class EvaluationForm(GovukForm):
    title = forms.CharField(label="Name", max_length=200)
    question = WordsField(label="What do you want to know?", max_length=1_000)
    evidence = forms.ChoiceField(
        label="What kind of evidence will it be?",
        help_text="It decides what may be said at the end",
        choices=Evidence,
        widget=Radios,
    )
    theory = WordsField(label="Why should it work, and what did others find?", max_length=3_000, rows=5)
    method = WordsField(label="How will you find out?", max_length=2_000)
    comparison = WordsField(
        label="With what is it compared?",
        help_text="A time before, or others. Needed for types 2 and 3",
        max_length=1_000,
        required=False,
    )
    limitations = WordsField(
        label="What can this design not show?",
        help_text="Needed for types 2 and 3",
        max_length=1_000,
        required=False,
    )
    protocol_on = DateField(
        label="When was the design fixed?",
        help_text="Before any outcome was known. Needed for type 3",
        noun="Day of the protocol",
        required=False,
    )
    starts_on = DateField(label="When does it start?", noun="Start date")
    ends_on = DateField(label="When does it end?", noun="End date")
    partnership = forms.ModelChoiceField(
        label="Of which partnership?",
        queryset=Partnership.objects.none(),
        required=False,
        empty_label="Of none",
    )
    programme = forms.ModelChoiceField(
        label="Of which programme?", queryset=Programme.objects.none(), required=False, empty_label="Of none"
    )
    verifier = InstitutionField(
        label="Who will verify what you claim?",
        help_text="A body that does not deliver this",
        required=False,
    )

    def __init__(self, *args: Any, owner: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Party.objects.current().filter(institution=owner).values("partnership")
        offer_choices(self, "partnership", Partnership.objects.filter(pk__in=own).order_by("title", "pk"))
        run = Programme.objects.filter(parties__institution=owner, parties__ended_on=None).distinct()
        offer_choices(self, "programme", run.order_by("title", "pk"))


class EvaluationPointForm(GovukForm):
    kind = forms.ChoiceField(label="What is due?", choices=EvaluationPoint.Kind, widget=Radios)
    label = forms.CharField(label="Name", help_text="Like “Report on the first year”", max_length=120)
    due_on = DateField(label="When?", noun="Day")


class PointReceivedForm(GovukForm):
    received_on = DateField(label="When did it come?", noun="Day", initial=timezone.localdate)
    url = forms.URLField(label="Where can it be read?", max_length=300, required=False, assume_scheme="https")


class InstrumentForm(GovukForm):
    code = forms.SlugField(
        label="Short name",
        help_text="Letters, numbers and hyphens. One that is there already gets its next version",
        max_length=40,
    )
    name = forms.CharField(label="Name", max_length=120)
    respondents = forms.ChoiceField(label="Who answers?", choices=Instrument.Respondents, widget=Radios)
    outcome_type = TermField(Vocabulary.OUTCOME_TYPE, label="What does it measure?", widget=Radios)
    questions = WordsField(
        label="Which questions does it ask?", help_text="One on each line", max_length=5_000, rows=6
    )
    lowest = WholeNumberField(label="Lowest point of its scale", initial=1, min_value=0, max_value=99)
    highest = WholeNumberField(label="Highest point of its scale", initial=5, min_value=1, max_value=100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "lowest" in given and "highest" in given and given["highest"] <= given["lowest"]:
            self.add_error("highest", "The highest point must be above the lowest")
        return given


class MeanField(forms.DecimalField):
    """A mean on the scale of an instrument."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=6,
            decimal_places=3,
            min_value=Decimal(0),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
            error_messages={"invalid": "Enter a number, like 3.25"},
            **kwargs,
        )


class ReadingForm(GovukForm):
    instrument = forms.ModelChoiceField(
        label="Which instrument?", queryset=Instrument.objects.none(), empty_label="Choose an instrument"
    )
    people_before = WholeNumberField(label="How many answered before?", min_value=0, max_value=MOST)
    mean_before = MeanField(label="Their mean")
    people_after = WholeNumberField(label="How many answered after?", min_value=0, max_value=MOST)
    mean_after = MeanField(label="Their mean then")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "instrument", Instrument.objects.order_by("name", "-version"))


class ClaimForm(GovukForm):
    words = WordsField(label="What came of it?", help_text="One sentence", max_length=300)
