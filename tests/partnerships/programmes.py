"""Programmes as their people keep them: through the forms of the service."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from institutions.models import Inspection, Institution, Term, Vocabulary
from partnerships.models import Programme


def on_day(name: str, day: date | None) -> dict[str, str]:
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {f"{name}_{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}


def founded(client: Client, kind: str, **facts: Any) -> Programme:
    """Through the form, as its lead does it."""
    given = {
        "title": f"A {kind.lower()}",
        "summary": "What it is for.",
        **on_day("starts_on", date(2026, 9, 1)),
    }
    response = client.post(f"{reverse('partnerships:found_programme')}?kind={kind}", given | facts)
    assert response.status_code == 302, response.context["form"].errors
    return Programme.objects.latest("pk")


def sent(client: Client, name: str, programme: Programme, *also: Any, **typed: Any) -> None:
    response = client.post(reverse(f"partnerships:{name}", args=[programme.pk, *also]), typed)
    assert response.status_code == 302, response.context["form"].errors


def page_of(client: Client, programme: Programme) -> str:
    return client.get(reverse("partnerships:programme", args=[programme.pk])).content.decode()


def grade_of(
    school: Institution, code: str, inspected_on: date, *, published_on: date | None = None
) -> Inspection:
    """An inspection with an overall grade, as a published list brings it."""
    grade = Term.objects.get(vocabulary=Vocabulary.INSPECTION_GRADE, code=code)
    told = {"framework": "Ofsted, section 5", "outcome": grade.label, "link": "https://example.org/report"}
    found = Inspection.objects.create(
        grade=grade, inspected_on=inspected_on, published_on=published_on, **told
    )
    found.institutions.add(school)
    return found
