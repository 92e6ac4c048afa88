"""Plans and documents of the demo's organisations, entered as their people would: some late, one still a draft."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from institutions.models import Area, Institution
from partnerships import actions
from partnerships.actions import Contents
from partnerships.models import Document, DocumentKind
from partnerships.queries.documents import partnerships_for_goals

AUTHORITIES_WITH_A_PLAN = 24


def write_documents() -> None:
    """Of the university, the trust, its school and some local authorities."""
    _of_the_university(User.objects.get(email="university@demo.example"))
    _of_the_trust(User.objects.get(email="lead@demo.example"))
    _of_the_school(User.objects.get(email="school@demo.example"))
    _of_authorities(User.objects.get(email="la@demo.example"), User.objects.get(email="admin@demo.example"))


def _of_the_university(by: User) -> None:
    university = Institution.objects.get(members__user=by)
    year = academic_year(timezone.localdate())
    sections = DocumentKind.objects.get(code="WP_STRATEGY").sections
    strategy = _submit("WP_STRATEGY", university, by, days=290, year=year, sections=sections)
    actions.tell_progress(
        document=strategy, words="Two more schools of the coast take part than last year.", by=by
    )
    _submit("ACCESS_AGREEMENT", university, by, days=-400)
    policy = _submit("ADMISSIONS_POLICY", university, by, days=40)
    actions.note_link(document=policy, is_broken=False, by=by)
    plan = DocumentKind.objects.get(code="ACCESS_PLAN").sections
    _add("ACCESS_PLAN", university, by, days=700, sections=plan[:-1])


def _of_the_trust(by: User) -> None:
    trust = Institution.objects.get(members__user=by, kind=Institution.Kind.TRUST)
    words = "Every pupil meets an employer and a university before choosing what comes next."
    _submit("TRUST_STRATEGY", trust, by, days=500, answers={"trust_statement": words})
    plan = _submit("IMPROVEMENT_PLAN", trust, by, days=45)
    possible = partnerships_for_goals(plan).order_by("pk")
    for words, measured_by, partnerships in (
        ("Two encounters with employers for each year group", "The log; the deputy head", possible[:2]),
        ("More pupils take mathematics after sixteen", "Entries in September; the trust lead", []),
    ):
        actions.set_plan_goal(
            document=plan, words=words, measured_by=measured_by, partnerships=list(partnerships), by=by
        )


def _of_the_school(by: User) -> None:
    school = Institution.objects.get(members__user=by)
    _submit("ECONOMIC_WELL_BEING", school, by, days=-20)
    others = Institution.objects.open().schools().exclude(pk=school.pk).order_by("pk")
    near = others.filter(local_authority=school.local_authority)
    partners = list(near[:3]) or list(others[:3])
    words = "Pupils of Year 6 build and test a small bridge."
    _submit("PARTNERSHIP_PLAN", school, by, days=200, partners=partners, outcomes=words)


def _of_authorities(la: User, administrator: User) -> None:
    """The one that signs in has its plan and a section; others have a plan, most of them with brokerage in it."""
    own = la.memberships.select_related("area").get().area
    assert own is not None  # it administers one
    _plan_of(own, la, days=80, page="page 14")
    section = DocumentKind.objects.get(code="INDEPENDENT_SCHOOLS").sections
    _submit("INDEPENDENT_SCHOOLS", own, la, days=-35, sections=section)
    others = Area.objects.current().of_kind(Area.Kind.LOCAL_AUTHORITY).exclude(pk=own.pk).order_by("code")
    for number, area in enumerate(others[:AUTHORITIES_WITH_A_PLAN]):
        plan = _plan_of(
            area, administrator, days=30 * number - 90, page=f"page {4 + number}" if number % 3 else ""
        )
        if number % 2:
            actions.accept_document(document=plan, by=administrator)


def _plan_of(area: Area, by: User, *, days: int, page: str) -> Document:
    answers = {"brokerage_included": bool(page)} | ({"brokerage_page": page} if page else {})
    return _submit("CHILDREN_PLAN", area, by, days=days, answers=answers)


def _submit(code: str, owner: Institution | Area, by: User, *, days: int, **contents: Any) -> Document:
    return actions.submit_document(document=_add(code, owner, by, days=days, **contents), by=by)


def _add(code: str, owner: Institution | Area, by: User, *, days: int, **contents: Any) -> Document:
    """To be reviewed in so many days."""
    kind = DocumentKind.objects.get(code=code)
    link = f"https://www.example.org/{kind.slug}-{owner.pk}"
    review_on = timezone.localdate() + timedelta(days=days)
    told = Contents(link=link, review_on=review_on, **contents)
    return actions.add_document(kind=kind, owner=owner, contents=told, by=by)
