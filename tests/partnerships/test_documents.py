"""Plans and documents: what a kind must hold, standing, review dates, goals and the plans of authorities."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from core.errors import RuleBroken
from institutions.models import Area, Institution
from partnerships import actions
from partnerships.actions import Contents
from partnerships.models import Document, DocumentKind
from partnerships.queries.documents import bundle_of, count_plans, goals_of, independents_in
from tests.factories import (
    AreaFactory,
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    PartnershipFactory,
)

pytestmark = pytest.mark.django_db

LINK = "https://plans.example.org/1"


def contents(**different: Any) -> Contents:
    usual: dict[str, Any] = {"link": LINK, "review_on": timezone.localdate() + timedelta(days=300)}
    return Contents(**(usual | different))


def add(code: str, owner: Institution | Area, by: User, **different: Any) -> Document:
    kind = DocumentKind.objects.get(code=code)
    return actions.add_document(kind=kind, owner=owner, contents=contents(**different), by=by)


def submit(code: str, owner: Institution | Area, by: User, **different: Any) -> Document:
    return actions.submit_document(document=add(code, owner, by, **different), by=by)


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def authority_user(authority: Area) -> User:
    return MembershipFactory.create(over_area=True, area=authority).user


def test_a_strategy_is_whole_before_it_is_submitted_and_then_standing_is_good(
    client: Client, university: Institution, university_user: User, stranger: User
) -> None:
    client.force_login(university_user)
    address = reverse("partnerships:add_institution_document", args=[university.pk, "wp-strategy"])
    kind = DocumentKind.objects.get(code="WP_STRATEGY")
    typed: dict[str, Any] = {
        "year": academic_year(timezone.localdate()),
        "link": LINK,
        "sections": kind.sections[:-1],
        **day("review_on", timezone.localdate() + timedelta(days=300)),
    }
    assert client.post(address, typed).status_code == 302
    document = Document.objects.get()
    assert document.completeness == 83
    bundle = bundle_of(university, viewer=stranger)
    assert (bundle.is_in_good_standing, bundle.places[0].draft) == (False, None)
    with pytest.raises(RuleBroken, match="How we know what works"):
        actions.submit_document(document=document, by=university_user)
    client.post(
        reverse("partnerships:edit_document", args=[document.pk]), typed | {"sections": kind.sections}
    )
    address = reverse("partnerships:submit_document", args=[document.pk])
    assert "can read it now" in client.post(address, follow=True).content.decode()
    bundle = bundle_of(university, viewer=stranger)
    assert (bundle.is_in_good_standing, bundle.places[0].document) == (True, document)


def test_what_is_submitted_stays_whole(university: Institution, university_user: User) -> None:
    sections = DocumentKind.objects.get(code="WP_STRATEGY").sections
    document = submit("WP_STRATEGY", university, university_user, year="2026/27", sections=sections)
    shorter = contents(year="2026/27", sections=sections[1:])
    with pytest.raises(RuleBroken, match="Still missing"):
        actions.edit_document(document=document, contents=shorter, by=university_user)
    document.refresh_from_db()
    assert document.completeness == 100


def test_last_years_strategy_does_not_count_for_standing(
    university: Institution, university_user: User
) -> None:
    sections = DocumentKind.objects.get(code="WP_STRATEGY").sections
    submit("WP_STRATEGY", university, university_user, year="2019/20", sections=sections)
    assert bundle_of(university, viewer=university_user).is_in_good_standing is False


def test_progress_is_told_once_it_is_submitted(
    client: Client, university: Institution, university_user: User
) -> None:
    sections = DocumentKind.objects.get(code="WP_STRATEGY").sections
    document = add("WP_STRATEGY", university, university_user, year="2026/27", sections=sections)
    client.force_login(university_user)
    address = reverse("partnerships:tell_progress", args=[document.pk])
    told = {"words": "Forty more pupils came from the coast."}
    assert "Submit it first" in client.post(address, told).content.decode()
    actions.submit_document(document=document, by=university_user)
    assert told["words"] in client.post(address, told, follow=True).content.decode()


def test_a_policy_past_its_review_is_overdue_on_its_page_in_the_list_and_at_home(
    client: Client, school: Institution, school_user: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    submit("ECONOMIC_WELL_BEING", school, school_user, review_on=yesterday)
    client.force_login(school_user)
    page = client.get(reverse("partnerships:institution_documents", args=[school.pk])).content.decode()
    assert "Overdue" in page
    assert "1 plan or document to review" in client.get(reverse("outcomes:home")).content.decode()
    everywhere = reverse("partnerships:documents")
    assert school.name in client.get(everywhere, {"state": "overdue"}).content.decode()
    assert "none like that" in client.get(everywhere, {"state": "broken"}).content.decode()


@pytest.mark.parametrize(
    ("days", "status"), [(-1, "OVERDUE"), (0, "DUE"), (60, "DUE"), (61, "SUBMITTED"), (400, "SUBMITTED")]
)
def test_a_status_follows_the_day_of_the_review(
    days: int, status: str, school: Institution, school_user: User
) -> None:
    review_on = timezone.localdate() + timedelta(days=days)
    document = submit("ECONOMIC_WELL_BEING", school, school_user, review_on=review_on)
    assert document.status == status
    assert Document.objects.to_review().exists() is (status != "SUBMITTED")
    assert Document.objects.overdue().exists() is (status == "OVERDUE")


def test_the_documents_of_a_university_are_shown_together(
    client: Client, university: Institution, university_user: User, stranger: User
) -> None:
    submit("ACCESS_AGREEMENT", university, university_user)
    client.force_login(stranger)
    page = client.get(reverse("partnerships:institution_documents", args=[university.pk])).content.decode()
    for label in ("Access agreement", "Admissions policy", "Access and participation plan", "Missing"):
        assert label in page
    assert "Not in good standing" in page


def test_whoever_reads_an_admissions_policy_says_whether_its_link_works(
    client: Client, university: Institution, university_user: User, stranger: User
) -> None:
    policy = submit("ADMISSIONS_POLICY", university, university_user)
    client.force_login(stranger)
    address = reverse("partnerships:note_link", args=[policy.pk])
    assert "Link is broken" in client.post(address, {"is_broken": "True"}, follow=True).content.decode()
    client.force_login(university_user)
    assert "1 link to a document that somebody found broken" in client.get("/home/").content.decode()
    mended = contents(link="https://plans.example.org/2")
    policy = actions.edit_document(document=policy, contents=mended, by=university_user)
    assert (policy.is_link_broken, policy.link_opened_on) == (False, None)
    client.post(address, {"is_broken": "False"})
    policy.refresh_from_db()
    assert (policy.is_link_broken, policy.link_opened_on) == (False, timezone.localdate())


def test_a_partnership_plan_names_partners_and_what_is_learned(
    school: Institution, schools: list[Institution], school_user: User
) -> None:
    with pytest.raises(RuleBroken, match="Name the partner schools"):
        add("PARTNERSHIP_PLAN", school, school_user, outcomes="Read music")
    with pytest.raises(RuleBroken, match="what their pupils are to learn"):
        add("PARTNERSHIP_PLAN", school, school_user, partners=schools[1:])
    plan = add("PARTNERSHIP_PLAN", school, school_user, partners=schools[1:], outcomes="Read music")
    assert set(plan.partners.all()) == set(schools[1:])


def test_a_partnership_plan_is_typed_and_shown(
    client: Client, school: Institution, schools: list[Institution], school_user: User
) -> None:
    client.force_login(school_user)
    address = reverse("partnerships:add_institution_document", args=[school.pk, "partnership-plan"])
    typed = {
        "link": LINK,
        "partners": schools[1].name,
        "outcomes": "Read music",
        **day("review_on", timezone.localdate()),
    }
    page = client.post(address, typed, follow=True).content.decode()
    assert schools[1].name in page
    assert "Read music" in page


def test_a_goal_leads_to_partnerships_and_is_flagged_when_they_do_nothing(
    client: Client, trust: Institution, employer: Institution, schools: list[Institution], lead: User
) -> None:
    plan = add("IMPROVEMENT_PLAN", trust, lead)
    partnership = PartnershipFactory.create(institutions=[trust, employer])
    client.force_login(lead)
    address = reverse("partnerships:add_plan_goal", args=[plan.pk])
    typed: dict[str, Any] = {"words": "More engineers", "measured_by": "Entries"}
    assert "No partnership is to reach it yet" in client.post(address, typed, follow=True).content.decode()
    [goal] = goals_of(plan)
    address = reverse("partnerships:change_plan_goal", args=[plan.pk, goal.goal.pk])
    typed |= {"partnerships": partnership.pk}
    assert "No activity for a year" in client.post(address, typed, follow=True).content.decode()
    CollaborationFactory.create(organiser=trust, partner=employer, schools=schools, partnership=partnership)
    [goal] = goals_of(plan)
    assert not goal.is_idle
    partnerships_page = reverse("partnerships:partnership", args=[partnership.pk])
    assert "More engineers" not in client.get(partnerships_page).content.decode()
    actions.submit_document(document=plan, by=lead)
    assert "More engineers" in client.get(partnerships_page).content.decode()


def test_a_goal_is_not_reached_by_others(trust: Institution, employer: Institution, lead: User) -> None:
    plan = add("TRUST_STRATEGY", trust, lead, answers={"trust_statement": "To the sea, with others."})
    of_others = PartnershipFactory.create(institutions=[employer])
    with pytest.raises(RuleBroken, match="that you are in"):
        actions.set_plan_goal(
            document=plan, words="Engineers", measured_by="Entries", partnerships=[of_others], by=lead
        )


def test_a_trusts_strategy_statement_is_read_by_everybody(
    client: Client, trust: Institution, lead: User, stranger: User
) -> None:
    client.force_login(lead)
    address = reverse("partnerships:add_institution_document", args=[trust.pk, "trust-strategy"])
    typed = {
        "link": LINK,
        "trust_statement": "To the sea, with others.",
        **day("review_on", timezone.localdate()),
    }
    client.post(address, typed)
    strategy = Document.objects.get()
    client.post(reverse("partnerships:submit_document", args=[strategy.pk]))
    client.force_login(stranger)
    page = client.get(reverse("partnerships:document", args=[strategy.pk])).content.decode()
    assert "To the sea, with others." in page


def test_authorities_are_counted_whose_plan_includes_brokerage(
    client: Client, authority: Area, authority_user: User, stranger: User
) -> None:
    AreaFactory.create()
    client.force_login(authority_user)
    address = reverse("partnerships:add_area_document", args=[authority.code, "children-plan"])
    typed = {
        "link": LINK,
        "brokerage_included": "True",
        "brokerage_page": "page 14",
        **day("review_on", timezone.localdate() + timedelta(days=90)),
    }
    assert client.post(address, typed).status_code == 302
    assert count_plans().with_plan == 0
    actions.submit_document(document=Document.objects.get(), by=authority_user)
    counts = count_plans()
    assert (counts.authorities, counts.with_plan, counts.with_brokerage) == (2, 1, 1)
    client.force_login(stranger)
    everywhere = reverse("partnerships:documents")
    assert "page 14" in client.get(everywhere, {"brokerage": "yes"}).content.decode()
    assert "page 14" not in client.get(everywhere, {"brokerage": "no"}).content.decode()


def test_the_list_is_narrowed_by_kind_and_area(
    client: Client, school: Institution, school_user: User, authority: Area, region: Area, stranger: User
) -> None:
    submit("ECONOMIC_WELL_BEING", school, school_user)
    elsewhere = AreaFactory.create()
    client.force_login(stranger)
    everywhere = reverse("partnerships:documents")
    for chosen, is_there in [
        ({"kind": "ECONOMIC_WELL_BEING"}, True),
        ({"kind": "IMPROVEMENT_PLAN"}, False),
        ({"area": authority.code}, True),
        ({"area": region.code}, True),
        ({"area": elsewhere.code}, False),
    ]:
        assert (school.name in client.get(everywhere, chosen).content.decode()) is is_there, chosen
    page = client.get(reverse("partnerships:area_documents", args=[region.code]))
    assert page.headers["Location"] == f"{everywhere}?area={region.code}"


def test_whoever_administers_the_area_accepts_and_the_owner_does_not(
    client: Client, school: Institution, school_user: User, authority_user: User
) -> None:
    document = submit("ECONOMIC_WELL_BEING", school, school_user)
    with pytest.raises(PermissionDenied):
        actions.accept_document(document=document, by=school_user)
    client.force_login(authority_user)
    assert "1 plan or document to accept" in client.get("/home/").content.decode()
    address = reverse("partnerships:accept_document", args=[document.pk])
    assert "Accepted." in client.post(address, follow=True).content.decode()
    with pytest.raises(RuleBroken, match="stands as it is"):
        actions.edit_document(document=document, contents=contents(), by=school_user)


def test_an_authority_does_not_accept_its_own(
    authority: Area, authority_user: User, administrator: User
) -> None:
    section = DocumentKind.objects.get(code="INDEPENDENT_SCHOOLS").sections
    document = submit("INDEPENDENT_SCHOOLS", authority, authority_user, sections=section)
    with pytest.raises(PermissionDenied):
        actions.accept_document(document=document, by=authority_user)
    assert actions.accept_document(document=document, by=administrator).status == "ACCEPTED"


def test_an_authority_counts_its_independent_schools_in(
    client: Client, authority: Area, authority_user: User, employer: Institution
) -> None:
    facts = {"local_authority": authority, "type_code": "11"}
    alone, partnered = (InstitutionFactory.create(name=name, **facts) for name in ("Alone", "Partnered"))
    InstitutionFactory.create(name="Elsewhere", type_code="11", local_authority=AreaFactory.create())
    PartnershipFactory.create(institutions=[partnered, employer])
    assert independents_in(authority) == [(alone, False), (partnered, True)]
    sections = DocumentKind.objects.get(code="INDEPENDENT_SCHOOLS").sections
    submit("INDEPENDENT_SCHOOLS", authority, authority_user, sections=sections)
    client.force_login(authority_user)
    page = client.get(reverse("partnerships:area_documents", args=[authority.code])).content.decode()
    for words in ("Plan section on independent schools", "Independent schools to count in: 2", "Partnered"):
        assert words in page
    assert "Elsewhere" not in page


def test_a_new_one_replaces_the_old_once_it_is_submitted(
    school: Institution, school_user: User, stranger: User
) -> None:
    first = submit("ECONOMIC_WELL_BEING", school, school_user)
    second = add("ECONOMIC_WELL_BEING", school, school_user, link="https://plans.example.org/9")
    assert bundle_of(school, viewer=stranger).places[0].document == first
    actions.submit_document(document=second, by=school_user)
    bundle = bundle_of(school, viewer=stranger)
    assert (bundle.places[0].document, bundle.earlier) == (second, [first])
    first.refresh_from_db()
    assert first.status == "REPLACED"


def test_there_is_one_draft_of_a_kind(school: Institution, school_user: User) -> None:
    first = add("ECONOMIC_WELL_BEING", school, school_user)
    with pytest.raises(RuleBroken, match="a draft already"):
        add("ECONOMIC_WELL_BEING", school, school_user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(kind=first.kind, institution=school, link=LINK, review_on="2027-01-01")


def test_a_kind_is_for_its_owners(school: Institution, school_user: User) -> None:
    with pytest.raises(RuleBroken, match="not a document of"):
        add("ADMISSIONS_POLICY", school, school_user)


def test_a_draft_is_for_its_owner(
    client: Client, school: Institution, school_user: User, stranger: User
) -> None:
    document = add("ECONOMIC_WELL_BEING", school, school_user)
    client.force_login(stranger)
    assert client.get(reverse("partnerships:document", args=[document.pk])).status_code == 404
    assert LINK not in client.get(reverse("partnerships:documents")).content.decode()
    with pytest.raises(PermissionDenied):
        actions.submit_document(document=document, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.note_link(document=document, is_broken=True, by=stranger)
