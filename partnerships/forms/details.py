"""How an activity was done: what every type is asked, and what its own type is."""

from typing import Any

from django import forms
from django.http import QueryDict

from core.fields import HoursField, RevisionField
from core.forms import Checkboxes, GovukForm, Radios
from institutions.forms.questions import answers_among, as_typed, field_for
from partnerships.actions.details import Details
from partnerships.models import ActivityKind, Collaboration, Depth, Flag

SMALL = "govuk-radios--small"
NOT_SAID = [("", "Not said")]


class DetailsForm(GovukForm):
    """The questions of its type come first; nothing else has to be answered."""

    delivery = forms.ChoiceField(
        label="How did they meet?",
        choices=[*Collaboration.Delivery.choices, *NOT_SAID],
        required=False,
        widget=Radios(css=SMALL),
    )
    depth = forms.ChoiceField(
        label="How far does it go?",
        help_text="If you do not say, more than one session counts as a sustained programme",
        choices=[*Depth.choices, *NOT_SAID],
        required=False,
        widget=Radios(css=SMALL),
    )
    flags = forms.MultipleChoiceField(
        label="What is true of it?",
        help_text="Select all that apply",
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small"),
    )
    staff_hours = HoursField(
        label="Staff time at each school, in hours",
        help_text="All staff together, with getting ready. It adds up to what partnerships ask of each school.",
        required=False,
    )
    revision = RevisionField()

    def __init__(self, data: QueryDict | None, *, record: Collaboration) -> None:
        kind = ActivityKind.objects.of(record.activity_type)
        self.questions = list(kind.questions_on(record.starts_on))
        said = {
            name: getattr(record, name) for name in ("delivery", "depth", "flags", "staff_hours", "revision")
        }
        super().__init__(data, initial=said | as_typed(record.answers, self.questions))
        flags = self.fields["flags"]
        assert isinstance(flags, forms.MultipleChoiceField)
        flags.choices = [(flag, Flag(flag).label) for flag in kind.flags]
        if not kind.flags:
            del self.fields["flags"]
        if kind.depth:  # the type says it
            del self.fields["depth"]
        for question in self.questions:
            self.ask(question.code, field_for(question))
        self.order_fields([question.code for question in self.questions])

    @property
    def details(self) -> Details:
        told: dict[str, Any] = {
            name: self.cleaned_data[name]
            for name in ("delivery", "depth", "flags", "staff_hours")
            if name in self.cleaned_data
        }
        return Details(**told, answers=answers_among(self.cleaned_data, self.questions))
