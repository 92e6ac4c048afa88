"""What somebody would send to the API who sends everything that it takes."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from brokerage.models import Offer
from core.dates import academic_year
from institutions.models import Institution


def a_record(trust: Institution, school: Institution, employer: Institution) -> dict[str, Any]:
    return {
        "organiser": trust.pk,
        "schools": [school.pk],
        "partner": employer.pk,
        "activity_type": "TALK",
        "area": "STEM",
        "title": "Bridge day",
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-02",
        "sessions": 1,
        "year_groups": ["Y09"],
        "counts": [{"school": school.pk, "year_group": "Y09", "pupils": 3, "disadvantaged": 1}],
        "definition": "FSM6",
        "partner_email": "them@example.org",
        "submission_key": str(uuid4()),
    }


def an_offer(employer: Institution) -> dict[str, Any]:
    return {
        "provider": employer.pk,
        "kind": "TALK",
        "title": "Talk",
        "details": "",
        "areas": ["STEM"],
        "phases": ["SECONDARY"],
        "places": 1,
        "delivery": "AT_SCHOOL",
        "postcode": "S1 2AB",
        "reach_km": 5,
        "available_from": None,
        "available_to": None,
        "assurance": "ACCOMPANIED",
        "contact_email": "us@example.org",
        "submission_key": str(uuid4()),
    }


def a_question(offer: Offer, school: Institution) -> dict[str, Any]:
    return {
        "offer": offer.pk,
        "school": school.pk,
        "area": "STEM",
        "words": "",
        "submission_key": str(uuid4()),
    }


def a_need(school: Institution) -> dict[str, Any]:
    return {
        "school": school.pk,
        "area": "LITERACY",
        "words": "Somebody to read with.",
        "kind": "SEND_SUPPORT",
        "needs": ["SEND"],
        "kinds_wanted": ["MENTORING"],
        "sectors": ["CONSTRUCTION"],
        "phases": ["SECONDARY"],
        "year_groups": ["Y07"],
        "people": 12,
        "wanted_from": "2026-03-02",
        "wanted_to": None,
        "access_needs": "",
        "source": "",
        "source_url": "",
        "closes_on": None,
        "on_yes": "KEEP",
        "is_public": False,
    }


def a_plan(school: Institution) -> dict[str, Any]:
    assert school.local_authority is not None
    return {
        "areas": [school.local_authority.code],
        "year": academic_year(timezone.localdate()),
        "support_areas": ["STEM"],
        "phases": ["SECONDARY"],
        "priority_list": None,
    }
