"""Logging in the browser: what is asked, what is kept, what is said when it is wrong."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from institutions.models import DesignationKind, Institution, Role
from partnerships import actions
from partnerships.actions import Facts
from partnerships.models import Collaboration, Confirmation, Participation
from tests.factories import CollaborationFactory, InstitutionFactory, MembershipFactory, TermFactory
from tests.partnerships.conftest import Log

pytestmark = pytest.mark.django_db

NEW = "/collaborations/new/"
Post = Callable[..., Any]


@pytest.fixture
def answers(employer: Institution, schools: list[Institution]) -> dict[str, Any]:
    """What a trust lead types on the first page."""
    TermFactory.create(activity_type=True)
    day = timezone.localdate() - timedelta(days=7)
    return {
        "partner": str(employer.pk),
        "schools": [str(school.pk) for school in schools],
        "activity_type": "TALK",
        "area": "STEM",
        "starts_on_day": day.day,
        "starts_on_month": day.month,
        "starts_on_year": day.year,
        "year_groups": ["Y09"],
        "title": "Bridge building day",
        "submission_key": str(uuid4()),
    }


@pytest.fixture
def as_lead(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def test_a_trust_lead_logs_one_activity_for_twelve_schools_on_two_pages(
    as_lead: Client, answers: dict[str, Any], twelve: list[Institution]
) -> None:
    page = as_lead.post(NEW, {**answers, "which": "all", "schools": []})
    record = Collaboration.objects.get()
    assert page.url == reverse("partnerships:collaboration_counts", args=[record.pk])
    page = as_lead.post(
        page.url,
        {
            "pupils-0-Y09": "30",
            "disadvantaged-0-Y09": "6",
            f"pupils-{twelve[0].pk}-Y09": "1,000",
            f"disadvantaged-{twelve[1].pk}-Y09": "0",
            "definition": "FSM6",
            "partner_email": "partner@example.com",
            "revision": record.revision,
        },
    )
    assert page.url == reverse("partnerships:collaboration", args=[record.pk])
    assert b"1,330 pupils" in as_lead.get(page.url).content
    record.refresh_from_db()
    assert record.is_recorded
    assert record.contributions.count() == 12
    counted = Participation.objects.order_by("contribution__school__name").values_list(
        "pupils", "disadvantaged"
    )
    assert list(counted) == [(1000, 6), (30, 0), *[(30, 6)] * 10]


def test_one_schools_activity_asks_no_more_than_twelve_things(
    client: Client, school_user: User, employer: Institution, answers: dict[str, Any]
) -> None:
    client.force_login(school_user)
    asked = _fields(client.get(NEW).content) - {"found_for", "submission_key", "began", "revision"}
    client.post(NEW, {**answers, "partner": "", "partner_name": employer.name})
    record = Collaboration.objects.get()
    asked |= _fields(client.get(f"/collaborations/{record.pk}/counts/").content) - {"revision"}
    assert len(asked) <= 12, asked


def _fields(content: bytes) -> set[str]:
    """Names of what a person is asked for; a date is one thing, and so is a list of boxes to tick."""
    form = content.decode().partition("<main")[2].partition("</main>")[0]
    names = re.findall(r'<(?:input|select|textarea)\b[^>]*? name="([^"]+)"', form)
    return {re.sub("_(day|month|year)$", "", name) for name in names} - {"csrfmiddlewaretoken"}


def test_typed_input_is_kept_when_something_is_wrong(as_lead: Client, answers: dict[str, Any]) -> None:
    page = as_lead.post(NEW, {**answers, "starts_on_day": "31", "starts_on_month": "2"})
    html = page.content.decode()
    assert "Date must be a real date" in html
    assert 'value="Bridge building day"' in html
    assert 'value="31"' in html
    assert not Collaboration.objects.exists()


def test_everything_that_is_missing_is_said_at_once(as_lead: Client) -> None:
    html = as_lead.post(NEW, {"submission_key": str(uuid4())}).content.decode()
    for sentence in (
        "Say who the partner was",
        "Select which schools took part",
        "Select what they did",
        "Select the area of support",
        "Enter the date",
    ):
        assert sentence in html


def test_a_draft_needs_nothing(as_lead: Client) -> None:
    page = as_lead.post(NEW, {"submission_key": str(uuid4()), "draft": "1"}, follow=True)
    assert b"is kept as a draft" in page.content
    assert Collaboration.objects.get().state == Collaboration.State.DRAFT


def test_a_refusal_is_shown_at_its_question(as_lead: Client, answers: dict[str, Any]) -> None:
    html = as_lead.post(NEW, {**answers, "title": "For A123456789012"}).content.decode()
    assert 'href="#id_title"' in html
    assert "unique pupil number" in html
    assert not Collaboration.objects.exists()


def test_a_type_that_serves_one_area_answers_for_the_area(as_lead: Client, answers: dict[str, Any]) -> None:
    TermFactory.create(activity_type=True, code="CAMPUS_VISIT")
    as_lead.post(NEW, {**answers, "activity_type": "CAMPUS_VISIT", "area": ""})
    assert Collaboration.objects.get().area == "HIGHER_EDUCATION"


@pytest.mark.parametrize(
    ("which", "expected"), [("all", 4), ("PRIMARY", 1), ("SECONDARY", 3), ("choose", 2), ("", 2)]
)
def test_the_quick_choices_of_schools(
    as_lead: Client,
    answers: dict[str, Any],
    trust: Institution,
    schools: list[Institution],
    which: str,
    expected: int,
) -> None:
    primary = InstitutionFactory.create(primary=True)
    trust.memberships.create(member=primary)
    ticked = [str(school.pk) for school in schools[:2]]
    as_lead.post(NEW, {**answers, "which": which, "schools": ticked})
    assert Collaboration.objects.get().contributions.count() == expected


def test_a_planned_activity_is_kept_but_not_recorded(as_lead: Client, answers: dict[str, Any]) -> None:
    day = timezone.localdate() + timedelta(days=30)
    planned = {"starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year}
    page = as_lead.post(NEW, answers | planned, follow=True)
    assert b"has not finished yet" in page.content
    assert b"Log it" not in page.content
    record = Collaboration.objects.get()
    counts = {"pupils-0-Y09": "30", "revision": record.revision}
    page = as_lead.post(f"/collaborations/{record.pk}/counts/", counts)
    assert b"record it once it has happened" in page.content


# The partner


def test_a_partner_is_found_by_a_mistyped_part_of_its_name(
    as_lead: Client, answers: dict[str, Any], employer: Institution
) -> None:
    as_lead.post(NEW, {**answers, "partner": "", "partner_name": "kiln"})
    assert Collaboration.objects.get().partner == employer


def test_of_several_partners_one_is_chosen(as_lead: Client, answers: dict[str, Any]) -> None:
    one, other = (InstitutionFactory.create(employer=True, name=f"Harbour {n}") for n in ("East", "West"))
    typed = {**answers, "partner": "", "partner_name": "harbour"}
    html = as_lead.post(NEW, typed).content.decode()
    assert "More than one partner matches “harbour”" in html
    assert f'value="{one.pk}"' in html
    as_lead.post(NEW, {**typed, "partner": str(other.pk), "found_for": "harbour"})
    assert Collaboration.objects.get().partner == other


def test_a_new_name_counts_before_the_choice_that_was_found_for_another(
    as_lead: Client, answers: dict[str, Any], employer: Institution
) -> None:
    other = InstitutionFactory.create(employer=True, name="Harbour East")
    as_lead.post(NEW, {**answers, "partner": str(other.pk), "partner_name": "kiln", "found_for": "harbour"})
    assert Collaboration.objects.get().partner == employer


def test_a_partner_that_is_not_listed_is_added(as_lead: Client, answers: dict[str, Any]) -> None:
    typed = {**answers, "partner": "", "partner_name": "Corner Bakery"}
    assert b"Nothing matches" in as_lead.post(NEW, typed).content
    as_lead.post(NEW, {**typed, "partner": "new:EMPLOYER", "found_for": "Corner Bakery"})
    partner = Collaboration.objects.get().partner
    assert partner is not None
    assert (partner.name, partner.kind) == ("Corner Bakery", Institution.Kind.EMPLOYER)


def test_the_last_partners_are_offered_first(as_lead: Client, log: Log) -> None:
    log()
    assert b"Kiln Works Ltd, Stonebridge" in as_lead.get(NEW).content


# An employer logs


def test_an_employer_looks_schools_up_one_after_another(
    client: Client, employer_user: User, answers: dict[str, Any]
) -> None:
    first, second = (InstitutionFactory.create(name=f"{name} School") for name in ("Yew", "Zinnia"))
    client.force_login(employer_user)
    html = client.post(NEW, {**answers, "schools": [], "school_name": "yew", "add": "1"}).content.decode()
    assert re.search(rf'value="{first.pk}" checked', html)
    assert "There is a problem" not in html
    client.post(NEW, {**answers, "schools": [str(first.pk)], "school_name": "zinnia"})
    record = Collaboration.objects.get()
    assert record.is_logged_by_partner
    assert {each.school for each in record.contributions.all()} == {first, second}


def test_a_school_that_is_not_found_is_said(
    client: Client, employer_user: User, answers: dict[str, Any]
) -> None:
    client.force_login(employer_user)
    html = client.post(NEW, {**answers, "schools": [], "school_name": "nowhere", "add": "1"}).content.decode()
    assert "No school matches “nowhere”" in html


def test_an_employer_is_not_asked_who_was_disadvantaged(
    client: Client, employer_user: User, school: Institution, answers: dict[str, Any]
) -> None:
    client.force_login(employer_user)
    page = client.post(NEW, {**answers, "schools": [], "school_name": school.name}, follow=True)
    assert b"disadvantaged" not in page.content


# Counting


@pytest.fixture
def draft(trust: Institution, lead: User, facts: Callable[..., Facts]) -> Collaboration:
    return actions.draft_collaboration(organiser=trust, facts=facts(), submission_key=uuid4(), by=lead)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {},
            "Enter how many Year 9 pupils took part, or 0, at Ash Lane School, Beech Hill School, Cedar Road",
        ),
        ({"pupils-0-Y09": "many"}, "enter a whole number, like 30"),
        ({"pupils-0-Y09": "-1"}, "enter 0 or more"),
        ({"pupils-0-Y09": "99999999999"}, "enter 5,000 or fewer"),
        ({"pupils-0-Y09": "5", "disadvantaged-0-Y09": "6", "definition": "FSM6"}, "no more can be"),
        ({"pupils-0-Y09": "5", "disadvantaged-0-Y09": "1"}, "Select which pupils you counted"),
        ({"pupils-0-Y09": "5", "partner_email": "nobody"}, "correct format"),
    ],
)
def test_counts_that_are_not_right_are_said_and_kept(
    as_lead: Client, draft: Collaboration, typed: dict[str, str], sentence: str
) -> None:
    page = as_lead.post(f"/collaborations/{draft.pk}/counts/", {**typed, "revision": draft.revision})
    html = page.content.decode()
    assert sentence in html
    for value in typed.values():
        assert f'value="{value}"' in html
    draft.refresh_from_db()
    assert not draft.is_recorded


def test_a_school_is_only_asked_for_year_groups_that_it_has(
    as_lead: Client, draft: Collaboration, trust: Institution, lead: User, facts: Callable[..., Facts]
) -> None:
    primary = InstitutionFactory.create(primary=True, name="Acorn Primary")
    trust.memberships.create(member=primary)
    told = facts(schools=[primary], year_groups=["Y06", "Y09"])
    actions.edit_collaboration(collaboration=draft, facts=told, revision=draft.revision, by=lead)
    html = as_lead.get(f"/collaborations/{draft.pk}/counts/").content.decode()
    assert f"pupils-{primary.pk}-Y06" in html
    assert f"pupils-{primary.pk}-Y09" not in html


def test_the_address_asked_last_time_is_there_again(as_lead: Client, log: Log, draft: Collaboration) -> None:
    log()
    assert b"partner@example.com" in as_lead.get(f"/collaborations/{draft.pk}/counts/").content


def test_a_page_that_was_open_too_long_says_so_and_keeps_what_was_typed(
    as_lead: Client, draft: Collaboration
) -> None:
    page = as_lead.post(
        f"/collaborations/{draft.pk}/counts/", {"pupils-0-Y09": "30", "revision": draft.revision - 1}
    )
    assert b"Somebody changed this record" in page.content
    assert b'value="30"' in page.content


# Quicker next time


def test_another_like_it_takes_all_but_the_date(as_lead: Client, log: Log) -> None:
    record = log()
    html = as_lead.get(f"{NEW}?like={record.pk}").content.decode()
    assert 'value="Bridge building day"' in html
    assert '<option value="TALK" selected' in html
    assert not re.search(r'name="starts_on_year" value', html)


def test_another_like_it_begins_with_its_counts(
    as_lead: Client, log: Log, answers: dict[str, Any], school: Institution
) -> None:
    record = log()
    page = as_lead.post(f"{NEW}?like={record.pk}", {**answers, "schools": [str(school.pk)]}, follow=True)
    assert re.search(rf'name="pupils-{school.pk}-Y09" value="30"', page.content.decode())


# Who may


def test_a_reader_is_told_whom_to_ask(client: Client, trust: Institution) -> None:
    reader = MembershipFactory.create(institution=trust, role=Role.READER).user
    client.force_login(reader)
    page = client.get(NEW)
    assert page.status_code == 403
    assert b"make you an editor" in page.content


def test_somebody_who_acts_for_nobody_is_told_so(client: Client, stranger: User, administrator: User) -> None:
    for person in (stranger, administrator):
        client.force_login(person)
        assert b"do not act for one" in client.get(NEW).content


@pytest.mark.parametrize("page", ["edit", "counts", "discard"])
def test_only_the_organiser_changes_a_record(
    client: Client, employer_user: User, stranger: User, log: Log, page: str
) -> None:
    address = f"/collaborations/{log().pk}/{page}/"
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(employer_user)
    assert client.get(address).status_code == 403


def test_a_draft_is_deleted_after_a_question(as_lead: Client, draft: Collaboration) -> None:
    assert b"Delete the draft" in as_lead.get(f"/collaborations/{draft.pk}/discard/").content
    as_lead.post(f"/collaborations/{draft.pk}/discard/")
    assert not Collaboration.objects.exists()


def test_correcting_a_recorded_one_asks_again(as_lead: Client, log: Log, answers: dict[str, Any]) -> None:
    record = log()
    page = as_lead.post(
        f"/collaborations/{record.pk}/edit/", {**answers, "revision": record.revision}, follow=True
    )
    assert b"Save and ask again" in page.content
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.NOT_ASKED
    again = {"pupils-0-Y09": "31", "partner_email": "partner@example.com", "revision": record.revision}
    as_lead.post(f"/collaborations/{record.pk}/counts/", again)
    record.refresh_from_db()
    assert record.partner_confirmation == Confirmation.AWAITING


def test_eighty_schools_in_seven_year_groups_are_counted_at_once(
    as_lead: Client, trust: Institution, lead: User, facts: Callable[..., Facts]
) -> None:
    many = InstitutionFactory.create_batch(80, low_age=11, high_age=18)
    for school in many:
        trust.memberships.create(member=school)
    years = [f"Y{year:02d}" for year in range(7, 14)]
    draft = actions.draft_collaboration(
        organiser=trust, facts=facts(schools=many, year_groups=years), submission_key=uuid4(), by=lead
    )
    boxes = {
        f"{part}-{school.pk}-{year}": "1"
        for part in ("pupils", "disadvantaged")
        for school in many
        for year in years
    }
    counted = boxes | {"definition": "FSM6", "revision": draft.revision}
    assert as_lead.post(f"/collaborations/{draft.pk}/counts/", counted).status_code == 302
    assert Participation.objects.filter(contribution__collaboration=draft).count() == 560


@pytest.mark.parametrize("schools", [2, 80])
def test_the_pages_cost_the_same_for_two_schools_and_for_eighty(
    as_lead: Client,
    trust: Institution,
    lead: User,
    facts: Callable[..., Facts],
    schools: int,
    django_assert_num_queries: Any,
) -> None:
    """Session, user, memberships and rights are among them."""
    many = InstitutionFactory.create_batch(schools)
    for school in many:
        trust.memberships.create(member=school)
    draft = actions.draft_collaboration(
        organiser=trust, facts=facts(schools=many), submission_key=uuid4(), by=lead
    )
    with django_assert_num_queries(11):
        as_lead.get(NEW)
    with django_assert_num_queries(14):
        as_lead.get(f"/collaborations/{draft.pk}/counts/")


def test_the_log_is_narrowed_to_schools_of_a_specialism(
    as_lead: Client, schools: list[Institution], employer: Institution
) -> None:
    assert 'name="specialism"' not in as_lead.get("/collaborations/").content.decode()
    kind = DesignationKind.objects.get(code="SPECIALIST_SCHOOL")
    since = timezone.localdate() - timedelta(days=400)
    engineers, linguists, _ = schools
    engineers.designations.create(kind=kind, valid_from=since, source="S", detail="Engineering")
    linguists.designations.create(
        kind=kind, valid_from=since, valid_to=timezone.localdate(), source="S", detail="Languages"
    )
    for school, title in ((engineers, "Bridges"), (linguists, "Songs")):
        CollaborationFactory.create(organiser=school, partner=employer, schools=[school], title=title)
    page = as_lead.get("/collaborations/?specialism=Engineering")
    assert [record.title for record in page.context["page"]] == ["Bridges"]
    assert '"Languages"' not in page.content.decode()  # it has ended
