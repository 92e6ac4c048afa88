"""A file that somebody sends through a form: its size checked, then laid on the disk to be read from there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

MOST_MEGABYTES = 10


class UploadField(forms.FileField):
    """A spreadsheet. What stands in it is read by the action; here only its size counts."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": "Choose the file", "empty": "The file is empty. Choose another"}
        widget = forms.FileInput(attrs={"accept": ".xlsx,.csv"})
        super().__init__(
            label="Choose the file", error_messages=messages, max_length=200, widget=widget, **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file.size > MOST_MEGABYTES << 20:
            raise ValidationError(f"The file must be {MOST_MEGABYTES} megabytes or smaller")
        return file


@contextmanager
def on_disk(file: "UploadedFile[Any]") -> Iterator[Path]:
    """Under the name that messages give it, for as long as it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / get_valid_filename(file.name or "upload")
        with path.open("wb") as kept:
            for block in file.chunks():
                kept.write(block)
        yield path
