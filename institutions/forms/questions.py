"""Questions that are data, as fields of a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import Checkboxes, Radios, WholeNumberField
from institutions.actions.answers import LARGEST_NUMBER, MOST_ANSWER
from institutions.models import Institution, Question
from institutions.queries.search import is_identified_by, search

Answer = Question.Answer
MOST_NAMED = 50
YES_NO = [(True, "Yes"), (False, "No")]


class InstitutionsField(forms.CharField):
    """Institutions, named one to a line."""

    def __init__(self, *, label: str = "", required: bool = True) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text="One to a line: the name, or its URN, UKPRN or company number",
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Name at least one institution"},
        )

    def clean(self, value: Any) -> list[Institution]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_NAMED:
            raise ValidationError(f"Name {MOST_NAMED} institutions or fewer")
        return list(dict.fromkeys(_named(line) for line in lines))


def _named(line: str) -> Institution:
    """The one institution that is meant: by its number, its whole name, or the only one that matches."""
    known = Institution.objects.open_or_proposed().defer("search")
    for found in (known.filter(is_identified_by(line))[:2], known.filter(name__iexact=line)[:2]):
        if len(found) == 1:
            return found[0]
    matching = search(line, limit=2)
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise ValidationError(f"More than one institution matches “{line}”. Enter its URN or other number")
    raise ValidationError(f"No institution matches “{line}”. Check the spelling, or enter its number")


def field_for(question: Question) -> forms.Field:
    """The field of one question. What is missing or wrong is said at it."""
    said: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": question.is_required,
    }
    choices = [(choice, choice) for choice in question.choices]
    match Answer(question.answer):
        case Answer.TEXT:
            return forms.CharField(max_length=MOST_ANSWER, **said)
        case Answer.NUMBER:
            return WholeNumberField(min_value=question.least or 0, max_value=LARGEST_NUMBER, **said)
        case Answer.CHOICE:
            return forms.ChoiceField(choices=choices, widget=Radios(), **said)
        case Answer.CHOICES:
            return forms.MultipleChoiceField(choices=choices, widget=Checkboxes(), **said)
        case Answer.YES_NO:
            return forms.TypedChoiceField(
                choices=YES_NO,
                coerce=lambda typed: typed == "True",
                empty_value=None,
                widget=Radios(),
                **said,
            )
        case Answer.INSTITUTIONS:
            return InstitutionsField(label=question.label, required=question.is_required)


def answers_among(cleaned: Mapping[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """Those of the cleaned values that answer the questions, as they are kept."""
    said = {question.code: cleaned.get(question.code) for question in questions}
    return {code: _kept(value) for code, value in said.items() if value not in (None, "", [])}


def _kept(value: Any) -> Any:
    if isinstance(value, list):
        return [item.pk if isinstance(item, Institution) else item for item in value]
    return value


def as_typed(answers: Mapping[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """The answers as a person would type them: institutions by name."""
    typed = dict(answers)
    for question in questions:
        if question.answer == Question.Answer.INSTITUTIONS:
            named = Institution.objects.filter(pk__in=answers.get(question.code, []))
            typed[question.code] = "\n".join(named.order_by("name").values_list("name", flat=True))
    return typed
