"""Accountable roles: appointments and departures by date, and vacancies that age."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions import tasks
from institutions.actions import appoint_role_holder, end_role
from institutions.models import Area, Institution, RoleHolder, RoleType
from institutions.queries.roles import (
    count_vacancies_by,
    roles_at,
    terms_ending,
    vacancies,
)
from tests.factories import GroupMembershipFactory, InstitutionFactory, RoleHolderFactory, RoleTypeFactory

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 21)


@pytest.fixture
def lead_role() -> RoleType:
    """The one role that schools must have here."""
    RoleType.objects.exclude(code="SLT_BUSINESS_LEAD").update(required_of=[])
    return RoleTypeFactory.create()


def _appoint(institution: Institution, role_type: RoleType, by: User, **facts: Any) -> RoleHolder:
    given: dict[str, Any] = {
        "name": "Ada Okoye",
        "email": "ada@example.org",
        "started_on": timezone.localdate(),
        "term_ends_on": None,
    }
    return appoint_role_holder(institution=institution, role_type=role_type, by=by, **(given | facts))


def _all() -> Any:
    return Institution.objects.all()


# Vacancies


def test_schools_must_have_a_business_lead_and_a_link_governor_and_secondaries_a_careers_leader(
    school: Institution,
) -> None:
    InstitutionFactory.create(closed=True)
    InstitutionFactory.create(employer=True)
    vacant = vacancies(within=_all().exclude(kind="TRUST").filter(pk=school.pk))
    assert {vacancy.role_type.code for vacancy in vacant} == {
        "SLT_BUSINESS_LEAD",
        "LINK_GOVERNOR",
        "CAREERS_LEADER",
    }
    primary = InstitutionFactory.create(phases=["PRIMARY"])
    at_primary = vacancies(within=_all().filter(pk=primary.pk))
    assert {vacancy.role_type.code for vacancy in at_primary} == {"SLT_BUSINESS_LEAD", "LINK_GOVERNOR"}
    assert not vacancies(within=_all().exclude(pk__in=[school.pk]).exclude(kind__in=["SCHOOL", "TRUST"]))


@pytest.mark.usefixtures("lead_role")
@pytest.mark.parametrize(
    ("opened_on", "on", "days"),
    [
        (None, NOVEMBER, 81),  # since 1 September
        (date(2010, 9, 1), NOVEMBER, 81),
        (date(2026, 11, 1), NOVEMBER, 20),  # opened since
        (date(2027, 1, 1), NOVEMBER, 81),  # a date to come says nothing about today
        (None, date(2026, 8, 31), 364),  # still last year's
        (None, date(2026, 9, 1), 0),
    ],
)
def test_a_role_that_nobody_ever_held_is_vacant_since_september_or_opening(
    opened_on: date | None, on: date, days: int
) -> None:
    InstitutionFactory.create(opened_on=opened_on)
    assert [vacancy.days for vacancy in vacancies(within=_all(), on=on)] == [days]


def test_ending_a_leads_role_shows_the_school_the_same_day_and_moves_totals_by_one(
    school: Institution, schools: list[Institution], lead_role: RoleType, lead: User
) -> None:
    for each in schools:
        RoleHolderFactory.create(institution=each, role_type=lead_role)
    trust, authority = school.groups.get().group_id, school.local_authority_id
    assert len(vacancies(within=_all())) == 0
    end_role(role_holder=school.role_holders.get(), ended_on=timezone.localdate(), by=lead)
    assert [(vacancy.institution, vacancy.days) for vacancy in vacancies(within=_all())] == [(school, 0)]
    assert len(vacancies(within=_all())) == 1
    assert count_vacancies_by("local_authority", within=_all()) == {authority: 1}
    GroupMembershipFactory.create(member=school, left_on=date(2020, 8, 31))
    members = _all().filter(groups__left_on=None)
    assert count_vacancies_by("groups__group", within=members) == {trust: 1}
    in_ten_days = timezone.localdate() + timedelta(days=10)
    assert [vacancy.days for vacancy in vacancies(within=_all(), on=in_ten_days)] == [10]


def test_a_vacancy_ages_from_the_last_of_several_departures(school: Institution, lead_role: RoleType) -> None:
    for left in (date(2026, 3, 1), date(2026, 10, 22), date(2024, 7, 1)):
        RoleHolderFactory.create(
            institution=school, role_type=lead_role, started_on=date(2020, 1, 1), ended_on=left
        )
    here = Institution.objects.filter(pk=school.pk)
    assert [vacancy.days for vacancy in vacancies(within=here, on=NOVEMBER)] == [30]


def test_a_successor_who_starts_later_leaves_a_gap(school: Institution, lead_role: RoleType) -> None:
    RoleHolderFactory.create(institution=school, role_type=lead_role, started_on=NOVEMBER + timedelta(days=5))
    here = Institution.objects.filter(pk=school.pk)
    assert len(vacancies(within=here, on=NOVEMBER)) == 1
    assert len(vacancies(within=here, on=NOVEMBER + timedelta(days=5))) == 0


def test_the_longest_vacancy_comes_first(lead_role: RoleType) -> None:
    newer, older = InstitutionFactory.create(), InstitutionFactory.create()
    RoleHolderFactory.create(
        institution=older, role_type=lead_role, started_on=date(2019, 1, 1), ended_on=date(2020, 1, 1)
    )
    assert [vacancy.institution for vacancy in vacancies(within=_all())] == [older, newer]


def test_a_retired_role_leaves_no_vacancy_and_keeps_its_holders_history(
    school: Institution, lead_role: RoleType
) -> None:
    RoleHolderFactory.create(institution=school, role_type=lead_role)
    RoleType.objects.filter(pk=lead_role.pk).update(valid_to=date(2020, 1, 1))
    assert len(vacancies(within=_all().schools())) == 0
    assert [role.role_type for role in roles_at(school)] == [lead_role]


@pytest.mark.parametrize("rows", [2, 20])
def test_vacancies_cost_the_same_for_any_number_of_schools(rows: int, django_assert_num_queries: Any) -> None:
    InstitutionFactory.create_batch(rows)
    with django_assert_num_queries(5):  # the required roles, and each of the four
        assert len(vacancies(within=_all())) == 3 * rows


def test_terms_that_end_soon_are_listed_in_time(school: Institution) -> None:
    soon, past = (
        RoleHolderFactory.create(institution=school, term_ends_on=timezone.localdate() + timedelta(days=days))
        for days in (60, -3)
    )
    RoleHolderFactory.create(institution=school, term_ends_on=timezone.localdate() + timedelta(days=61))
    RoleHolderFactory.create(
        institution=school, term_ends_on=timezone.localdate(), ended_on=timezone.localdate()
    )
    assert terms_ending(within=_all()) == [past, soon]


# Appointing and ending


def test_an_appointment_fills_the_vacancy_and_is_recorded(
    school: Institution, lead_role: RoleType, school_user: User
) -> None:
    here = Institution.objects.filter(pk=school.pk)
    assert len(vacancies(within=here)) == 1
    holder = _appoint(school, lead_role, school_user)
    assert len(vacancies(within=here)) == 0
    event = AuditEvent.objects.get(verb="role_holder_appointed")
    assert (event.subject_id, event.actor) == (holder.pk, school_user)


def test_a_new_holder_takes_over_from_the_present_one_on_the_day(
    school: Institution, lead_role: RoleType, school_user: User
) -> None:
    present = _appoint(school, lead_role, school_user, started_on=date(2025, 9, 1))
    _appoint(school, lead_role, school_user, name="Ben Shaw", started_on=date(2026, 9, 1))
    present.refresh_from_db()
    assert present.ended_on == date(2026, 9, 1)
    assert RoleHolder.objects.current(date(2026, 8, 31)).get(institution=school).name == "Ada Okoye"
    assert RoleHolder.objects.current(date(2026, 9, 1)).get(institution=school).name == "Ben Shaw"


def test_an_appointment_before_somebody_who_came_later_is_refused(
    school: Institution, lead_role: RoleType, school_user: User
) -> None:
    _appoint(school, lead_role, school_user, started_on=date(2026, 9, 1))
    with pytest.raises(RuleBroken, match="Ada Okoye began in this role on 1 September 2026") as refusal:
        _appoint(school, lead_role, school_user, name="Ben Shaw", started_on=date(2026, 5, 1))
    assert refusal.value.field == "started_on"


def test_a_role_for_several_keeps_them_all(school: Institution, school_user: User) -> None:
    champions = RoleTypeFactory.create(code="CHAMPION", label="Champion", required_of=[], is_single=False)
    _appoint(school, champions, school_user)
    _appoint(school, champions, school_user, name="Ben Shaw")
    assert RoleHolder.objects.current().filter(institution=school).count() == 2


def test_a_term_that_ends_before_it_starts_is_refused(
    school: Institution, lead_role: RoleType, school_user: User
) -> None:
    with pytest.raises(RuleBroken, match="must end after it starts"):
        _appoint(school, lead_role, school_user, term_ends_on=timezone.localdate())


def test_a_role_ends_once_and_not_before_it_began(school: Institution, lead: User) -> None:
    holder = RoleHolderFactory.create(institution=school, started_on=date(2026, 9, 1))
    with pytest.raises(RuleBroken, match="Enter that day or later"):
        end_role(role_holder=holder, ended_on=date(2026, 8, 31), by=lead)
    end_role(role_holder=holder, ended_on=date(2026, 9, 30), by=lead)
    with pytest.raises(RuleBroken, match="already has an end date"):
        end_role(role_holder=holder, ended_on=date(2026, 10, 1), by=lead)


def test_others_may_neither_appoint_nor_end(
    school: Institution, lead_role: RoleType, employer_user: User
) -> None:
    holder = RoleHolderFactory.create(institution=school, role_type=lead_role)
    with pytest.raises(PermissionDenied):
        _appoint(school, lead_role, employer_user)
    with pytest.raises(PermissionDenied):
        end_role(role_holder=holder, ended_on=timezone.localdate(), by=employer_user)


def test_managers_hear_once_of_a_term_that_ends_soon(
    school: Institution, lead: User, school_user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.remind_of_term_of, "delay", tasks.remind_of_term_of)
    soon = timezone.localdate() + timedelta(days=30)
    RoleHolderFactory.create(institution=school, name="Ada Okoye", term_ends_on=soon)
    RoleHolderFactory.create(institution=school, name="Ben Shaw", term_ends_on=soon, ended_on=soon)
    for _ in range(2):
        tasks.remind_of_terms_ending()
    letter = OutgoingEmail.objects.get()
    assert letter.to == lead.email
    assert "Ada Okoye" in letter.subject
    assert f"/institutions/{school.pk}/roles/" in letter.body


# Pages


def _roles_page(client: Client, institution: Institution) -> str:
    return client.get(reverse("institutions:roles", args=[institution.pk])).content.decode()


def test_everybody_sees_names_and_only_editors_see_addresses(
    client: Client, school: Institution, lead: User, stranger: User
) -> None:
    RoleHolderFactory.create(institution=school, name="Ada Okoye", email="ada@example.org")
    for somebody in (None, stranger):
        if somebody:
            client.force_login(somebody)
        page = _roles_page(client, school)
        assert "Ada Okoye" in page
        assert "ada@example.org" not in page
        assert "/end/" not in page
    client.force_login(lead)
    page = _roles_page(client, school)
    assert "ada@example.org" in page
    assert "/end/" in page


def test_a_trust_sees_the_vacancies_of_its_schools(
    client: Client, trust: Institution, schools: list[Institution]
) -> None:
    page = _roles_page(client, trust)
    for school in schools:
        assert page.count(school.name) == 3


def test_vacant_roles_are_counted_down_to_the_school(
    client: Client, region: Area, authority: Area, schools: list[Institution], lead_role: RoleType
) -> None:
    RoleHolderFactory.create(institution=schools[0], role_type=lead_role)
    InstitutionFactory.create(name="Elsewhere", local_authority__parent__name="Southern Weald")
    england = client.get(reverse("institutions:vacant_roles"))
    assert [(part.area.name, part.schools, part.vacancies) for part in england.context["parts"]] == [
        ("Northern Dales", 3, 2),
        ("Southern Weald", 1, 1),
    ]
    assert england.context["total"] == 3
    in_region = client.get(reverse("institutions:vacant_roles", args=[region.code]))
    assert [(part.area, part.vacancies) for part in in_region.context["parts"]] == [(authority, 2)]
    in_authority = client.get(reverse("institutions:vacant_roles", args=[authority.code]))
    assert [vacancy.institution for vacancy in in_authority.context["vacancies"]] == schools[1:]


@pytest.mark.parametrize("rows", [2, 20])
def test_counting_vacant_roles_costs_the_same_for_any_number_of_schools(
    client: Client, england: Area, rows: int, django_assert_num_queries: Any
) -> None:
    InstitutionFactory.create_batch(rows)
    # the area; networks; trusts with trustees; the required roles; vacancies; schools; regions
    with django_assert_num_queries(7):
        client.get(reverse("institutions:vacant_roles"))


@pytest.mark.parametrize("rows", [2, 20])
def test_the_roles_page_costs_the_same_for_any_number_of_holders(
    client: Client, school: Institution, rows: int, django_assert_num_queries: Any
) -> None:
    RoleHolderFactory.create_batch(rows, institution=school)
    # the school, the roles it must have, all holders, who of them is elsewhere, whom it lends
    with django_assert_num_queries(6):
        _roles_page(client, school)


def _appointment(**changes: str) -> dict[str, str]:
    return {
        "name": "Ada Okoye",
        "email": "",
        "started_on_day": "1",
        "started_on_month": "9",
        "started_on_year": "2026",
        "term_ends_on_day": "",
        "term_ends_on_month": "",
        "term_ends_on_year": "",
    } | changes


def test_a_lead_names_somebody_in_the_browser(client: Client, school: Institution, lead: User) -> None:
    client.force_login(lead)
    address = reverse("institutions:appoint", args=[school.pk])
    assert "Senior leader for business" in client.get(address).content.decode()
    chosen = f"{address}?role=SLT_BUSINESS_LEAD"
    page = client.get(chosen).content.decode()
    assert "How senior" in page
    assert "Which organisation do they come from" not in page  # that is asked of governors
    response = client.post(chosen, _appointment(seniority="SENIOR"))
    assert response.status_code == 302
    assert school.role_holders.get().seniority == "SENIOR"
    assert school.role_holders.get().started_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter full name"),
        ({"seniority": "KING"}, "Select a valid choice"),
        ({"started_on_month": "13"}, "Start date must be a real date"),
        (
            {"term_ends_on_day": "1", "term_ends_on_month": "8", "term_ends_on_year": "2026"},
            "must end after it starts",
        ),
        ({"email": "ada"}, "Enter an e-mail address in the correct format"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_what_was_typed_stays(
    client: Client, school: Institution, lead: User, changes: dict[str, str], sentence: str
) -> None:
    client.force_login(lead)
    address = reverse("institutions:appoint", args=[school.pk])
    response = client.post(f"{address}?role=SLT_BUSINESS_LEAD", _appointment(**changes))
    page = response.content.decode()
    assert sentence in page
    assert "Error: " in page
    assert 'value="2026"' in page
    assert not school.role_holders.exists()


@pytest.mark.parametrize("typed", ["", "TRUST_PARTNERSHIP_LEAD", "NONSENSE"])
def test_only_a_role_that_such_an_institution_has_can_be_chosen(
    client: Client, school: Institution, lead: User, typed: str
) -> None:
    client.force_login(lead)
    page = client.get(reverse("institutions:appoint", args=[school.pk]), {"role": typed}).content.decode()
    assert "Select a role" in page
    assert "Trust partnership lead" not in page


def test_a_lead_ends_a_role_in_the_browser(client: Client, school: Institution, lead: User) -> None:
    holder = RoleHolderFactory.create(institution=school)
    client.force_login(lead)
    address = reverse("institutions:end_role", args=[school.pk, holder.pk])
    assert holder.name in client.get(address).content.decode()
    day = {"ended_on_day": "1", "ended_on_month": "10", "ended_on_year": "2020"}
    assert "Enter that day or later" in client.post(address, day).content.decode()
    assert "within a year" in client.post(address, day | {"ended_on_year": "2062"}).content.decode()
    today = timezone.localdate()
    good = {
        "ended_on_day": str(today.day),
        "ended_on_month": str(today.month),
        "ended_on_year": str(today.year),
    }
    assert client.post(address, good).status_code == 302
    assert "Vacant" in _roles_page(client, school)


def test_others_cannot_open_the_forms(client: Client, school: Institution, stranger: User) -> None:
    holder = RoleHolderFactory.create(institution=school)
    client.force_login(stranger)
    assert client.get(reverse("institutions:appoint", args=[school.pk])).status_code == 403
    assert client.get(reverse("institutions:end_role", args=[school.pk, holder.pk])).status_code == 403


def test_a_holder_is_found_only_at_its_own_institution(
    client: Client, schools: list[Institution], lead: User
) -> None:
    holder = RoleHolderFactory.create(institution=schools[0])
    client.force_login(lead)
    assert client.get(reverse("institutions:end_role", args=[schools[1].pk, holder.pk])).status_code == 404
