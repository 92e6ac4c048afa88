"""What is asked about what a programme brings, whom it reached, and what it builds on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.fields import WordsField, offer_choices
from core.forms import Checkboxes, DateField, GovukForm, WholeNumberField
from institutions.models import Institution
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Programme

MOST_COURSES = 20


class ProgressionForm(GovukForm):
    university = forms.ModelChoiceField(
        label="Which university?",
        help_text="Those that have a part in the programme",
        queryset=Institution.objects.none(),
        empty_label=None,
    )
    condition = WordsField(
        label="What does it offer, and on which condition?",
        help_text="Like: an offer two grades lower, for completing the award and an essay",
        max_length=1_000,
        error_messages={"required": "Enter what it offers, and on which condition"},
    )
    courses = WordsField(
        label="For which courses?",
        help_text="One on each line, with its UCAS code if it has one",
        rows=5,
        max_length=3_000,
        error_messages={"required": "Enter at least one course"},
    )
    link = forms.URLField(
        label="Where does the university say so?", max_length=300, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, universities: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "university", universities.order_by("name", "pk"))

    def clean_courses(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["courses"].splitlines())
        courses = [line for line in lines if line]
        if len(courses) > MOST_COURSES or any(len(course) > 120 for course in courses):
            raise ValidationError(f"Enter {MOST_COURSES} courses or fewer, each in 120 characters or fewer")
        return courses


class ReachForm(GovukForm):
    whom = forms.CharField(
        label="Who was reached?",
        help_text="Like “Readers of the local paper”, never names",
        max_length=120,
        error_messages={"required": "Enter who was reached"},
    )
    people = WholeNumberField(label="How many people?", min_value=1, max_value=100_000_000)
    reached_on = DateField(
        label="Until when was that counted?", noun="Day of the count", initial=timezone.localdate
    )
    source = forms.CharField(
        label="Who says so, and where?",
        max_length=200,
        error_messages={"required": "Enter who says so, and where"},
    )


class MemberCountForm(GovukForm):
    member = forms.ModelChoiceField(
        label="Which member?", queryset=Institution.objects.none(), empty_label=None
    )
    pupils = WholeNumberField(
        label="How many pupils did it take on in this year?", min_value=0, max_value=1_000_000
    )
    completed = WholeNumberField(
        label="How many of them completed it?", help_text="When you know it", min_value=0, required=False
    )

    def __init__(self, *args: Any, members: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "member", members.order_by("name", "pk"))


class BuildsOnForm(GovukForm):
    builds_on = forms.ModelMultipleChoiceField(
        label="What does it build on?",
        help_text="Tick none to take it back",
        queryset=Programme.objects.none(),
        widget=Checkboxes,
        required=False,
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "builds_on", rows)
