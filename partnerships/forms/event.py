"""What is asked about an event: its facts, who is to come, who came, and what was promised there."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.fields import HoursField, WordsField, offer_choices
from core.forms import DateField, FilterForm, GovukForm, Radios, WholeNumberField
from institutions.forms.terms import TermField
from institutions.models import Institution, Vocabulary
from institutions.models.institution import InstitutionQuerySet
from partnerships.models import Event, Registration
from partnerships.models.event import EventQuerySet

MOST_SESSIONS = 40
MOST_PEOPLE = 100_000


class EventForm(GovukForm):
    title = forms.CharField(label="Name", max_length=200)
    kind = TermField(Vocabulary.EVENT_KIND, label="What kind of event is it?", empty_label="Choose a kind")
    summary = WordsField(
        label="What is it, and for whom?", help_text="Everybody reads this", max_length=2_000, rows=4
    )
    theme = forms.CharField(label="Its theme", max_length=200, required=False)
    place = forms.CharField(label="Where?", help_text="The place, or “online”", max_length=200)
    starts_on = DateField(label="When does it start?", noun="First day")
    ends_on = DateField(
        label="When does it end?", help_text="Left empty: the same day", noun="Last day", required=False
    )
    capacity = WholeNumberField(
        label="For how many people is there room?",
        help_text="Left empty: for as many as come",
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
    )
    sessions = WordsField(
        label="Its sessions",
        help_text="One on each line: keynotes and workshops, for example",
        max_length=4_000,
        rows=4,
        required=False,
    )
    topic = TermField(
        Vocabulary.TRAINING_TOPIC,
        label="If it is training, on what?",
        empty_label="It is no training",
        required=False,
    )
    hours = HoursField(
        label="If it is training, how many hours does it take each person?",
        required=False,
        min_value=0,
    )

    def clean_sessions(self) -> list[str]:
        lines = (" ".join(line.split())[:200] for line in self.cleaned_data["sessions"].splitlines())
        sessions = [line for line in lines if line]
        if len(sessions) > MOST_SESSIONS:
            raise ValidationError(f"Enter {MOST_SESSIONS} sessions or fewer")
        return sessions

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["ends_on"] = cleaned.get("ends_on") or cleaned.get("starts_on")
        return cleaned


class RegisterForm(GovukForm):
    institution = forms.ModelChoiceField(
        label="Who comes?", queryset=Institution.objects.none(), empty_label=None
    )
    staff_group = TermField(Vocabulary.STAFF_GROUP, label="From which group of staff?", widget=Radios)
    people = WholeNumberField(
        label="How many people?",
        help_text="A number alone. Registering the same group again replaces it.",
        min_value=1,
        max_value=MOST_PEOPLE,
    )

    def __init__(self, *args: Any, own: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "institution", own.order_by("name", "pk"))


class AttendanceForm(GovukForm):
    registration = forms.ModelChoiceField(
        label="Who came?", queryset=Registration.objects.none(), empty_label=None
    )
    came = WholeNumberField(label="How many came?", min_value=0, max_value=MOST_PEOPLE)
    completed = WholeNumberField(
        label="How many stayed to the end or completed it?", min_value=0, max_value=MOST_PEOPLE
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = event.registrations.select_related("institution", "staff_group")
        offer_choices(self, "registration", rows.order_by("institution__name", "pk"))


class ReachForm(GovukForm):
    reached = WholeNumberField(
        label="How many people of the public came?",
        help_text="Where nobody registers: parents and carers at a roadshow, for example",
        min_value=0,
        max_value=MOST_PEOPLE,
    )


class CommitmentForm(GovukForm):
    institution = forms.ModelChoiceField(
        label="Who takes it on?", queryset=Institution.objects.none(), empty_label=None
    )
    what = forms.CharField(label="What will you do?", help_text="Never name a pupil", max_length=300)
    due_on = DateField(label="By when?", noun="Day")

    def __init__(self, *args: Any, own: InstitutionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "institution", own.order_by("name", "pk"))


class EventFilterForm(FilterForm):
    kind = TermField(Vocabulary.EVENT_KIND, label="Kind", empty_label="All kinds", required=False)

    def narrow(self, rows: EventQuerySet) -> EventQuerySet:
        kind = self.cleaned_data.get("kind") if self.is_bound and self.is_valid() else None
        return rows.filter(kind=kind) if kind else rows
