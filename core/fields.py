"""Questions that many forms ask in the same way."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.db.models import Model, QuerySet
from django.utils import timezone

from core.forms import Radios

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Any]
else:
    _Choice = forms.ModelChoiceField


class WordsField(forms.CharField):
    """A few sentences."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class HoursField(forms.DecimalField):
    """How long something took, in hours and tenths."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=5,
            decimal_places=1,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
            error_messages={"invalid": "Enter a number of hours, like 1.5"},
            **kwargs,
        )


class PoundsField(forms.DecimalField):
    """An amount of money, to the penny."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=12,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
            error_messages=dict.fromkeys(("required", "invalid"), "Enter an amount in pounds, like 25000"),
            **kwargs,
        )


class KindField(_Choice):
    """One of a few rows of data, by code, each with its description as a hint. `offer_choices` says which."""

    def __init__(self, model: type[Model], *, noun: str = "kind", **kwargs: Any) -> None:
        super().__init__(
            model._default_manager.none(),
            to_field_name="code",
            empty_label=None,
            widget=Radios,
            error_messages={
                "required": f"Select a {noun}",
                "invalid_choice": f"Select a {noun} from the list",
            },
            **kwargs,
        )


class RevisionField(forms.IntegerField):
    """The revision that the page shows: when it is shown again with a refusal on it, the one that it then shows."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class BeganField(forms.CharField):
    """When the page was first shown: by our own clock, signed, carried by the form. Nothing where it is not ours."""

    widget = forms.HiddenInput
    _signer = signing.Signer(salt="page began")

    def __init__(self) -> None:
        super().__init__(required=False, initial=lambda: self._signer.sign(timezone.now().isoformat()))

    def clean(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(self._signer.unsign(value or ""))
        except (signing.BadSignature, ValueError):
            return None


def offer_choices(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a question be answered with these rows: whoever asks knows who may choose what."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    if isinstance(field, KindField) and isinstance(field.widget, Radios):
        field.widget.hints = {row.code: row.description for row in rows}
