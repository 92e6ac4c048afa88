"""People who answer: what a role asks, appointments taken back, other roles, hand-overs, volunteers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from institutions import actions
from institutions.models import HandOverTask, Institution, RoleHolder, RoleType
from institutions.queries.answering import (
    differing_advisers,
    elsewhere,
    left_behind,
    trusts_with_affiliated_trustee,
    volunteers_of,
)
from institutions.queries.roles import role_types_for, vacancies
from tests.factories import InstitutionFactory, RoleHolderFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def _role(code: str) -> RoleType:
    return RoleType.objects.get(code=code)


@pytest.fixture
def present(school: Institution) -> RoleHolder:
    return RoleHolderFactory.create(institution=school, role_type=_role("SLT_BUSINESS_LEAD"))


@pytest.fixture
def to_come(school: Institution, present: RoleHolder, lead: User) -> RoleHolder:
    """Appointed for next month, when the present holder leaves."""
    return actions.appoint_role_holder(
        institution=school,
        role_type=present.role_type,
        name="Ben Shaw",
        email="",
        started_on=timezone.localdate() + timedelta(days=30),
        term_ends_on=None,
        by=lead,
    )


# Types of role


ROLES = """
    EXECUTIVE_SPONSOR TRUST_PARTNERSHIP_LEAD SLT_BUSINESS_LEAD LINK_GOVERNOR CAREERS_LEADER GOVERNOR TRUSTEE
    EMPLOYEE_GOVERNOR COMMUNITY_LEADER PTA_CONTACT COMMUNITY_DIRECTOR EXECUTIVE_HEAD SHARED_POST SUBJECT_LEAD
    STRAND_LEAD LANGUAGES_CHAMPION PEER_MENTOR GOVERNOR_VOLUNTEER SCHOOL_IMPROVEMENT_PARTNER
    SCHOOL_IMPROVEMENT_OFFICER NATIONAL_CHALLENGE_ADVISER SYSTEM_LEADER NATIONAL_LEADER_OF_EDUCATION
