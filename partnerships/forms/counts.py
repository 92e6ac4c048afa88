"""Who took part: a table of schools by year groups, and who is asked to confirm."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from core.forms import GovukForm, Radios, WholeNumberField
from institutions.models import Institution, YearGroup
from partnerships.actions.facts import MOST_PUPILS, Count, Counts, Others, OthersBySchool
from partnerships.forms.log import DRAFT
from partnerships.models import ActivityKind, Collaboration, Contribution, Participation
from partnerships.queries.schools import years_of

ALIKE = 0  # stands for the first row: every school alike
AMONG_LABELS = {
    "disadvantaged": "Disadvantaged",
    "girls": "Girls among",
    "first_in_family": "First in family among",
}
AMONG_HEADINGS = {
    "disadvantaged": "disadvantaged",
    "girls": "girls",
    "first_in_family": "first in their family",
}
OTHERS = {"adults": "Adults", "families": "Families"}
NAMED = 3  # schools that an error names before it says how many more


@dataclass(frozen=True)
class Box:
    """One number: `words` say what it counts where there is no room for column headings."""

    field: BoundField
    words: str


@dataclass(frozen=True)
class Row:
    """One school, or every school alike, with its boxes by year group: none where it has no such year group."""

    name: str
    cells: list[list[Box]]

    @property
    def boxes(self) -> list[Box]:
        return [box for cell in self.cells for box in cell]

    @property
    def boxes_in_error(self) -> list[Box]:
        return [box for box in self.boxes if box.field.errors]


class CountsForm(GovukForm):
    """An empty box in a school's row takes the number in the first row, so the same count is typed once.

    `is_split`: whether it is asked who is among the pupils. A partner does not know that of a school's pupils.
    """

    marks_optional = False

    definition = forms.ChoiceField(
        label="Which pupils did you count as disadvantaged?",
        help_text="These are different groups. Figures are only added up where they count the same one.",
        choices=Collaboration.Definition.choices,
        required=False,
        widget=Radios(css="govuk-radios--small"),
    )
    partner_email = forms.EmailField(
        label="E-mail address of somebody who was there",
        widget=forms.EmailInput(attrs={"class": "govuk-input--width-30", "autocomplete": "off"}),
        max_length=254,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        record: Collaboration,
        schools: list[Institution],
        is_split: bool,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial) | {"revision": record.revision})
        self.schools = schools
        kind = ActivityKind.objects.of(record.activity_type)
        self.among = [name for name in Participation.AMONG if _is_asked(name, kind)] if is_split else []
        self.others = [name for name in OTHERS if name.upper() in kind.counts]
        self.is_draft = data is not None and DRAFT in data
        self.years = [YearGroup(year) for year in record.year_groups] if kind.counts_pupils else []
        self.held = {
            school.pk: [year for year in self.years if year in years_of(school)] for school in schools
        }
        if not (self.among and self.years):
            del self.fields["definition"]
        if record.is_logged_by_partner:
            del self.fields["partner_email"]
        self._ask_counts()

    @property
    def has_many_schools(self) -> bool:
        return len(self.schools) > 1

    def _ask_counts(self) -> None:
        if self.has_many_schools:
            self._ask(ALIKE, "each school", self._years_shared())
        for school in self.schools:
            self._ask(school.pk, school.name, self.held[school.pk])

    def _years_shared(self) -> list[YearGroup]:
        return [year for year in self.years if any(year in years for years in self.held.values())]

    def _ask(self, school: int, name: str, years: Iterable[YearGroup]) -> None:
        for year in years:
            self.fields[_box_name("pupils", school, year)] = _box(f"{year.label} pupils, {name}")
            for among in self.among:
                label = f"{AMONG_LABELS[among]} {year.label} pupils, {name}"
                self.fields[_box_name(among, school, year)] = _box(label)
        for other in self.others:
            self.fields[_box_name(other, school)] = _box(f"{OTHERS[other]}, {name}")

    # What was counted

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        counts: dict[int, dict[str, Count]] = {school.pk: {} for school in self.schools}
        missing: dict[YearGroup, list[Institution]] = {}
        for school, year in self._pairs():
            pupils = self._typed("pupils", school, year)
            if pupils is not None:
                among = {name: self._typed(name, school, year) for name in self.among}
                self._refuse_too_many(school, year, pupils, among)
                counts[school.pk][year] = Count(pupils, **among)
            elif not any(_box_name("pupils", key, year) in self.errors for key in (school.pk, ALIKE)):
                missing.setdefault(year, []).append(school)
        if not self.is_draft:
            self._refuse_missing(missing)
        is_split = any(count.disadvantaged is not None for row in counts.values() for count in row.values())
        if is_split and not cleaned.get("definition"):
            self.add_error("definition", "Select which pupils you counted as disadvantaged")
        others = {
            school.pk: Others(**{name: self._typed(name, school) for name in self.others})
            for school in self.schools
        }
        return cleaned | {"counts": counts, "others": others}

    def _pairs(self) -> Iterator[tuple[Institution, YearGroup]]:
        return ((school, year) for school in self.schools for year in self.held[school.pk])

    def _refuse_too_many(
        self, school: Institution, year: YearGroup, pupils: int, among: Mapping[str, int | None]
    ) -> None:
        for name, number in among.items():
            if number is None or number <= pupils:
                continue
            own = _box_name(name, school.pk, year)
            at = own if self.cleaned_data.get(own) is not None else _box_name(name, ALIKE, year)
            words = AMONG_HEADINGS[name]
            self.add_error(at, f"{school}: {pupils} {year.label} pupils took part, so no more can be {words}")

    def _typed(self, name: str, school: Institution, year: str = "") -> int | None:
        """The school's own number, else the one for every school alike."""
        own: int | None = self.cleaned_data.get(_box_name(name, school.pk, year))
        return own if own is not None else self.cleaned_data.get(_box_name(name, ALIKE, year))

    def _refuse_missing(self, missing: Mapping[YearGroup, list[Institution]]) -> None:
        for year, schools in missing.items():
            if not self.has_many_schools:
                self.add_error(
                    _box_name("pupils", schools[0].pk, year),
                    f"Enter how many {year.label} pupils took part, or 0",
                )
                continue
            names = ", ".join(school.name for school in schools[:NAMED])
            more = f" and {len(schools) - NAMED} more" if len(schools) > NAMED else ""
            self.add_error(
                _box_name("pupils", schools[0].pk, year),
                f"Enter how many {year.label} pupils took part, or 0, at {names}{more}",
            )

    @property
    def counts(self) -> Counts:
        counts: Counts = self.cleaned_data["counts"]
        return counts

    @property
    def others_counted(self) -> OthersBySchool:
        counted: OthersBySchool = self.cleaned_data["others"]
        return counted

    # The table

    @property
    def columns(self) -> list[str]:
        """What is counted of each year group beside its pupils."""
        return [AMONG_HEADINGS[name] for name in self.among]

    @property
    def other_columns(self) -> list[str]:
        return [OTHERS[name] for name in self.others]

    def rows(self) -> list[Row]:
        schools = [Row(school.name, self._cells(school.pk, self.held[school.pk])) for school in self.schools]
        if not self.has_many_schools:
            return schools
        return [Row("Every school alike", self._cells(ALIKE, self._years_shared())), *schools]

    def _cells(self, school: int, years: list[YearGroup]) -> list[list[Box]]:
        others = [[Box(self[_box_name(name, school)], OTHERS[name])] for name in self.others]
        return [self._boxes(school, year) if year in years else [] for year in self.years] + others

    def _boxes(self, school: int, year: YearGroup) -> list[Box]:
        pupils = Box(self[_box_name("pupils", school, year)], f"{year.label} pupils")
        among = [
            Box(self[_box_name(name, school, year)], f"of them {AMONG_HEADINGS[name]}") for name in self.among
        ]
        return [pupils, *among]


