"""GOV.UK forms on Django's own form machinery.

`FORM_RENDERER` names `GovukRenderer`, so every form of the service is drawn by templates/govuk/. Our own forms
inherit from `GovukForm`, which adds "(optional)", a field as page heading, and plain words for what is missing.
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise

from core.errors import RuleBroken
from core.templatetags.words import lower_first

DATE_PARTS = ("day", "month", "year")
# Django keeps the kind of control in `input_type`; a textarea has none.
CSS_BLOCKS = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    **dict.fromkeys(("text", "date", "email", "number", "password", "search", "tel", "url"), "govuk-input"),
}
NOT_AN_ADDRESS = "Enter an e-mail address in the correct format, like name@example.org"

# By these names GOV.UK Frontend finds the box whose content its button shows.
PASSWORD_TOGGLE = "govuk-password-input__input govuk-js-password-input-input"


class DateInput(forms.MultiWidget):
    """Day, month and year as three small boxes: quicker and clearer than a calendar for a date one knows."""

    template_name = "govuk/widgets/date_input.html"
    use_fieldset = True
    parts_in_error: Sequence[str] = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(DATE_PARTS, forms.TextInput), attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, box in zip(DATE_PARTS, context["widget"]["subwidgets"], strict=True):
            box["label"] = part.capitalize()
            css = f"govuk-input govuk-date-input__input govuk-input--width-{4 if part == 'year' else 2}"
            in_error = part in self.parts_in_error
            box["attrs"] |= {
                "class": f"{css} govuk-input--error" if in_error else css,
                "aria-invalid": "true" if in_error else False,
                "inputmode": "numeric",
            }
        return context


class DayInput(forms.DateInput):
    """A day in the browser's own box, which the address of a page can hold in one piece."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class _WithHints:
    """Lets each choice of a group carry a hint, and the group a modifier such as `govuk-radios--inline`."""

    def __init__(self, *, hints: Mapping[str, str] | None = None, css: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}
        self.css = css

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        return option | {"hint": self.hints.get(str(value), "")}


class Radios(_WithHints, forms.RadioSelect):
    """One of a few."""


class Checkboxes(_WithHints, forms.CheckboxSelectMultiple):
    """Any of a few."""