"""


def test_every_role_of_the_sources_is_there() -> None:
    assert set(ROLES.split()) <= set(RoleType.objects.valid().values_list("code", flat=True))


def test_a_trustee_is_named_at_a_trust_and_not_at_a_school(trust: Institution, school: Institution) -> None:
    assert _role("TRUSTEE") in role_types_for(trust)
    assert _role("TRUSTEE") not in role_types_for(school)


def test_a_governor_serves_four_years_where_nothing_else_is_said(school: Institution, lead: User) -> None:
    for started_on, ends_on in (
        (date(2026, 9, 1), date(2030, 9, 1)),
        (date(2028, 2, 29), date(2032, 3, 1)),
    ):
        holder = actions.appoint_role_holder(
            institution=school,
            role_type=_role("LINK_GOVERNOR"),
            name="Ada Okoye",
            email="",
            started_on=started_on,
            term_ends_on=None,
            by=lead,
        )
        assert holder.term_ends_on == ends_on


def test_a_governor_comes_from_an_employer(
    client: Client, school: Institution, employer: Institution, lead: User
) -> None:
    client.force_login(lead)
    address = f"{reverse('institutions:appoint', args=[school.pk])}?role=EMPLOYEE_GOVERNOR"
    given = {
        "name": "Ada Okoye",
        "started_on_day": "1",
        "started_on_month": "9",
        "started_on_year": "2026",
        "affiliation": "No such firm",
    }
    assert "Nothing matches “No such firm”" in client.post(address, given).content.decode()
    assert client.post(address, given | {"affiliation": employer.name}).status_code == 302
    [volunteers] = volunteers_of(employer)
    assert (volunteers.role_type.code, [holder.name for holder in volunteers.holders]) == (
        "EMPLOYEE_GOVERNOR",
        ["Ada Okoye"],
    )
    page = client.get(reverse("institutions:roles", args=[employer.pk])).content.decode()
    assert "Employee governor: 1" in page


def test_trusts_with_a_trustee_from_a_university_or_an_employer_are_counted(
    trust: Institution, employer: Institution
) -> None:
    InstitutionFactory.create(trust=True)
    RoleHolderFactory.create(institution=trust, role_type=_role("TRUSTEE"))
    assert (trusts_with_affiliated_trustee().count, trusts_with_affiliated_trustee().total) == (0, 2)
    for _ in range(2):
        RoleHolderFactory.create(institution=trust, role_type=_role("TRUSTEE"), affiliation=employer)
    share = trusts_with_affiliated_trustee()
    assert (share.count, share.total, share.percent) == (1, 2, 50)


def test_schools_of_a_group_with_different_advisers_are_named(
    client: Client, trust: Institution, schools: list[Institution]
) -> None:
    partner = _role("SCHOOL_IMPROVEMENT_PARTNER")
    for school in schools:
        RoleHolderFactory.create(institution=school, role_type=partner, name="Ada Okoye")
    within = Institution.objects.members_of(trust)
    assert differing_advisers(within=within) == []
    RoleHolder.objects.filter(institution=schools[0]).update(name="Ben Shaw")
    [differing] = differing_advisers(within=within)
    assert len(differing.holders) == len(schools)
    page = client.get(reverse("institutions:roles", args=[trust.pk])).content.decode()
    assert "different people as school Improvement Partner" in page


# One person, several roles


def test_a_person_holds_roles_at_several_institutions(
    client: Client, schools: list[Institution], school_user: User
) -> None:
    RoleHolderFactory.create(
        institution=schools[0], role_type=_role("EXECUTIVE_HEAD"), name="Sam", email=school_user.email
    )
    RoleHolderFactory.create(
        institution=schools[1], role_type=_role("LINK_GOVERNOR"), name="Sam", email=school_user.email.upper()
    )
    RoleHolderFactory.create(institution=schools[1], name="Sam")  # a namesake
    [also] = elsewhere(schools[0])
    assert [(role.institution, role.role_type.code) for role in also.roles] == [(schools[1], "LINK_GOVERNOR")]
    client.force_login(school_user)
    page = client.get(reverse("institutions:my_roles")).content.decode()
    assert "Executive head" in page
    assert page.count(schools[1].name) == 1
    assert "Senior leader for business" not in page


def test_recognition_is_for_the_institutions_own_people(
    client: Client, school: Institution, lead: User, stranger: User
) -> None:
    role = _role("EXECUTIVE_HEAD")
    RoleHolderFactory.create(institution=school, role_type=role, recognition="Two points on the scale")
    for person, sees in ((lead, True), (stranger, False)):
        client.force_login(person)
        page = client.get(reverse("institutions:roles", args=[school.pk])).content.decode()
        assert ("Two points on the scale" in page) is sees


# Taking back, confirming


def test_an_appointment_that_has_not_begun_is_taken_back_and_the_present_holder_stays(
    client: Client, school: Institution, present: RoleHolder, to_come: RoleHolder, lead: User
) -> None:
    present.refresh_from_db()
    assert (present.ended_on, present.succeeded_by) == (to_come.started_on, to_come)
    client.force_login(lead)
    address = reverse("institutions:undo_appointment", args=[school.pk, to_come.pk])
    assert f"{present.name} stays in the role" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    present.refresh_from_db()
    assert present.ended_on is None
    assert not RoleHolder.objects.filter(pk=to_come.pk).exists()
    assert AuditEvent.objects.get(verb="appointment_undone").details["name"] == "Ben Shaw"
    here = Institution.objects.filter(pk=school.pk)
    vacant = vacancies(within=here, on=timezone.localdate() + timedelta(days=40))
    assert present.role_type not in [vacancy.role_type for vacancy in vacant]


def test_a_role_that_has_begun_is_ended_and_not_taken_back(present: RoleHolder, lead: User) -> None:
    with pytest.raises(RuleBroken, match="End the role instead"):
        actions.undo_appointment(role_holder=present, by=lead)


def test_names_are_confirmed_once_a_year(client: Client, school: Institution, lead: User) -> None:
    today = timezone.localdate()
    RoleHolderFactory.create(institution=school, started_on=today - timedelta(days=700))
    recent = RoleHolderFactory.create(institution=school, started_on=today - timedelta(days=300))
    assert recent not in RoleHolder.objects.unconfirmed()
    client.force_login(lead)
    roles = reverse("institutions:roles", args=[school.pk])
    assert client.get(roles).content.decode().count("Not confirmed for a year") == 1
    client.post(reverse("institutions:confirm_roles", args=[school.pk]))
    assert "Not confirmed for a year" not in client.get(roles).content.decode()
    assert not RoleHolder.objects.unconfirmed().exists()


# Hand-over


def test_what_was_carried_is_ticked_off_once(
    client: Client, school: Institution, present: RoleHolder, lead: User, stranger: User
) -> None:
    actions.end_role(role_holder=present, ended_on=timezone.localdate(), by=lead)
    for _ in range(2):  # the second finds it done
        actions.open_hand_over(role_holder=present, carried=[("Partnership: A", "/partnerships/1/")])
    [task] = left_behind(school)
    with pytest.raises(PermissionDenied):
        actions.finish_hand_over_task(task=task, by=stranger)
    client.force_login(lead)
    assert "Partnership: A" in client.get(reverse("institutions:roles", args=[school.pk])).content.decode()
    address = reverse("institutions:finish_hand_over_task", args=[school.pk, task.pk])
    client.post(address)
    done = HandOverTask.objects.get()
    assert done.done_by == lead
    assert left_behind(school) == []
    page = client.post(address, follow=True).content.decode()
    assert "This is handed over already" in page
