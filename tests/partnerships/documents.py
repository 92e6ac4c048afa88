"""Plans and documents that tests share: a draft, one in force, and one of an authority."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from institutions.models import Area, Institution
from partnerships.models import Document, DocumentKind


def a_document(code: str, owner: Institution | Area, **different: Any) -> Document:
    """Submitted today, to be reviewed in a year."""
    today = timezone.localdate()
    about = {"area" if isinstance(owner, Area) else "institution": owner}
    usual = {"link": "https://plans.example.org/1", "review_on": today + timedelta(days=365)}
    kind = DocumentKind.objects.get(code=code)
    return Document.objects.create(kind=kind, **about, **(usual | {"submitted_on": today} | different))


def documented(school: Institution) -> dict[str, Any]:
    """A plan that the school has not submitted, its policy, and the plan of its authority."""
    authority = school.local_authority
    assert authority is not None  # the world has one
    draft = a_document("IMPROVEMENT_PLAN", school, submitted_on=None, link="https://draft.secret.example")
    goal = draft.goals.create(words="More engineers", measured_by="Entries")
    return {
        "draft_plan": draft.pk,
        "plan_goal": goal.pk,
        "policy": a_document("ECONOMIC_WELL_BEING", school).pk,
        "authority_plan": a_document("CHILDREN_PLAN", authority).pk,
        "improvement": "improvement-plan",
        "admissions": "admissions-policy",
        "children": "children-plan",
    }
