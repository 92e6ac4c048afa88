"""The page on which an activity is logged: its questions, in the order in which people tell it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.forms.models import ModelChoiceIterator
from django.http import QueryDict

from core.errors import RuleBroken
from core.fields import BeganField, HoursField
from core.forms import Checkboxes, DateField, GovukForm, Radios, WholeNumberField
from institutions.forms.terms import TermField
from institutions.models import Institution, SupportArea, Term, Vocabulary, YearGroup
from partnerships.actions.facts import MOST_SESSIONS, Facts
from partnerships.forms.partner import PartnerForm
from partnerships.forms.schools import FoundSchoolsForm, OwnSchoolForm, TrustSchoolsForm
from partnerships.forms.why import Why, reasons_for
from partnerships.models import ActivityKind, Collaboration
from partnerships.queries.schools import is_school_side, years_of_any

DRAFT = "draft"  # the button that keeps what there is
ADD = "add"  # the button that looks a school up


class TypeSelect(forms.Select):
    """Each type carries the areas that it usually serves, which static/log.js suggests."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if term := getattr(value, "instance", None):
            option["attrs"]["data-areas"] = " ".join(term.areas)
        return option


if TYPE_CHECKING:
    _Choices = ModelChoiceIterator[Term]
else:
    _Choices = ModelChoiceIterator


class ByGroup(_Choices):
    """The types under the headings of their groups; plain ones last."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        terms = list(self.queryset.select_related("activity_kind"))
        for group in ActivityKind.Group:
            if chosen := [term for term in terms if _group_of(term) == group]:
                yield group.label, [self.choice(term) for term in chosen]
        yield from (self.choice(term) for term in terms if _group_of(term) is None)


def _group_of(term: Term) -> str | None:
    kind = getattr(term, "activity_kind", None)
    return kind.group if kind else None


class ActivityTypeField(TermField):
    iterator = ByGroup

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Vocabulary.ACTIVITY_TYPE, empty_label="Choose the type of activity", **kwargs)


class ActivityForm(GovukForm):
    """What it was, when, and for whom."""

    marks_optional = False

    activity_type = ActivityTypeField(
        label="What did they do?",
        widget=TypeSelect,
        error_messages={"required": "Select what they did"},
    )
    area = forms.ChoiceField(
        label="Which area of support was it for?",
        choices=SupportArea.choices,
        required=False,
        widget=Radios(css="govuk-radios--small"),
    )
    starts_on = DateField(label="When was it?", help_text="For example, 27 9 2026", noun="Date")
    ends_on = DateField(label="Last day", noun="Last day", required=False)
    sessions = WholeNumberField(label="Sessions in all", min_value=1, max_value=MOST_SESSIONS, required=False)
    hours = HoursField(
        label="Hours in all, at each school (optional)",
        help_text="For example, 1.5",
        required=False,
    )
    year_groups = forms.MultipleChoiceField(
        label="Which year groups took part?",
        help_text="Tick none if it was not for pupils, such as training for teachers",
        required=False,
        widget=Checkboxes(css="govuk-checkboxes--small cw-columns cw-columns--narrow"),
    )
    title = forms.CharField(
        label="A short name for it (optional)",
        help_text="For example, Bridge building day. Never a pupil’s name.",
        max_length=200,
        required=False,
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    began = BeganField()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, *, years: Iterable[str], initial: dict[str, Any], is_strict: bool
    ) -> None:
        super().__init__(data, initial=initial)
        groups = self.fields["year_groups"]
        assert isinstance(groups, forms.MultipleChoiceField)
        groups.choices = [(year, YearGroup(year).label) for year in years]
        for name in ("activity_type", "starts_on"):
            self.fields[name].required = is_strict
        self.is_strict = is_strict
        if "revision" not in initial:  # a first telling asks for no more than it must
            del self.fields["hours"]

    def clean(self) -> dict[str, Any]:
        """A type that serves one area only answers the question of the area as well."""
        cleaned: dict[str, Any] = super().clean() or {}
        usual = cleaned["activity_type"].areas if cleaned.get("activity_type") else []
        if not cleaned.get("area") and "area" not in self.errors:
            if len(usual) == 1:
                cleaned["area"] = usual[0]
            elif self.is_strict:
                self.add_error("area", "Select the area of support")
        return cleaned

    @property
    def is_series(self) -> bool:
        """Whether the questions about a series are shown at once."""
        asked = [name for name in ("ends_on", "sessions", "hours") if name in self.fields]
        return any(self[name].value() not in (None, "", ["", "", ""]) for name in asked)


class LogForms:
    """The page's forms as one. Which of them ask anything depends on who logs."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organiser: Institution,
        record: Collaboration | None = None,
        is_copy: bool = False,
    ) -> None:
        """`record` is what is edited or, with `is_copy`, what the new one begins from."""
        self.organiser = organiser
        self.is_draft = data is not None and DRAFT in data
        self.is_adding = data is not None and ADD in data
        asked: dict[str, Any] = {
            "organiser": organiser,
            "record": record,
            "is_strict": not (self.is_draft or self.is_adding),
        }
        self.schools = _schools_form(organiser)(data, **asked)
        self.partner = PartnerForm(data, **asked) if is_school_side(organiser) else None
        self.activity = ActivityForm(
            data,
            years=years_of_any(self.schools.choosable) if self.partner else YearGroup.values,
            initial=_initial(record, is_copy=is_copy),
            is_strict=asked["is_strict"],
        )
        self.parts: list[GovukForm] = [
            part for part in (self.schools, self.partner, self.activity) if part is not None
        ]

    def is_valid(self) -> bool:
        """Every part is looked at, so that all that is wrong is said at once."""
        valid = [part.is_valid() for part in self.parts]
        return all(valid)

    @property
    def why(self) -> list[Why]:
        return reasons_for({name: field for part in self.parts for name, field in part.fields.items()})

    @property
    def errors(self) -> bool:
        return any(part.errors for part in self.parts)

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a refusal at the question that it is about, else above them all."""
        asks = next((part for part in self.parts if refusal.field in part.fields), None)
        if asks is None:
            self.activity.add_error(None, refusal.message)
        else:
            asks.add_error(refusal.field, refusal.message)

    def facts(self) -> Facts:
        """Whoever is not a school and logs is the partner."""
        told = self.activity.cleaned_data
        return Facts(
            schools=self.schools.chosen(),
            partner=self.partner.chosen() if self.partner else self.organiser,
            activity_type=told["activity_type"],
            area=told["area"],
            title=told["title"],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            sessions=told["sessions"] or 1,
            hours=told.get("hours"),
            year_groups=told["year_groups"],
        )


def _schools_form(
    organiser: Institution,
) -> type[OwnSchoolForm] | type[TrustSchoolsForm] | type[FoundSchoolsForm]:
    if organiser.is_school:
        return OwnSchoolForm
    return TrustSchoolsForm if is_school_side(organiser) else FoundSchoolsForm


def _initial(record: Collaboration | None, *, is_copy: bool) -> dict[str, Any]:
    if record is None:
        return {}
    told = {
        "activity_type": record.activity_type.code if record.activity_type else None,
        "area": record.area,
        "title": record.title,
        "hours": record.hours,
        "year_groups": record.year_groups,
    }
    if is_copy:
        return told
    series = record.sessions if record.sessions > 1 else None
    days = {"starts_on": record.starts_on, "ends_on": record.ends_on, "sessions": series}
    return told | days | {"revision": record.revision}
