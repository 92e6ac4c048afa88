"""How institutions work together: formality over the years and by place, who planned it, and for which learners."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from institutions.models import Area, Institution, Term
from outcomes.reports.working_together import Formality, formality, planned, target_groups
from partnerships.models import ActivityKind, Collaboration, Confirmation, Contribution, Partnership, Party
from partnerships.queries import record
from partnerships.queries.formality import formality_of
from tests.body_factories import BodyFactory
from tests.factories import CollaborationFactory, InstitutionFactory, PartnershipFactory
from tests.outcomes.screener import faults

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BEGAN, LATER = date(2023, 9, 1), date(2024, 8, 31)


def partnership(*parties: Institution, sponsored: bool = True, **facts: Any) -> Partnership:
    made: Partnership = PartnershipFactory.create(
        **{"institutions": parties, "started_on": BEGAN, "agreed_on": None, "reviewed_on": None} | facts
    )
    if sponsored:
        Party.objects.filter(partnership=made).update(sponsor="Sam Sponsor", sponsor_seniority="SENIOR")
    return made


@pytest.fixture
def one_of_each(schools: list[Institution], employer: Institution) -> list[Partnership]:
    """Ad hoc, with contacts, agreed, agreed until last year, and governed together."""
    pair = (schools[0], employer)
    governed = partnership(*pair, agreed_on=BEGAN)
    BodyFactory.create(partnership=governed, sitting=pair, started_on=date(2025, 1, 10))
    alone = partnership(*pair, agreed_on=BEGAN)
    BodyFactory.create(partnership=alone, sitting=[employer])
    return [
        partnership(*pair, sponsored=False, agreed_on=BEGAN),
        partnership(*pair),
        alone,
        partnership(*pair, agreed_on=BEGAN, agreement_ends_on=LATER),
        governed,
    ]


def counts(area: Area, day: date, place: int = 0, **asked: Any) -> dict[Formality, int]:
    return formality(area=area, days=[day], **asked)[day, place].counts


def test_the_sql_tells_what_the_page_of_each_partnership_tells(
    one_of_each: list[Partnership], england: Area
) -> None:
    told = [formality_of(each, record.read(each)) for each in one_of_each]
    assert told == [
        Formality.AD_HOC,
        Formality.NAMED_CONTACTS,
        Formality.WRITTEN_AGREEMENT,
        Formality.NAMED_CONTACTS,
        Formality.SHARED_GOVERNANCE,
    ]
    assert counts(england, TODAY) == {step: told.count(step) for step in Formality}


def test_an_earlier_day_is_told_from_what_held_then(one_of_each: list[Partnership], england: Area) -> None:
    assert counts(england, LATER) == {
        Formality.AD_HOC: 1,
        Formality.NAMED_CONTACTS: 1,
        Formality.WRITTEN_AGREEMENT: 3,
    }
    assert formality(area=england, days=[date(2023, 8, 31)]) == {}
    steps = formality(area=england, days=[TODAY])[TODAY, 0]
    assert [steps.share(step) for step in Formality] == [100, 80, 40, 20]


def test_a_partnership_counts_in_each_place_of_its_parties_and_once_above(
    schools: list[Institution], region: Area, authority: Area, england: Area
) -> None:
    elsewhere = InstitutionFactory.create(employer=True)
    there = elsewhere.local_authority
    assert there
    assert there.parent
    partnership(schools[0], elsewhere, agreed_on=BEGAN)
    assert counts(england, TODAY) == {Formality.WRITTEN_AGREEMENT: 1}
    for area, level, place in (
        (england, "region", region),
        (england, "region", there.parent),
        (region, "authority", authority),
    ):
        assert counts(area, TODAY, place.pk, level=level) == {Formality.WRITTEN_AGREEMENT: 1}
    assert set(formality(area=region, days=[TODAY], level="authority")) == {(TODAY, authority.pk)}


@pytest.fixture
def asked_type() -> Term:
    return ActivityKind.objects.filter(flags__contains=["CO_DESIGNED"])[:1].get().term


def activity(
    schools: Sequence[Institution], kind: Term, day: date, *flags: str, **facts: Any
) -> Collaboration:
    made: Collaboration = CollaborationFactory.create(
        organiser=schools[0], schools=schools, activity_type=kind, starts_on=day, flags=list(flags), **facts
    )
    return made


def test_activities_are_planned_together_or_one_sided_by_school_year_and_place(
    schools: list[Institution], asked_type: Term, england: Area, region: Area, authority: Area
) -> None:
    activity(schools, asked_type, date(2025, 9, 1), "CO_DESIGNED")
    activity(schools[:1], asked_type, date(2026, 8, 31))
    activity(schools[:1], asked_type, date(2025, 8, 31))
    not_asked = ActivityKind.objects.exclude(flags__contains=["CO_DESIGNED"])[:1].get().term
    activity(schools[:1], not_asked, date(2026, 1, 1))
    disputed = activity(schools[:1], asked_type, date(2026, 1, 1), "CO_DESIGNED")
    Contribution.objects.filter(collaboration=disputed).update(confirmation=Confirmation.DISPUTED)
    for area, level, place in (
        (england, "country", 0),
        (england, "region", region.pk),
        (region, "authority", authority.pk),
    ):
        found = planned(area=area, years=["2024/25", "2025/26"], level=level)
        assert {key: (each.activities, each.together, each.one_sided) for key, each in found.items()} == {
            ("2025/26", place): (2, 1, 1),
            ("2024/25", place): (1, 0, 1),
        }
        assert found["2025/26", place].share == 50


def test_what_was_meant_for_a_group_of_learners_is_told_with_how_much_was_selective(
    schools: list[Institution], asked_type: Term, authority: Area
) -> None:
    group = Term.objects.get(vocabulary="TARGET_GROUP", code="LOWER_SOCIO_ECONOMIC")
    for record_ in (
        activity(schools, asked_type, date(2025, 10, 1), "SELECTIVE"),
        activity(schools[:2], asked_type, date(2025, 10, 1)),
    ):
        record_.tags.add(group)
    found = {each.label: each for each in target_groups(area=authority, year="2025/26")}
    each = found[group.label]
    assert (each.activities, each.selective, each.schools, each.selective_schools) == (2, 1, 3, 3)
    assert sum(other.activities for other in found.values()) == 2
    assert len(found) == Term.objects.filter(vocabulary="TARGET_GROUP").count()


def test_somebody_reads_the_page_and_takes_its_tables_away(
    client: Client,
    one_of_each: list[Partnership],
    schools: list[Institution],
    asked_type: Term,
    england: Area,
    authority: Area,
    lead: User,
) -> None:
    activity(schools, asked_type, TODAY, "CO_DESIGNED")
    year = academic_year(TODAY)
    client.force_login(lead)
    page = client.get(f"/working-together/?year={year}").content.decode()
    assert "How formal live partnerships are, England" in page
    assert "80%" in page
    for area in (england, authority):
        for table in ("together", "groups"):
            address = f"/working-together/{area.code}/{table}"
            data, meta = (
                client.get(f"{address}.{ending}?year={year}").content.decode()
                for ending in ("csv", "meta.csv")
            )
            assert faults(data, meta) == [], (area, table)