class SuggestInput(forms.TextInput):
    """Free text with suggestions as one types (static/suggest.js).

    `source` answers `?q=` with a JSON list of objects: `name`, and `town` and `identifier` to tell namesakes apart.
    """

    def __init__(self, *, source: str | Promise, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-suggest-url": source, "autocomplete": "off"} | (attrs or {}))


class DateField(forms.MultiValueField):
    """A date in three parts. `noun` begins the error messages: "Start date must be a real date"."""

    widget = DateInput

    def __init__(
        self, *, noun: str = "Date", error_messages: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.noun = noun
        messages = {"required": f"Enter the {lower_first(noun)}"} | (error_messages or {})
        boxes = [forms.CharField(required=False) for _ in DATE_PARTS]
        super().__init__(boxes, require_all_fields=False, error_messages=messages, **kwargs)

    def compress(self, data_list: Sequence[str]) -> datetime.date | None:
        if not data_list:
            return None
        missing = [part for part, typed in zip(DATE_PARTS, data_list, strict=True) if not typed]
        if missing:
            raise self._error(f"must include a {' and '.join(missing)}", *missing)
        day, month, year = data_list
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise self._error("must have a year of 4 numbers, like 2026", "year")
        try:
            return datetime.date(int(year), _month_number(month), int(day))
        except (ValueError, OverflowError) as error:
            raise self._error("must be a real date", *DATE_PARTS) from error

    def _error(self, problem: str, *parts: str) -> ValidationError:
        return ValidationError(f"{self.noun} {problem}", code="invalid", params={"parts": parts})


def _month_number(typed: str) -> int:
    """Accepts 9, 09, Sep and September."""
    names = [name.casefold() for name in calendar.month_name]
    starts = [
        number for number, name in enumerate(names) if len(typed) >= 3 and name.startswith(typed.casefold())
    ]
    return starts[0] if starts else int(typed)


class WholeNumberField(forms.IntegerField):
    """A count. A text box with a numeric keypad: number boxes change their value when scrolled over."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": "Enter a whole number, like 30",
        "min_value": "Enter a number that is %(limit_value)s or more",
        "max_value": "Enter a number that is %(limit_value)s or fewer",
    }

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "class": "govuk-input--width-5"} | super().widget_attrs(widget)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "").replace(" ", "") if isinstance(value, str) else value)


class GovukBoundField(forms.BoundField):
    """A field of one form, with what templates/govuk/field.html needs to draw it."""

    field: forms.Field

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        # The server checks both and says what is wrong; the browser would block, or cut pasted text in silence.
        attrs |= {"required": False, "maxlength": False}
        if isinstance(widget, DateInput):
            widget.parts_in_error = self.parts_in_error
        elif isinstance(widget, forms.CheckboxInput):
            attrs["class"] = "govuk-checkboxes__input"
        elif block := CSS_BLOCKS.get(getattr(widget, "input_type", None) or "textarea"):
            error = f"{block}--error" if self.errors else ""
            toggle = PASSWORD_TOGGLE if isinstance(widget, forms.PasswordInput) else ""
            attrs["class"] = " ".join(
                filter(None, [block, toggle, str(widget.attrs.get("class", "")), error])
            )
        return attrs

    @property
    def use_fieldset(self) -> bool:
        return isinstance(self.field.widget, DateInput | forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def html_names(self) -> list[str]:
        """What its control, or each of its controls, is called when it is sent."""
        suffixes = getattr(self.field.widget, "widgets_names", [""])  # a control of several parts has them
        return [f"{self.html_name}{suffix}" for suffix in suffixes]

    @property
    def choice_block(self) -> str:
        # A CheckboxSelectMultiple is a RadioSelect to Django, so it is asked about first.
        return (
            "govuk-checkboxes"
            if isinstance(self.field.widget, forms.CheckboxSelectMultiple)
            else "govuk-radios"
        )

    @property
    def layout(self) -> str:
        """The template that draws the control itself."""
        widget = self.field.widget
        kinds: dict[str, type[Widget] | tuple[type[Widget], ...]] = {
            "choices": (forms.RadioSelect, forms.CheckboxSelectMultiple),
            "checkbox": forms.CheckboxInput,
            "password": forms.PasswordInput,
        }
        kind = next((kind for kind, types in kinds.items() if isinstance(widget, types)), "")
        return f"govuk/widgets/{kind or ('counted' if self.counts_to else 'plain')}.html"

    @property
    def counts_to(self) -> int | None:
        """A long answer with a limit shows how many characters are left."""
        limit = getattr(self.field, "max_length", None)
        return limit if isinstance(self.field.widget, forms.Textarea) else None

    @property
    def aria_describedby(self) -> str | None:
        described_by = super().aria_describedby
        return f"{described_by} {self.auto_id}-info".strip() if self.counts_to else described_by

    @property
    def is_page_heading(self) -> bool:
        return self.name == getattr(self.form, "page_heading", "")

    @property
    def is_marked_optional(self) -> bool:
        marks = getattr(self.form, "marks_optional", False)
        return marks and not self.field.required and not isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def parts_in_error(self) -> Sequence[str]:
        """Which of day, month and year to mark: those the errors name, else all three."""
        errors = self.form.errors.as_data().get(self.name, [])
        named = [part for error in errors for part in (error.params or {}).get("parts", ())]
        return named or (DATE_PARTS if errors else ())

    @property
    def error_anchor(self) -> str:
        """The id the error summary links to: the first control that can be focused."""
        if isinstance(self.field.widget, DateInput):
            return f"{self.auto_id}_{DATE_PARTS.index(self.parts_in_error[0]) if self.errors else 0}"
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id

    @property
    def display_value(self) -> str:
        """The cleaned answer in words, for "check your answers"."""
        value = self.form.cleaned_data.get(self.name)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, datetime.date):
            return date_format(value, "j F Y")
        if value is None or value == "":
            return ""
        if isinstance(value, str | int | float):
            return self._choice_labels().get(str(value), str(value))
        if isinstance(value, Mapping) or not hasattr(value, "__iter__"):
            return str(value)
        labels = self._choice_labels()
        return ", ".join(labels.get(str(item), str(item)) for item in value)

    def _choice_labels(self) -> dict[str, str]:
        if not isinstance(self.field, forms.ChoiceField) or isinstance(self.field, forms.ModelChoiceField):
            return {}
        choices = cast(Iterable[tuple[Any, Any]], self.field.choices)
        return {str(value): str(label) for value, label in choices}


class GovukRenderer(TemplatesSetting):
    """Draws any Django form in GOV.UK's way, those of libraries too."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovukBoundField


class GovukForm(forms.Form):
    """The base of our own forms."""

    page_heading: ClassVar[str] = ""  # the field whose label is the page's h1: one question to a page
    marks_optional: ClassVar[bool] = True
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _say_what_is_wrong(name, field)

    def ask(self, name: str, field: forms.Field) -> None:
        """One more field, known only when the form is made."""
        _say_what_is_wrong(name, field)
        self.fields[name] = field


class FilterForm(GovukForm):
    """Narrows a list. Nothing here has to be filled in, so nothing is marked as optional."""

    marks_optional = False


class AsAtForm(FilterForm):
    """Today, unless another day is asked for."""

    on = forms.DateField(label="As at", widget=DayInput, required=False, initial=timezone.localdate)

    def clean_on(self) -> datetime.date | None:
        asked: datetime.date | None = self.cleaned_data["on"]
        if asked and asked > timezone.localdate():
            raise ValidationError("The day must be today or in the past", code="future")
        return asked

    @property
    def day(self) -> datetime.date:
        asked: datetime.date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return asked or timezone.localdate()


def _say_what_is_wrong(name: str, field: forms.Field) -> None:
    """Fair messages where the field's author gave none."""
    label = str(field.label or name.replace("_", " ").capitalize())
    field.error_messages.setdefault("max_length", f"{label} must be %(limit_value)s characters or fewer")
    if isinstance(field, forms.EmailField):
        field.error_messages.setdefault("invalid", NOT_AN_ADDRESS)
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _what_is_missing(field, label)


def _what_is_missing(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to continue"
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    verb = "Select" if isinstance(field, forms.ChoiceField) else "Enter"
    return f"{verb} {lower_first(label)}"


@contextmanager
def rule_errors_on(form: forms.BaseForm) -> Iterator[None]:
    """Shows a refusal where the person can act on it: at the field it names, else above the form."""
    try:
        yield
    except RuleBroken as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
