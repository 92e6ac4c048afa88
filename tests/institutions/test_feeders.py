"""Feeder links: by hand and by import, dated, between schools of the right phases."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from institutions.actions import end_tie, import_feeder_links, link_feeder
from institutions.actions.importing import Report
from institutions.models import Institution, InstitutionLink, Phase
from institutions.queries.feeders import feeders_of
from tests.factories import FeederLinkFactory, InstitutionFactory, MembershipFactory
from tests.institutions.register_files import write_rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def primary() -> Institution:
    return InstitutionFactory.create(primary=True, name="Brook Primary School", urn="200001")


def test_people_of_the_secondary_school_link_a_feeder(
    primary: Institution, school: Institution, school_user: User
) -> None:
    link = link_feeder(primary=primary, secondary=school, established_on=TODAY, by=school_user)
    assert feeders_of(school).receives_from == feeders_of(primary).sends_on_to == [link]
    assert AuditEvent.objects.get().verb == "feeder_linked"


def test_people_of_the_primary_school_and_of_the_trust_may_too(
    primary: Institution, schools: list[Institution], lead: User
) -> None:
    own = MembershipFactory.create(institution=primary).user
    link_feeder(primary=primary, secondary=schools[0], established_on=None, by=own)
    link_feeder(primary=primary, secondary=schools[1], established_on=None, by=lead)
    assert len(feeders_of(primary).sends_on_to) == 2


def test_others_may_not(primary: Institution, school: Institution, university_user: User) -> None:
    with pytest.raises(PermissionDenied):
        link_feeder(primary=primary, secondary=school, established_on=None, by=university_user)
    link = FeederLinkFactory.create(institution=primary, to_institution=school)
    with pytest.raises(PermissionDenied):
        end_tie(link=link, ended_on=TODAY, by=university_user)


def test_phases_that_do_not_fit_and_closed_schools_are_refused(
    primary: Institution, school: Institution, school_user: User
) -> None:
    for wrong in (
        InstitutionFactory.create(),
        InstitutionFactory.create(kind=Institution.Kind.COLLEGE),
        InstitutionFactory.create(primary=True, closed=True),
        school,
    ):
        with pytest.raises(RuleBroken):
            link_feeder(primary=wrong, secondary=school, established_on=None, by=school_user)
    by, second = MembershipFactory.create(institution=primary).user, InstitutionFactory.create(primary=True)
    with pytest.raises(RuleBroken, match="does not teach secondary pupils"):
        link_feeder(primary=primary, secondary=second, established_on=None, by=by)


def test_a_link_is_kept_once_ends_on_a_day_and_may_begin_again(
    primary: Institution, school: Institution, school_user: User
) -> None:
    first = TODAY - timedelta(days=30)
    link = link_feeder(primary=primary, secondary=school, established_on=first, by=school_user)
    with pytest.raises(RuleBroken, match="already"):
        link_feeder(primary=primary, secondary=school, established_on=TODAY, by=school_user)
    with pytest.raises(RuleBroken, match="on or after the day that the link began"):
        end_tie(link=link, ended_on=first - timedelta(days=1), by=school_user)
    with pytest.raises(RuleBroken, match="today or in the past"):
        end_tie(link=link, ended_on=TODAY + timedelta(days=1), by=school_user)
    end_tie(link=link, ended_on=TODAY, by=school_user)
    assert (feeders_of(school).receives_from, feeders_of(school).ended) == ([], [link])
    with pytest.raises(RuleBroken, match="ended already"):
        end_tie(link=link, ended_on=TODAY, by=school_user)
    again = link_feeder(primary=primary, secondary=school, established_on=TODAY, by=school_user)
    assert again.pk == link.pk
    assert feeders_of(school).receives_from == [again]


# Pages


def test_a_school_is_found_by_name_or_urn_and_linked(
    client: Client, primary: Institution, school: Institution, school_user: User
) -> None:
    client.force_login(school_user)
    address = reverse("institutions:link_feeder", args=[school.pk])
    answer = client.post(address, {"school": "brook primary"})
    assert answer["Location"] == reverse("institutions:feeders", args=[school.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "Receives pupils from" in page
    assert primary.name in page


def test_the_form_says_what_to_do_when_the_name_is_not_clear(
    client: Client, primary: Institution, school: Institution, school_user: User
) -> None:
    other = InstitutionFactory.create(primary=True, name="Brook Infant School")
    client.force_login(school_user)
    address = reverse("institutions:link_feeder", args=[school.pk])
    page = client.post(address, {"school": "Brook"}).content.decode()
    assert f"{primary.urn} for Brook Primary School" in page
    assert f"{other.urn} for" in page
    assert "No open primary school matches" in client.post(address, {"school": school.name}).content.decode()
    assert not InstitutionLink.objects.exists()
    assert client.post(address, {"school": other.urn}).status_code == 302


def test_an_all_through_school_says_which_way(client: Client, school: Institution, school_user: User) -> None:
    Institution.objects.filter(pk=school.pk).update(phases=[Phase.PRIMARY, Phase.SECONDARY])
    secondary = InstitutionFactory.create(name="Weir High School")
    client.force_login(school_user)
    address = reverse("institutions:link_feeder", args=[school.pk])
    assert "Select which way the pupils go" in client.post(address, {"school": "Weir"}).content.decode()
    client.post(address, {"direction": "TO", "school": "Weir"})
    assert feeders_of(secondary).receives_from


def test_a_link_is_ended_on_the_page(client: Client, school: Institution, school_user: User) -> None:
    link = FeederLinkFactory.create(to_institution=school)
    client.force_login(school_user)
    day = {"ended_on_day": TODAY.day, "ended_on_month": TODAY.month, "ended_on_year": TODAY.year}
    client.post(reverse("institutions:end_tie", args=[school.pk, link.pk]), day)
    link.refresh_from_db()
    assert link.ended_on == TODAY


def test_a_link_of_other_schools_is_not_there(client: Client, school: Institution, school_user: User) -> None:
    client.force_login(school_user)
    elsewhere = FeederLinkFactory.create()
    assert client.get(reverse("institutions:end_tie", args=[school.pk, elsewhere.pk])).status_code == 404


# Import


def bring_in(path: Path, *rows: dict[str, str]) -> Report:
    write_rows(path, [{"Primary URN": "200001", "Secondary URN": "300001"} | row for row in rows])
    return import_feeder_links(path=path)


def counts(report: Report) -> tuple[int, ...]:
    return report.rows_read, report.inserted, report.updated, report.unchanged, report.rejected


@pytest.fixture
def path(tmp_path: Path, primary: Institution) -> Path:
    InstitutionFactory.create(urn="300001")
    return tmp_path / "feeders.csv"


def test_links_come_in_with_their_dates_and_the_same_file_again_changes_nothing(path: Path) -> None:
    dates = {"From": "01/09/2020", "Until": ""}
    assert counts(bring_in(path, dates)) == (1, 1, 0, 0, 0)
    assert counts(bring_in(path, dates)) == (1, 0, 0, 1, 0)
    assert counts(bring_in(path, dates | {"Until": "31/08/2025"})) == (1, 0, 1, 0, 0)
    link = InstitutionLink.objects.get()
    assert (str(link.established_on), str(link.ended_on)) == ("2020-09-01", "2025-08-31")


def test_a_table_without_dates_leaves_known_dates_alone(path: Path) -> None:
    bring_in(path, {"From": "01/09/2020"})
    assert counts(bring_in(path, {})) == (1, 0, 0, 1, 0)
    assert str(InstitutionLink.objects.get().established_on) == "2020-09-01"


def test_rows_that_cannot_be_are_rejected_with_their_reason(path: Path) -> None:
    report = bring_in(
        path,
        {"From": "", "Until": ""},
        {"From": "", "Until": ""},
        {"From": "", "Until": "", "Primary URN": "999999"},
        {"From": "", "Until": "", "Primary URN": "300001", "Secondary URN": "200001"},
        {"From": "01/09/2020", "Until": "01/09/2019", "Primary URN": "300001"},
        {"From": "01/09/2099", "Until": "", "Primary URN": "12"},
    )
    assert counts(report) == (6, 1, 0, 0, 5)
    assert [problem.line for problem in report.errors] == [3, 4, 5, 6, 7]
    assert "does not teach primary pupils" in report.errors[2].message
