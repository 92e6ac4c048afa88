"""Which schools took part: ticked by a trust, looked up by an employer or a university.

Each of the three forms answers `chosen()`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy

from core.forms import Checkboxes, Radios, SuggestInput
from core.keys import is_key
from institutions.forms.meaning import described, meant_by
from institutions.models import Institution, Phase
from partnerships.forms.part import PartForm
from partnerships.models import Collaboration
from partnerships.queries.schools import schools_known_to, schools_of

CHOOSE = "choose"
EVERY = "all"
FEW = 3  # so few need no quick choices
IN_COLUMNS = "govuk-checkboxes--small cw-columns"
NONE_CHOSEN = "Select which schools took part"


class OwnSchoolForm(PartForm):
    """A school logs for itself: there is nothing to ask."""

    def __init__(self, *args: Any, **asked: Any) -> None:
        super().__init__(*args, **asked)
        self.choosable = [self.organiser]

    def chosen(self) -> list[Institution]:
        return [self.organiser]


class TrustSchoolsForm(PartForm):
    """All of the trust's schools, all of one phase, or those that are ticked."""

    which = forms.ChoiceField(
        label="Which schools took part?", required=False, widget=Radios(css="govuk-radios--small")
    )
    schools = forms.MultipleChoiceField(
        label="Choose the schools", required=False, widget=Checkboxes(css=IN_COLUMNS)
    )

    def __init__(self, *args: Any, **asked: Any) -> None:
        super().__init__(*args, **asked)
        on_record = _schools_on(self.record)
        self.choosable = _by_name([*schools_of(self.organiser).open().defer("search"), *on_record])
        _set_choices(self, "schools", [(str(school.pk), school.name) for school in self.choosable])
        if len(self.choosable) > FEW:
            _set_choices(self, "which", self._quick_choices())
        else:
            del self.fields["which"]
            self.fields["schools"].label = "Which schools took part?"
        self.initial = self._initial(on_record)

    def _quick_choices(self) -> list[tuple[str, str]]:
        counted = [(phase, len(self._of_phase(phase))) for phase in Phase]
        some = [
            (phase.value, f"{phase.label}: {count} school{'s' if count > 1 else ''}")
            for phase, count in counted
            if 0 < count < len(self.choosable)
        ]
        return [(EVERY, f"All {len(self.choosable)} schools"), *some, (CHOOSE, "Only some of them")]

    def _of_phase(self, phase: str) -> list[Institution]:
        return [school for school in self.choosable if phase in school.phases]

    def _initial(self, on_record: Sequence[Institution]) -> dict[str, Any]:
        if not on_record:
            return {}
        is_every = len(on_record) == len(self.choosable)
        return {
            "which": EVERY if is_every else CHOOSE,
            "schools": [str(school.pk) for school in on_record],
        }

    def clean_schools(self) -> list[str]:
        """The quick choice counts, unless it says to choose."""
        quick: str = self.cleaned_data.get("which", "")
        if quick == EVERY:
            return [str(school.pk) for school in self.choosable]
        if quick in Phase.values:
            return [str(school.pk) for school in self._of_phase(quick)]
        ticked: list[str] = self.cleaned_data["schools"]
        if self.is_strict and not ticked:
            self.add_error("which" if "which" in self.fields and quick != CHOOSE else "schools", NONE_CHOSEN)
        return ticked

    def chosen(self) -> list[Institution]:
        return _among(self.choosable, self.cleaned_data["schools"])


class FoundSchoolsForm(PartForm):
    """Schools that the partner knows, to tick, and a box to find others, one after another."""

    schools = forms.MultipleChoiceField(
        label="Which schools or colleges took part?", required=False, widget=Checkboxes(css=IN_COLUMNS)
    )
    school_name = forms.CharField(
        label="Find a school or college",
        help_text="Type its name, town, postcode or URN",
        max_length=200,
        required=False,
        widget=SuggestInput(source=reverse_lazy("institutions:suggest")),
    )

    def __init__(self, *args: Any, **asked: Any) -> None:
        super().__init__(*args, **asked)
        self.fields["school_name"].widget.attrs["data-suggest-url"] += "?kind=SCHOOL&kind=COLLEGE"
        on_record = _schools_on(self.record)
        ticked = [pk for pk in self.typed.getlist("schools") if is_key(pk)] if self.typed else []
        found = Institution.objects.schools().defer("search").in_bulk(ticked).values()
        self._offer([*schools_known_to(self.organiser), *on_record, *found])
        self.initial = {"schools": [str(school.pk) for school in on_record]}

    def _offer(self, schools: Iterable[Institution]) -> None:
        self.choosable = _by_name(schools)
        _set_choices(self, "schools", [(str(school.pk), described(school)) for school in self.choosable])

    def clean(self) -> dict[str, Any]:
        """Look up the name that was typed: it is ticked when it is clear which school is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        if typed := cleaned.get("school_name", "").strip():
            self._look_up(typed, cleaned)
        elif self.is_strict and not cleaned.get("schools"):
            self.add_error("schools" if self.choosable else "school_name", NONE_CHOSEN)
        return cleaned

    def _look_up(self, typed: str, cleaned: dict[str, Any]) -> None:
        assert self.typed is not None  # only what was sent is cleaned
        meant = meant_by(typed, kinds=Institution.LEARNING_KINDS)
        self._offer([*self.choosable, *meant.found])
        if meant.one:
            cleaned["schools"] = [*cleaned.get("schools", []), str(meant.one.pk)]
            self.typed.setlist("schools", cleaned["schools"])
            self.typed["school_name"] = ""
        elif meant.found:
            self.add_error("schools", f"More than one school matches “{typed}”. Tick the one you mean.")
            self.typed["school_name"] = ""
        else:
            self.add_error(
                "school_name",
                f"No school matches “{typed}”. Check the spelling, or type its postcode or URN.",
            )

    def chosen(self) -> list[Institution]:
        return _among(self.choosable, self.cleaned_data["schools"])


def _schools_on(record: Collaboration | None) -> list[Institution]:
    if record is None:
        return []
    return [contribution.school for contribution in record.contributions.select_related("school")]


def _by_name(schools: Iterable[Institution]) -> list[Institution]:
    return sorted({school.pk: school for school in schools}.values(), key=lambda each: (each.name, each.pk))


def _among(choosable: Iterable[Institution], keys: Iterable[str]) -> list[Institution]:
    ticked = set(keys)
    return [school for school in choosable if str(school.pk) in ticked]


def _set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
