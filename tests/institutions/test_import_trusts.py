"""Trusts and the schools in them, with since when and until when."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from core.errors import RuleBroken
from institutions.actions import import_trusts
from institutions.actions.importing import Report
from institutions.models import Group, GroupMembership, Institution, Phase
from tests.factories import InstitutionFactory
from tests.institutions.register_files import TRUST, write_rows

pytestmark = pytest.mark.django_db

GROUP_LINK = {
    "URN": "100001",
    "Group UID": "2044",
    "Group ID": "TR00261",
    "Group Name": "Bridge Trust",
    "Companies House Number": "07318714",
    "Group Type": "Multi-academy trust",
    "Closed Date": "",
    "Group Status": "Open",
    "Joined date": "01-09-2019",
}


@pytest.fixture(autouse=True)
def schools() -> list[Institution]:
    urns = ("100001", "100002", "100003")
    return [InstitutionFactory.create(urn=urn, phases=[Phase.PRIMARY]) for urn in urns]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trusts.csv"


def bring_in(path: Path, *rows: dict[str, Any]) -> Report:
    return import_trusts(path=write_rows(path, list(rows), encoding="utf-8"))


def counts(report: Report) -> tuple[int, ...]:
    return report.inserted, report.updated, report.unchanged, report.rejected


def members(uid: str) -> set[str | None]:
    return set(
        GroupMembership.objects.current().filter(group__group_uid=uid).values_list("member__urn", flat=True)
    )


def test_a_trust_comes_in_with_every_identifier_that_it_has(path: Path) -> None:
    assert counts(bring_in(path, TRUST)) == (1, 0, 0, 0)
    trust = Institution.objects.get(kind="TRUST")
    assert (trust.group_uid, trust.trust_reference, trust.ukprn) == ("2044", "TR00261", "10058308")
    assert trust.company_number == "07318714"
    assert trust.name == "Bridge Trust of Sandbridge"
    assert trust.local_authority is None
    assert members("2044") == {"100001", "100002"}


def test_the_same_table_again_changes_nothing(path: Path) -> None:
    bring_in(path, TRUST)
    before = list(GroupMembership.objects.values())
    assert counts(bring_in(path, TRUST)) == (0, 0, 1, 0)
    assert list(GroupMembership.objects.values()) == before


def test_a_trust_of_one_academy_is_a_kind_of_its_own_and_keeps_what_it_says(path: Path) -> None:
    bring_in(path, GROUP_LINK | {"Group Type": "Single-academy trust"})
    trust = Group.objects.get(institution__group_uid="2044")
    assert trust.kind.code == "SINGLE_ACADEMY_TRUST"
    Group.objects.update(purpose="Ours")
    assert counts(bring_in(path, GROUP_LINK)) == (0, 1, 0, 0)
    trust.refresh_from_db()
    assert (trust.kind.code, trust.purpose) == ("MULTI_ACADEMY_TRUST", "Ours")


def test_a_school_that_is_no_longer_listed_has_left_and_its_membership_stays_on_record(path: Path) -> None:
    bring_in(path, TRUST)
    assert counts(bring_in(path, TRUST | {"INSTITUTIONS_INMAT": "100001"})) == (0, 1, 0, 0)
    assert members("2044") == {"100001"}
    assert GroupMembership.objects.get(member__urn="100002").left_on == timezone.localdate()


def test_a_table_of_key_stage_2_does_not_take_a_secondary_school_out_of_its_trust(path: Path) -> None:
    bring_in(path, TRUST)
    Institution.objects.filter(urn="100002").update(phases=[Phase.SECONDARY])
    bring_in(path, TRUST | {"INSTITUTIONS_INMAT": "100001"})
    assert members("2044") == {"100001", "100002"}


def test_a_school_that_joins_another_trust_leaves_the_first(path: Path) -> None:
    bring_in(path, TRUST)
    other = TRUST | {"TRUST_UID": "3000", "TRUST_NAME": "OTHER TRUST", "INSTITUTIONS_INMAT": "100002;100003"}
    assert counts(bring_in(path, other)) == (1, 0, 0, 0)
    assert (members("2044"), members("3000")) == ({"100001"}, {"100002", "100003"})
    assert GroupMembership.objects.filter(member__urn="100002").count() == 2


def test_a_school_that_comes_back_has_two_memberships(path: Path) -> None:
    bring_in(path, TRUST)
    bring_in(path, TRUST | {"INSTITUTIONS_INMAT": "100001"})
    bring_in(path, TRUST)
    assert members("2044") == {"100001", "100002"}
    assert GroupMembership.objects.filter(member__urn="100002").count() == 2


def test_an_unknown_school_on_a_list_is_reported_and_the_trust_goes_in(path: Path) -> None:
    report = bring_in(path, TRUST | {"INSTITUTIONS_INMAT": "100001;999999"})
    assert counts(report) == (1, 0, 0, 0)
    assert [(e.line, e.column, e.value) for e in report.errors] == [(2, "INSTITUTIONS_INMAT", "999999")]
    assert members("2044") == {"100001"}


def test_group_links_bring_trusts_and_the_days_on_which_schools_joined(path: Path) -> None:
    second = GROUP_LINK | {"URN": "100002", "Joined date": "01/04/2021"}
    assert counts(bring_in(path, GROUP_LINK, second)) == (2, 0, 0, 0)
    joined = dict(GroupMembership.objects.values_list("member__urn", "joined_on"))
    assert joined == {"100001": date(2019, 9, 1), "100002": date(2021, 4, 1)}
    assert counts(bring_in(path, GROUP_LINK, second)) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    "kind", ["Trust", "Federation", "School sponsor", "Umbrella trust", "Children's Centre Group"]
)
def test_foundation_trusts_federations_sponsors_and_umbrella_trusts_are_no_academy_trusts(
    path: Path, kind: str
) -> None:
    report = bring_in(path, GROUP_LINK, GROUP_LINK | {"Group Type": kind, "Group UID": "9"})
    assert counts(report) == (1, 0, 0, 1)
    assert (report.errors[0].column, report.errors[0].message) == ("Group Type", "is not an academy trust")
    assert members("2044") == {"100001"}


def test_an_academy_is_in_one_trust_at_a_time(path: Path) -> None:
    report = bring_in(path, GROUP_LINK, GROUP_LINK | {"Group UID": "3000", "Group Name": "Other Trust"})
    assert (report.errors[0].line, report.errors[0].message) == (3, "is in trust 2044 already")
    assert (members("2044"), members("3000")) == ({"100001"}, set())


def test_a_closed_trust_is_closed_and_its_schools_have_left(path: Path) -> None:
    bring_in(path, GROUP_LINK)
    bring_in(path, GROUP_LINK | {"Group Status": "Closed", "Closed Date": "31-08-2024"})
    trust = Institution.objects.get(group_uid="2044")
    assert (trust.status, str(trust.closed_on)) == ("CLOSED", "2024-08-31")
    assert members("2044") == set()


def test_the_group_links_of_2017_name_the_trust_in_another_column(path: Path) -> None:
    older = {("Linked UID" if name == "Group UID" else name): cell for name, cell in GROUP_LINK.items()}
    del older["Group ID"]
    bring_in(path, older)
    assert members("2044") == {"100001"}


def test_a_table_of_something_else_is_refused(path: Path) -> None:
    with pytest.raises(RuleBroken, match="it is not a table of trusts or of their schools"):
        bring_in(path, {"URN": "100001", "Name": "Hill School"})
