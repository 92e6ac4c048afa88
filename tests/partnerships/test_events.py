"""Events and training: announced, registered for, counted, and followed until what was promised is done."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.dates import academic_year
from core.errors import RuleBroken
from institutions.models import Institution, Term
from partnerships import actions
from partnerships.models import Commitment, Event, Registration
from partnerships.queries.training import training_by_institution

pytestmark = pytest.mark.django_db

EVENTS = "/events/"


def term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def announced(holder: Institution, by: User, **facts: Any) -> Event:
    """A course of six hours yesterday, for ten people, on parental engagement; say what is different."""
    day = timezone.localdate() - timedelta(days=1)
    usual: dict[str, Any] = {
        "title": "Talking with families",
        "kind": term("EVENT_KIND", "TRAINING"),
        "topic": term("TRAINING_TOPIC", "PARENTS"),
        "hours": Decimal(6),
        "summary": "For everybody who meets parents and carers.",
        "place": "Online",
        "starts_on": day,
        "ends_on": day + timedelta(days=30),
        "capacity": 10,
    }
    return actions.announce_event(holder=holder, by=by, **(usual | facts))


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def test_a_conference_is_announced_with_its_sessions_and_found_by_its_kind(
    client: Client, university_user: User, lead: User
) -> None:
    client.force_login(university_user)
    told = {
        "title": "Working together",
        "kind": "CONFERENCE",
        "summary": "Two keynotes and workshops.",
        "theme": "Beyond one trust",
        "place": "The town hall",
        "sessions": "Keynote: why together\n\nWorkshop: small schools",
        **day("starts_on", timezone.localdate() + timedelta(days=40)),
    }
    assert client.post(f"{EVENTS}new/", told).status_code == 302
    event = Event.objects.get()
    assert (event.ends_on, event.sessions.count()) == (event.starts_on, 2)
    client.force_login(lead)
    html = client.get(f"{EVENTS}{event.pk}/").content.decode()
    assert "Workshop: small schools" in html
    assert "Beyond one trust" in html
    assert client.get(EVENTS, {"kind": "CONFERENCE"}).context["to_come"] == [event]
    assert client.get(EVENTS, {"kind": "ROADSHOW"}).context["to_come"] == []


def test_people_register_as_numbers_come_and_complete_it(
    client: Client, lead: User, university_user: User, university: Institution, trust: Institution
) -> None:
    event = announced(university, university_user)
    client.force_login(lead)
    typed = {"institution": trust.pk, "staff_group": "TEACHERS", "people": "4"}
    assert client.post(f"{EVENTS}{event.pk}/register/", typed).status_code == 302
    full = client.post(f"{EVENTS}{event.pk}/register/", typed | {"staff_group": "SENIOR", "people": "7"})
    assert "Only 6 places are free." in full.content.decode()
    registration = Registration.objects.get()
    client.force_login(university_user)
    counted = {"registration": registration.pk, "came": "3", "completed": "2"}
    assert client.post(f"{EVENTS}{event.pk}/attendance/", counted).status_code == 302
    registration.refresh_from_db()
    assert (registration.came, registration.completed, registration.hours) == (3, 2, Decimal(18))
    wrong = client.post(f"{EVENTS}{event.pk}/attendance/", counted | {"completed": "4"})
    assert "No more can complete it than came." in wrong.content.decode()


def test_hours_of_training_add_up_by_topic_by_group_and_by_school_with_those_that_have_none(
    client: Client,
    lead: User,
    university_user: User,
    university: Institution,
    trust: Institution,
    schools: list[Institution],
) -> None:
    event = announced(university, university_user)
    for institution, group, came in ((schools[0], "TEACHERS", 3), (trust, "PARTNERSHIP_LEADS", 1)):
        registration = actions.register_for_event(
            event=event, institution=institution, staff_group=term("STAFF_GROUP", group), people=4, by=lead
        )
        actions.count_attendance(registration=registration, came=came, completed=came, by=university_user)
    client.force_login(lead)
    context = client.get(f"/institutions/{trust.pk}/training/").context
    tables = {heading: {line.label: line.hours for line in lines} for heading, lines in context["tables"]}
    assert tables["Topic of training"]["Parental engagement"] == Decimal(24)
    assert tables["Topic of training"]["Admissions"] == Decimal(0)
    assert tables["Topic of training"]["Leading several institutions"] == Decimal(0)
    assert tables["Group of staff"]["Partnership leads"] == Decimal(6)
    lines = training_by_institution(trust, academic_year(event.starts_on))
    assert {line.label: line.hours for line in lines}[schools[0].name] == Decimal(18)
    assert {line.label: line.hours for line in lines}[schools[1].name] == Decimal(0)


def test_a_roadshow_counts_the_public_that_it_reached(
    client: Client, university_user: User, university: Institution, stranger: User
) -> None:
    kind = term("EVENT_KIND", "STUDENT_FINANCE")
    event = announced(university, university_user, kind=kind, topic=None, hours=None)
    client.force_login(university_user)
    assert client.post(f"{EVENTS}{event.pk}/reach/", {"reached": "240"}).status_code == 302
    client.force_login(stranger)
    assert "240" in client.get(f"{EVENTS}{event.pk}/").content.decode()
    later = announced(university, university_user, starts_on=timezone.localdate() + timedelta(days=5))
    with pytest.raises(RuleBroken, match="has not begun"):
        actions.count_reach(event=later, reached=1, by=university_user)


def test_what_was_taken_on_is_followed_until_it_is_done(
    client: Client, lead: User, university_user: User, university: Institution, trust: Institution
) -> None:
    event = announced(university, university_user)
    client.force_login(lead)
    typed = {
        "institution": trust.pk,
        "what": "Visit two schools elsewhere",
        **day("due_on", timezone.localdate()),
    }
    assert client.post(f"{EVENTS}{event.pk}/commitments/", typed).status_code == 302
    commitment = Commitment.objects.get()
    assert commitment.what in client.get(EVENTS).content.decode()
    Commitment.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Late" in client.get(EVENTS).content.decode()
    for _ in range(2):
        assert client.post(f"{EVENTS}{event.pk}/commitments/{commitment.pk}/").status_code == 302
    commitment.refresh_from_db()
    assert commitment.done_on == timezone.localdate()
    assert commitment.what not in client.get(EVENTS).content.decode()


def test_who_comes_from_where_is_for_the_two_sides(
    client: Client,
    lead: User,
    university_user: User,
    university: Institution,
    trust: Institution,
    stranger: User,
) -> None:
    event = announced(university, university_user)
    group = term("STAFF_GROUP", "TEACHERS")
    actions.register_for_event(event=event, institution=trust, staff_group=group, people=4, by=lead)
    for user, knows in ((lead, True), (university_user, True), (stranger, False)):
        client.force_login(user)
        shown = client.get(f"{EVENTS}{event.pk}/").context["registrations"]
        assert bool(shown) is knows, user


def test_training_says_how_many_hours_it_takes(university: Institution, university_user: User) -> None:
    with pytest.raises(RuleBroken, match="how many hours"):
        announced(university, university_user, hours=None)
