"""Access and participation plans: targets, what counts towards them, and England without counting twice."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution, Role
from outcomes import actions
from outcomes.models import AccessPlan, AccessTarget, TargetLink
from outcomes.reports.access_plans import of_england, work_of
from partnerships.models import Collaboration, Participation, Programme, ProgrammeKind
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    PartnershipFactory,
)
from tests.measure_factories import AccessPlanFactory, AccessTargetFactory

pytestmark = pytest.mark.django_db

YEAR = "2025/26"
IN_YEAR = date(2025, 11, 3)


@pytest.fixture
def plan(university: Institution) -> AccessPlan:
    return AccessPlanFactory.create(provider=university)


@pytest.fixture
def target(plan: AccessPlan) -> AccessTarget:
    return AccessTargetFactory.create(plan=plan, code="PTA_1")


def record(university: Institution, schools: list[Institution], **more: object) -> Collaboration:
    given = {"organiser": university, "partner": university, "schools": schools, "starts_on": IN_YEAR} | more
    return CollaborationFactory.create(**given)


def link(target: AccessTarget, by: User, **work: Any) -> None:
    nothing: dict[str, Any] = {"partnerships": [], "programmes": [], "collaborations": []}
    actions.link_work(target=target, by=by, **nothing | work)


def test_a_university_walks_from_its_plan_to_a_reported_target(
    client: Client, university: Institution, university_user: User
) -> None:
    client.force_login(university_user)
    plans = reverse("outcomes:institution_access_plans", args=[university.pk])
    given = {"first_year": YEAR, "last_year": "2026/27", "url": "https://example.org/plan"}
    assert client.post(f"{plans}new/", given).headers["Location"] == plans
    plan = university.access_plans.get()
    facts = {"code": "PTA_1", "stage": "ACCESS", "words": "More from quintile 1", "audience": "The young"}
    numbers = {"unit": "PERCENT", "baseline": "20", "baseline_year": "2024/25"}
    page = client.post(reverse("outcomes:set_access_target", args=[plan.pk]), facts | numbers)
    assert (
        "To be reached by the end of 2026/27" in page.content.decode()
    )  # a milestone for each year is asked
    milestones = {"milestone_2025": "25", "milestone_2026": "30"}
    client.post(reverse("outcomes:set_access_target", args=[plan.pk]), facts | numbers | milestones)
    target = plan.targets.get()
    assert list(target.years.order_by("year").values_list("year", "milestone")) == [
        (YEAR, Decimal(25)),
        ("2026/27", Decimal(30)),
    ]
    report = reverse("outcomes:report_on_target", args=[plan.pk, target.pk])
    first = target.years.get(year=YEAR)
    client.post(report, {"year": first.pk, "actual": "26.5", "source": "The regulator’s dashboard"})
    text = client.get(plans).content.decode()
    assert "26.5" in text
    assert "reached" in text


def test_partnerships_programmes_and_records_link_to_a_target_and_roll_up(
    university: Institution, university_user: User, schools: list[Institution], target: AccessTarget
) -> None:
    together = PartnershipFactory.create(institutions=[university, schools[0]])
    record(university, schools[:1], partnership=together)
    kind = ProgrammeKind.objects.get(code="PILOT")
    programme = Programme.objects.create(title="P", summary="S", kind=kind, starts_on=IN_YEAR)
    programme.parties.create(institution=university, role="LEAD", started_on=IN_YEAR)
    both = record(university, schools[1:2])
    programme.collaborations.add(both)
    link(target, university_user, partnerships=[together], programmes=[programme])
    link(target, university_user, collaborations=[both, record(university, schools[2:])])
    work = work_of([target], years=[YEAR])
    assert (work.partnerships, work.programmes, work.activities, work.schools) == (1, 1, 3, 3)
    assert work_of([target], years=["2026/27"]).activities == 0


def test_two_universities_both_see_shared_work_and_england_counts_it_once(
    university: Institution, university_user: User, schools: list[Institution], target: AccessTarget
) -> None:
    other = InstitutionFactory.create(university=True)
    their_user = MembershipFactory.create(institution=other).user
    theirs = AccessTargetFactory.create(plan__provider=other)
    together = PartnershipFactory.create(institutions=[university, other, schools[0]])
    record(university, schools[:1], partnership=together)
    link(target, university_user, partnerships=[together])
    link(theirs, their_user, partnerships=[together])
    assert [work_of([each], years=[YEAR]).activities for each in (target, theirs)] == [1, 1]
    found = of_england(year=YEAR)[0]
    assert (found.work.activities, found.activities_of_plans, found.shared) == (1, 2, 1)


def test_only_the_universitys_own_work_counts(
    university_user: User, schools: list[Institution], employer: Institution, target: AccessTarget
) -> None:
    somebody_elses = CollaborationFactory.create(
        organiser=schools[0], partner=employer, schools=schools[:1], starts_on=IN_YEAR
    )
    with pytest.raises(RuleBroken, match="takes part in") as refusal:
        link(target, university_user, collaborations=[somebody_elses])
    assert refusal.value.field == "collaborations"
    assert not TargetLink.objects.exists()


def test_work_counts_towards_a_target_once(
    university: Institution, university_user: User, schools: list[Institution], target: AccessTarget
) -> None:
    done = record(university, schools[:1])
    link(target, university_user, collaborations=[done])
    with pytest.raises(RuleBroken):
        link(target, university_user, collaborations=[done])
    actions.unlink_work(link=target.links.get(), by=university_user)
    assert work_of([target], years=[YEAR]).activities == 0


def test_pupils_are_rounded_and_few_of_them_are_withheld(
    university: Institution, university_user: User, schools: list[Institution], target: AccessTarget
) -> None:
    few = record(university, schools[:1])
    Participation.objects.update(pupils=24)
    link(target, university_user, collaborations=[few])
    assert work_of([target], years=[YEAR]).pupil_places is None
    many = record(university, schools[1:2])  # thirty more
    link(target, university_user, collaborations=[many])
    assert work_of([target], years=[YEAR]).pupil_places == 50


@pytest.mark.parametrize("who", ["stranger", "school_user", "broker", "administrator"])
def test_nobody_else_changes_a_plan(who: str, plan: AccessPlan, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.publish_access_plan(
            provider=plan.provider, first_year="2029/30", last_year="2030/31", url="", by=person
        )


def test_a_regulator_reads_what_counts_and_changes_nothing(
    client: Client,
    university: Institution,
    university_user: User,
    schools: list[Institution],
    target: AccessTarget,
) -> None:
    """A reader at a public body: what it looks through stands on its home page."""
    together = PartnershipFactory.create(institutions=[university, schools[0]], title="Early visits")
    done = record(university, schools[:1], partnership=together, title="A title of both sides alone")
    link(target, university_user, partnerships=[together], collaborations=[done])
    regulator = InstitutionFactory.create(kind=Institution.Kind.PUBLIC_BODY)
    client.force_login(MembershipFactory.create(institution=regulator, role=Role.READER).user)
    view = reverse("outcomes:counted_towards_plans")
    assert view in client.get("/home/").content.decode()
    text = client.get(view, {"year": YEAR}).content.decode()
    assert "Early visits" in text
    assert target.code in text
    assert "Early visits" not in client.get(view, {"year": "2026/27", "stage": "SUCCESS"}).content.decode()
    page = client.get(reverse("outcomes:access_target", args=[target.plan_id, target.pk])).content.decode()
    assert "A title of both sides alone" not in page
    for name in ("link_work", "report_on_target"):
        assert client.post(reverse(f"outcomes:{name}", args=[target.plan_id, target.pk])).status_code == 403
