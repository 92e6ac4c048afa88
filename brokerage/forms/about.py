"""What each kind of offer is asked: the questions are data, so their fields are made here."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from brokerage.actions.answers import LARGEST_NUMBER, MOST_ANSWER
from brokerage.models import OfferQuestion
from core.forms import Checkboxes, GovukForm, Radios, WholeNumberField
from core.wizard import Answers
from institutions.models import Institution, Term
from institutions.queries.search import is_identified_by, search

Answer = OfferQuestion.Answer
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
    """The one open institution that is meant: by its number, its whole name, or the only one that matches."""
    known = Institution.objects.open().defer("search")
    for found in (known.filter(is_identified_by(line))[:2], known.filter(name__iexact=line)[:2]):
        if len(found) == 1:
            return found[0]
    matching = search(line, limit=2)
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise ValidationError(f"More than one institution matches “{line}”. Enter its URN or other number")
    raise ValidationError(f"No institution matches “{line}”. Check the spelling, or enter its number")


class AboutForm(GovukForm):
    """What an offer of this kind, by such a provider, says beyond what every offer says."""

    wants_answers = True
    heading = "About what you offer"

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_for(answers):
            self.ask(question.code, field_for(question))


def questions_for(answers: Answers) -> list[OfferQuestion]:
    kind, provider = answers.get("kind"), answers.get("provider")
    if not isinstance(kind, Term):
        return []
    return list(OfferQuestion.objects.asked(kind=kind, provider_kind=provider.kind if provider else ""))


def field_for(question: OfferQuestion) -> forms.Field:
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


def answers_among(cleaned: Answers, questions: list[OfferQuestion]) -> dict[str, Any]:
    """Those of the cleaned values that answer the questions, as they are kept."""
    said = {question.code: cleaned.get(question.code) for question in questions}
    return {code: _kept(value) for code, value in said.items() if value not in (None, "", [])}


def _kept(value: Any) -> Any:
    if isinstance(value, list):
        return [item.pk if isinstance(item, Institution) else item for item in value]
    return value
