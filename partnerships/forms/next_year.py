"""Which of this year's activities are planned again."""

from typing import TYPE_CHECKING, Any

from django import forms

from core.fields import offer_choices
from core.forms import Checkboxes, GovukForm
from partnerships.models import Collaboration
from partnerships.models.collaboration import CollaborationQuerySet

if TYPE_CHECKING:
    _Several = forms.ModelMultipleChoiceField[Collaboration]
else:
    _Several = forms.ModelMultipleChoiceField


class RecordsField(_Several):
    def label_from_instance(self, obj: Collaboration) -> str:
        return f"{obj}, {obj.starts_on:%d/%m/%Y}, {obj.partner}"


class NextYearForm(GovukForm):
    records = RecordsField(
        label="Which do you plan again?",
        queryset=Collaboration.objects.none(),
        widget=Checkboxes(css="govuk-checkboxes--small"),
        error_messages={"required": "Select at least one activity"},
    )

    def __init__(self, *args: Any, records: CollaborationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "records", records)
