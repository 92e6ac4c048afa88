"""What is asked of an inspection."""

from django import forms

from core.forms import DateField, GovukForm
from core.uploads import UploadField
from institutions.forms.frameworks import FrameworkForm
from institutions.forms.questions import InstitutionsField


class InspectionForm(FrameworkForm):
    field_order = ("inspected_on",)
    inspected_on = DateField(label="When was the inspection?", noun="Day of the inspection")
    outcome = forms.CharField(
        label="What was found?", help_text="In the words of the report, such as Good", max_length=120
    )
    link = forms.URLField(label="Address of the report", max_length=300, assume_scheme="https")
    others = InstitutionsField(
        label="Which schools of your trust or group were inspected with you?", required=False
    )


class UploadInspectionsForm(GovukForm):
    file = UploadField(help_text="As .csv or .xlsx, with the columns that are named above")
