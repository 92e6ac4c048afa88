"""A few events to look at: a conference to come, and a course and a roadshow that are over."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.models import Event


def hold_events() -> None:
    """By the university; people of the trust and of its schools come, and take something on."""
    university_user, lead = (User.objects.get(email=f"{who}@demo.example") for who in ("university", "lead"))
    university = Institution.objects.get(members__user=university_user)
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    _conference(university, university_user)
    course = _announce(
        university,
        university_user,
        -20,
        title="Talking with families",
        kind=_term("EVENT_KIND", "TRAINING"),
        topic=_term("TRAINING_TOPIC", "PARENTS"),
        hours=Decimal("4.5"),
        summary="For everybody at a school who meets parents and carers.",
        place="Online",
    )
    _attend(course, trust, lead, university_user)
    roadshow = _announce(
        university,
        university_user,
        -45,
        title="What university costs, and who pays",
        kind=_term("EVENT_KIND", "STUDENT_FINANCE"),
        summary="An evening for families. Nobody registers.",
        place="The market hall",
    )
    actions.count_reach(event=roadshow, reached=186, by=university_user)


def _conference(university: Institution, by: User) -> None:
    _announce(
        university,
        by,
        60,
        title="Beyond one trust",
        kind=_term("EVENT_KIND", "CONFERENCE"),
        theme="What trusts can only do together",
        summary="Keynotes in the morning, workshops in the afternoon.",
        place="On campus",
        capacity=120,
        sessions=[
            "Keynote: why together",
            "Workshop: small and rural schools",
            "Workshop: partners who stay",
        ],
    )


def _attend(course: Event, trust: Institution, lead: User, by: User) -> None:
    schools = Institution.objects.schools().members_of(trust).open().order_by("pk")[:3]
    for number, (school, group) in enumerate(
        zip(schools, ("TEACHERS", "SENIOR", "SUPPORT"), strict=False), start=2
    ):
        registration = actions.register_for_event(
            event=course,
            institution=school,
            staff_group=_term("STAFF_GROUP", group),
            people=number + 1,
            by=lead,
        )
        actions.count_attendance(registration=registration, came=number, completed=number - 1, by=by)
    actions.make_commitment(
        event=course,
        institution=trust,
        what="Ask every family once a year what would help",
        due_on=timezone.localdate() + timedelta(days=40),
        by=lead,
    )


def _announce(holder: Institution, by: User, days: int, **facts: Any) -> Event:
    """That many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    lasting = {"starts_on": day, "ends_on": max(day, timezone.localdate()) if "topic" in facts else day}
    return actions.announce_event(holder=holder, by=by, **(lasting | facts))


def _term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)
