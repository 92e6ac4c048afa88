"""A school's own leavers: exact inside, protected outside, and no other way between the two."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from core import db
from core.errors import RuleBroken
from institutions.models import Institution
from outcomes import actions, tasks
from outcomes.models import Fact, Leavers, Release
from tests.factories import PartnershipFactory
from tests.measure_factories import FactFactory, LeaversFactory

pytestmark = pytest.mark.django_db

CHECKOUT = Path(__file__).resolve().parents[2]
ALL = dict(zip(Leavers.DESTINATIONS, (60, 20, 30, 20, 10, 10), strict=True))
SOME = dict(zip(Leavers.DESTINATIONS, (18, 8, 12, 9, 3, 4), strict=True))


def record(school: Institution, by: User, **more: Any) -> None:
    given = {"period": "2022/23", "everybody": ALL, "disadvantaged": SOME, "partner": None, "to_partner": 0}
    actions.record_leavers(institution=school, by=by, **given | more)


def published(school: Institution, **more: Any) -> dict[str, int | None]:
    facts = Fact.objects.in_use().filter(institution=school, pupil_group=more.get("group", "ALL"))
    return dict(facts.values_list("measure__code", "numerator"))


def test_a_school_records_and_sees_its_leavers_exactly(school_user: User, schools: list[Institution]) -> None:
    record(schools[0], school_user)
    everybody, some = actions.view_leavers(institution=schools[0], by=school_user)
    assert (everybody.total, everybody.higher_education, some.apprenticeship) == (150, 60, 12)
    assert AuditEvent.objects.filter(verb="leavers_viewed", actor=school_user).count() == 1


def test_recorded_again_it_takes_the_place_of_what_was(school_user: User, schools: list[Institution]) -> None:
    record(schools[0], school_user)
    record(schools[0], school_user, everybody=ALL | {"employment": 21})
    assert Leavers.objects.get(pupil_group="ALL").employment == 21


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"disadvantaged": SOME | {"unknown": 11}}, "disadvantaged_unknown"),
        ({"to_partner": 61}, "to_partner"),
        ({"to_partner": 6}, "partner"),
        ({"period": "2098/99"}, "period"),
    ],
)
def test_counts_that_cannot_be_are_refused(
    change: dict[str, Any], field: str, school_user: User, schools: list[Institution]
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        record(schools[0], school_user, **change)
    assert refusal.value.field == field
    assert not Leavers.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "employer_user", "university_user", "broker", "administrator"])
def test_nobody_outside_the_school_records_or_sees_them(
    who: str, schools: list[Institution], request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    LeaversFactory.create(institution=schools[0])
    assert not Leavers.objects.visible_to(person).exists()
    with pytest.raises(PermissionDenied):
        actions.view_leavers(institution=schools[0], by=person)
    with pytest.raises(PermissionDenied):
        record(schools[0], person)


def test_what_is_published_is_rounded_and_small_numbers_are_withheld(
    school_user: User, schools: list[Institution]
) -> None:
    record(schools[0], school_user, everybody=ALL | {"employment": 27, "unknown": 5, "not_staying": 7})
    actions.publish_leavers()
    shown = published(schools[0])
    assert (shown["reported_leavers"], shown["reported_employment"]) == (150, 30)
    assert shown["reported_unknown"] is None
    assert shown["reported_not_staying"] is None  # else the rest of the total would tell
    assert all(number is None or number % 10 == 0 for number in shown.values())


def test_it_is_published_once_and_again_only_when_it_changed_by_much(schools: list[Institution]) -> None:
    row = LeaversFactory.create(institution=schools[0])
    tasks.publish_leavers()
    tasks.publish_leavers()
    Leavers.objects.filter(pk=row.pk).update(higher_education=65)  # rounds up, and is one release old
    tasks.publish_leavers()
    assert list(Release.objects.values_list("dataset", "name", "version")) == [("LEAVERS", "2022/23", 1)]
    Leavers.objects.filter(pk=row.pk).update(higher_education=80)
    tasks.publish_leavers()
    assert published(schools[0])["reported_higher_education"] == 80
    assert list(Release.objects.current().values_list("version", flat=True)) == [2]


def test_the_partners_share_needs_both_its_numbers(
    school_user: User, schools: list[Institution], university: Institution
) -> None:
    record(schools[0], school_user, partner=university, to_partner=20)
    actions.publish_leavers()
    fact = Fact.objects.get(measure__code="reported_to_partner")
    assert (fact.numerator, fact.size, fact.words) == (20, 60, "35%")
    record(schools[0], school_user, partner=university, to_partner=57)  # three went elsewhere
    actions.publish_leavers()
    assert published(schools[0])["reported_to_partner"] is None


def test_the_database_keeps_partners_and_entrants_together(schools: list[Institution]) -> None:
    with pytest.raises(IntegrityError):
        LeaversFactory.create(institution=schools[0], to_partner=6)


def test_exact_counts_stand_in_a_schema_of_their_own() -> None:
    found = db.rows("SELECT schemaname FROM pg_tables WHERE tablename = 'outcomes_leavers'")
    assert found == [{"schemaname": "raw"}]


def test_no_other_part_of_the_program_reads_exact_counts() -> None:
    """Its rows have no name on an institution, and no other module and no SQL asks for them."""
    apps = ("accounts", "brokerage", "config", "core", "institutions", "outcomes", "partnerships")
    files = [
        path for app in apps for path in (CHECKOUT / app).rglob("*.py") if "migrations" not in path.parts
    ]
    readers = {
        str(path.relative_to(CHECKOUT))
        for path in files
        if re.search(r"Leavers\.objects|outcomes_leavers", path.read_text())
    }
    assert readers == {"outcomes/actions/leavers.py"}


def test_a_school_walks_from_its_tab_to_its_counts(
    client: Client, school_user: User, schools: list[Institution], university: Institution
) -> None:
    PartnershipFactory.create(institutions=[schools[0], university])
    client.force_login(school_user)
    tab = reverse("outcomes:institution_outcomes", args=[schools[0].pk])
    assert reverse("outcomes:leavers", args=[schools[0].pk]) in client.get(tab).content.decode()
    form = reverse("outcomes:record_leavers", args=[schools[0].pk])
    years = client.get(form).context["form"].fields["period"].choices
    typed = {"period": years[0][0], "partner": university.pk, "to_partner": 11}
    typed |= {f"everybody_{name}": count for name, count in ALL.items()}
    typed |= {f"disadvantaged_{name}": count for name, count in SOME.items()}
    refused = client.post(form, typed | {"disadvantaged_employment": 21})
    assert "The disadvantaged cannot be more than all: 21 of 20" in refused.content.decode()
    page = client.post(form, typed, follow=True).content.decode()
    assert "18% of those who entered higher education (11 of 60" in page
    assert "7% of all leavers (11 of 150" in page
    assert "Not for publication" in page


def test_the_public_tab_says_why_it_is_not_set_beside_the_official_figure(
    client: Client, stranger: User, schools: list[Institution]
) -> None:
    FactFactory.create(institution=schools[0])
    LeaversFactory.create(institution=schools[0], higher_education=63)
    actions.publish_leavers()
    client.force_login(stranger)
    page = client.get(reverse("outcomes:institution_outcomes", args=[schools[0].pk])).content.decode()
    assert "Not comparable, because they come from different sources" in page
    assert ">63<" not in page
