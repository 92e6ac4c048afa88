"""The part of a pack about families: what the school says it does for them, and what they said.

Tenancy: both are published for everybody.
"""

from datetime import date
from typing import Any

from institutions.models import Institution
from outcomes.models import ViewsRound
from outcomes.reports.family_views import published_of, respondent_roles
from outcomes.reports.pack_parts import NOT_SAID, WITHHELD, Section
from partnerships.models import Entitlement, EntitlementStatus


def families_sections(school: Institution, *, on: date) -> list[Section]:
    return [_expected(school, on), _said(school, on), _done(school, on)]


def _expected(school: Institution, on: date) -> Section:
    found = Entitlement.objects.in_force(on).of_school(school).order_by("position", "pk")
    said = EntitlementStatus.objects.current(on).filter(school=school)
    by_entitlement = {each.entitlement_id: each for each in said}
    rows: list[list[Any]] = []
    for entitlement in found:
        status = by_entitlement.get(entitlement.pk)
        told = [status.get_status_display(), status.since, status.words] if status else [NOT_SAID, "", ""]
        rows.append([entitlement.title, entitlement.get_phase_display(), *told])
    header = ["What families can expect", "Phase", "By the school’s account", "Since", "In its words"]
    return Section(
        "Parental engagement",
        "What families can expect, as it held on the day.",
        header,
        rows,
    )


def _said(school: Institution, on: date) -> Section:
    rows = [
        [
            *(str(views_round), views_round.closes_on),
            str(line.criterion or "All who answered"),
            *(WITHHELD if people is None else people for people in line.by_role),
        ]
        for views_round in _rounds(school, on)
        for of_school in published_of(views_round, school=school).schools
        for line in of_school.lines
    ]
    header = ["Round", "Closed", "Who agree that", *map(str, respondent_roles())]
    words = "People, to the nearest ten; c: too few to show."
    return Section("What families said", words, header, rows)


def _done(school: Institution, on: date) -> Section:
    rows = [
        [str(views_round), action.words, action.owner, action.due_on, _if_by(action.done_on, on)]
        for views_round in _rounds(school, on)
        for action in views_round.actions.order_by("due_on", "pk")
    ]
    header = ["Round", "What is done about it", "Who answers for it", "By", "Done on"]
    return Section("What is done about it", "", header, rows)


def _rounds(school: Institution, on: date) -> list[ViewsRound]:
    rounds = ViewsRound.objects.about(school).filter(published_on__lte=on, figures__school=school)
    return list(rounds.distinct().select_related("criteria_set").order_by("closes_on", "pk"))


def _if_by(day: date | None, on: date) -> date | str:
    return day if day and day <= on else ""
