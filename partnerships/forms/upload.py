"""A spreadsheet to look at."""

from django import forms

from core.forms import GovukForm

MOST_MEGABYTES = 10


class UploadForm(GovukForm):
    """The file is read by the action; here only its size counts."""

    file = forms.FileField(
        label="Choose the file",
        help_text="The spreadsheet that you downloaded here, as .xlsx or .csv, with 10,000 rows at most",
        error_messages={"required": "Choose the file", "empty": "The file is empty. Choose another"},
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES << 20:
            raise forms.ValidationError(f"The file must be {MOST_MEGABYTES} megabytes or smaller")
        return file
