"""Who took part: a table of schools by year groups, and who is asked to confirm."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from core.forms import GovukForm, Radios, WholeNumberField
from institutions.models import Institution, YearGroup
from partnerships.actions.facts import MOST_PUPILS, Count, Counts
from partnerships.forms.log import DRAFT
from partnerships.models import Collaboration, Participation
from partnerships.queries.schools import years_of

ALIKE = 0  # stands for the first row: every school alike
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

    `is_split`: whether disadvantaged pupils are asked for. A partner does not know that of a school's pupils.
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
        self.is_split = is_split
        self.is_draft = data is not None and DRAFT in data
        self.years = [YearGroup(year) for year in record.year_groups]
        self.held = {
            school.pk: [year for year in self.years if year in years_of(school)] for school in schools
        }
        if not (is_split and self.years):
            del self.fields["definition"]
        if record.is_logged_by_partner:
            del self.fields["partner_email"]
        self._ask_counts()

    @property
    def has_many_schools(self) -> bool:
        return len(self.schools) > 1

    def _ask_counts(self) -> None:
        if self.has_many_schools:
            for year in self._years_shared():
                self._ask(ALIKE, year, "each school")
        for school in self.schools:
            for year in self.held[school.pk]:
                self._ask(school.pk, year, school.name)

    def _years_shared(self) -> list[YearGroup]:
        return [year for year in self.years if any(year in years for years in self.held.values())]

    def _ask(self, school: int, year: YearGroup, name: str) -> None:
        self.fields[_pupils(school, year)] = _box(f"{year.label} pupils, {name}")
        if self.is_split:
            box = _box(f"Disadvantaged {year.label} pupils, {name}")
            self.fields[_disadvantaged(school, year)] = box

    # What was counted

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        counts: dict[int, dict[str, Count]] = {school.pk: {} for school in self.schools}
        missing: dict[YearGroup, list[Institution]] = {}
        for school, year in self._pairs():
            pupils = self._typed(_pupils, school, year)
            if pupils is not None:
                disadvantaged = self._typed(_disadvantaged, school, year)
                self._refuse_too_many(school, year, pupils, disadvantaged)
                counts[school.pk][year] = Count(pupils, disadvantaged)
            elif _pupils(school.pk, year) not in self.errors and _pupils(ALIKE, year) not in self.errors:
                missing.setdefault(year, []).append(school)
        if not self.is_draft:
            self._refuse_missing(missing)
        is_split = any(count.disadvantaged is not None for row in counts.values() for count in row.values())
        if is_split and not cleaned.get("definition"):
            self.add_error("definition", "Select which pupils you counted as disadvantaged")
        return cleaned | {"counts": counts}

    def _pairs(self) -> Iterator[tuple[Institution, YearGroup]]:
        return ((school, year) for school in self.schools for year in self.held[school.pk])

    def _refuse_too_many(
        self, school: Institution, year: YearGroup, pupils: int, disadvantaged: int | None
    ) -> None:
        if disadvantaged is None or disadvantaged <= pupils:
            return
        own = _disadvantaged(school.pk, year)
        at = own if self.cleaned_data.get(own) is not None else _disadvantaged(ALIKE, year)
        self.add_error(
            at, f"{school}: {pupils} {year.label} pupils took part, so no more can be disadvantaged"
        )

    def _typed(self, name: Any, school: Institution, year: YearGroup) -> int | None:
        """The school's own number, else the one for every school alike."""
        own: int | None = self.cleaned_data.get(name(school.pk, year))
        return own if own is not None else self.cleaned_data.get(name(ALIKE, year))

    def _refuse_missing(self, missing: Mapping[YearGroup, list[Institution]]) -> None:
        for year, schools in missing.items():
            if not self.has_many_schools:
                self.add_error(
                    _pupils(schools[0].pk, year), f"Enter how many {year.label} pupils took part, or 0"
                )
                continue
            names = ", ".join(school.name for school in schools[:NAMED])
            more = f" and {len(schools) - NAMED} more" if len(schools) > NAMED else ""
            self.add_error(
                _pupils(schools[0].pk, year),
                f"Enter how many {year.label} pupils took part, or 0, at {names}{more}",
            )

    @property
    def counts(self) -> Counts:
        counts: Counts = self.cleaned_data["counts"]
        return counts

    # The table

    def rows(self) -> list[Row]:
        schools = [Row(school.name, self._cells(school.pk, self.held[school.pk])) for school in self.schools]
        if not self.has_many_schools:
            return schools
        return [Row("Every school alike", self._cells(ALIKE, self._years_shared())), *schools]

    def _cells(self, school: int, years: list[YearGroup]) -> list[list[Box]]:
        return [self._boxes(school, year) if year in years else [] for year in self.years]

    def _boxes(self, school: int, year: YearGroup) -> list[Box]:
        pupils = Box(self[_pupils(school, year)], f"{year.label} pupils")
        if not self.is_split:
            return [pupils]
        return [pupils, Box(self[_disadvantaged(school, year)], "of them disadvantaged")]


def initial_counts(rows: Iterable[Participation]) -> dict[str, int | None]:
    """The boxes as they were filled."""
    boxes: dict[str, int | None] = {}
    for row in rows:
        boxes[_pupils(row.contribution.school_id, row.year_group)] = row.pupils
        boxes[_disadvantaged(row.contribution.school_id, row.year_group)] = row.disadvantaged
    return boxes


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


def _pupils(school: int, year: str) -> str:
    return f"pupils-{school}-{year}"


def _disadvantaged(school: int, year: str) -> str:
    return f"disadvantaged-{school}-{year}"