def initial_counts(rows: Iterable[Participation], parts: Iterable[Contribution]) -> dict[str, int | None]:
    """The boxes as they were filled."""
    boxes: dict[str, int | None] = {}
    for row in rows:
        for name in ("pupils", *row.AMONG):
            boxes[_box_name(name, row.contribution.school_id, row.year_group)] = getattr(row, name)
    for part in parts:
        boxes |= {_box_name(name, part.school_id): getattr(part, name) for name in OTHERS}
    return boxes


def _is_asked(among: str, kind: ActivityKind) -> bool:
    """Who is disadvantaged is asked of all; the rest where the type asks."""
    return among == "disadvantaged" or among.upper() in kind.counts


def _box(label: str) -> WholeNumberField:
    """Its errors name it, because the summary lists many of them side by side."""
    messages = {
        "invalid": f"{label}: enter a whole number, like 30",
        "min_value": f"{label}: enter 0 or more",
        "max_value": f"{label}: enter {MOST_PUPILS:,} or fewer",
    }
    return WholeNumberField(
        label=label, min_value=0, max_value=MOST_PUPILS, required=False, error_messages=messages
    )


def _box_name(what: str, school: int, year: str = "") -> str:
    return f"{what}-{school}-{year}" if year else f"{what}-{school}"
