"""What is asked of a document, by its kind."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import academic_year, academic_year_days
from core.fields import WordsField, offer_choices
from core.forms import Checkboxes, DateField, FilterForm, GovukForm, Radios
from institutions.forms.questions import InstitutionsField, answers_among, as_typed, field_for
from institutions.models import Area
from partnerships.actions import Contents
from partnerships.models import Document, DocumentKind, Partnership, PlanGoal
from partnerships.models.document import DocumentQuerySet
from partnerships.queries.documents import BROKERAGE, partnerships_for_goals

MOST_WORDS = 2_000


class DocumentForm(GovukForm):
    """The common facts, and those of the kind."""

    year = forms.CharField(label="For which school year?", help_text="Like 2026/27", max_length=7)
    link = forms.URLField(
        label="Where can it be read?",
        help_text="Its address on the web, where everybody can open it",
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address like https://www.example.org/plan"},
    )
    sections = forms.MultipleChoiceField(
        label="Which of these does it hold?",
        help_text="It can be submitted once all of them are there",
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )
    partners = InstitutionsField(label="Which partner schools does it name?")
    outcomes = WordsField(label="What are their pupils to learn?", max_length=MOST_WORDS)
    review_on = DateField(label="When is it to be reviewed?", noun="Date of the review")

    def __init__(
        self, *args: Any, kind: DocumentKind, document: Document | None = None, **kwargs: Any
    ) -> None:
        self.questions = kind.asked
        super().__init__(*args, initial=self._said_in(document), **kwargs)
        asks = {
            "year": kind.is_yearly,
            "sections": kind.sections,
            "partners": kind.names_partners,
            "outcomes": kind.names_partners,
        }
        for name, is_asked in asks.items():
            if not is_asked:
                del self.fields[name]
        if kind.sections:
            sections = self.fields["sections"]
            assert isinstance(sections, forms.MultipleChoiceField)
            sections.choices = [(section, section) for section in kind.sections]
        for question in self.questions:
            self.ask(question.code, field_for(question))

    def clean_year(self) -> str:
        year = re.sub(r"^(20\d\d)[-–/](?:20)?(\d\d)$", r"\1/\2", self.cleaned_data["year"].strip())
        try:
            academic_year_days(year)
        except ValueError as error:
            raise ValidationError("Enter a school year like 2026/27") from error
        return year

    def contents(self) -> Contents:
        told = self.cleaned_data
        plain = ("link", "review_on", "year", "sections", "partners", "outcomes")
        facts = {name: told[name] for name in plain if name in told}
        return Contents(answers=answers_among(told, self.questions), **facts)

    def _said_in(self, document: Document | None) -> dict[str, Any]:
        if document is None:
            return {"year": academic_year(timezone.localdate())}
        said = {
            name: getattr(document, name) for name in ("year", "link", "sections", "outcomes", "review_on")
        }
        named = document.partners.order_by("name", "pk").values_list("name", flat=True)
        return said | {"partners": "\n".join(named)} | as_typed(document.answers, self.questions)


class LinkForm(GovukForm):
    """Somebody opened it today."""

    is_broken = forms.TypedChoiceField(
        label="You opened the link: is the document there?",
        choices=[(False, "Yes, it is there"), (True, "No, the link is broken")],
        coerce=lambda typed: typed == "True",
        widget=Radios(),
        error_messages={"required": "Select whether the document is there"},
    )


class ProgressForm(GovukForm):
    words = WordsField(
        label="What came of it so far?",
        help_text="Everybody who is signed in can read it. Do not name pupils.",
        max_length=MOST_WORDS,
        rows=6,
    )


class GoalForm(GovukForm):
    """A goal, and what is to reach it."""

    words = forms.CharField(label="What is the goal?", max_length=200)
    measured_by = forms.CharField(label="How is it measured, and who answers for it?", max_length=200)
    partnerships = forms.ModelMultipleChoiceField(
        label="Which partnerships are to reach it?",
        queryset=Partnership.objects.none(),
        widget=Checkboxes(css="govuk-checkboxes--small"),
        required=False,
    )

    def __init__(self, *args: Any, document: Document, goal: PlanGoal | None = None, **kwargs: Any) -> None:
        said = {name: getattr(goal, name) for name in ("words", "measured_by")} if goal else {}
        linked = {"partnerships": list(goal.partnerships.values_list("pk", flat=True))} if goal else {}
        super().__init__(*args, initial=said | linked, **kwargs)
        offer_choices(self, "partnerships", partnerships_for_goals(document).order_by("title", "pk"))


class DocumentFilterForm(FilterForm):
    """Narrows the list of what is in force. A choice that is not on the list narrows nothing."""

    kind = forms.ModelChoiceField(
        label="Kind",
        queryset=DocumentKind.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="All kinds",
    )
    area = forms.ModelChoiceField(
        label="Area",
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="All of England",
    )
    state = forms.ChoiceField(
        label="State",
        choices=[
            ("", "Any"),
            ("overdue", "Overdue for review"),
            ("unaccepted", "Waits to be accepted"),
            ("broken", "Link is broken"),
        ],
        required=False,
    )
    brokerage = forms.ChoiceField(
        label="Brokerage in the plan",
        choices=[("", "Included or not"), ("yes", "Included"), ("no", "Not included")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", DocumentKind.objects.order_by("position"))
        places = Area.objects.current().filter(kind__in=[Area.Kind.REGION, Area.Kind.LOCAL_AUTHORITY])
        offer_choices(self, "area", places.order_by("kind", "name"))

    def narrow(self, rows: DocumentQuerySet) -> DocumentQuerySet:
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if area := chosen.get("area"):
            rows = rows.in_area(area)
        match chosen.get("state"):
            case "overdue":
                rows = rows.overdue()
            case "unaccepted":
                rows = rows.to_accept(area) if area else rows.filter(accepted_on=None)
            case "broken":
                rows = rows.filter(is_link_broken=True)
        if brokerage := chosen.get("brokerage"):
            rows = rows.filter(**{f"answers__{BROKERAGE}": brokerage == "yes"})
        return rows
