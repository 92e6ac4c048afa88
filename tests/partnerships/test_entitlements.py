"""What families may expect: the pages by phase, the cards, and what a school says of each entitlement."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Entitlement, EntitlementStatus
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

Status = EntitlementStatus.Status


def entitlement(code: str) -> Entitlement:
    return Entitlement.objects.in_force().get(code=code)


def say(school: Institution, by: User, status: Status = Status.MET, **more: object) -> EntitlementStatus:
    told = {"entitlement": entitlement("EMPLOYERS"), "since": timezone.localdate(), **more}
    return actions.say_entitlement_status(school=school, status=status, by=by, **told)  # type: ignore[arg-type]


def test_a_family_walks_from_the_start_page_to_what_it_can_expect(client: Client) -> None:
    assert reverse("partnerships:entitlements") in client.get("/").content.decode()
    page = client.get(reverse("partnerships:entitlements")).content.decode()
    assert "Early years" not in page  # nothing is written down for them
    assert reverse("partnerships:entitlements_of_phase", args=["secondary"]) in page
    page = client.get(reverse("partnerships:entitlements_of_phase", args=["post-16"])).content.decode()
    assert "Another talk with a careers adviser by 18" in page
    assert "A talk with a careers adviser by 16" not in page
    assert client.get(reverse("partnerships:entitlements_of_phase", args=["early-years"])).status_code == 404


def test_a_new_version_takes_over_from_its_day() -> None:
    rows = Entitlement.objects.filter(code="WORKPLACES")
    assert [rows.in_force(date(2025, month, 31)).get().version for month in (8, 10)] == [1, 2]
    assert rows.in_force(date(2025, 9, 1)).get().version == 2


def test_all_cards_of_a_phase_are_printed_together_or_one_alone(client: Client) -> None:
    cards = reverse("partnerships:question_cards", args=["secondary"])
    page = client.get(cards).content.decode()
    found = Entitlement.objects.in_force().filter(phase="SECONDARY")
    assert page.count("cw-question-card") == found.count()
    for each in found:
        assert all(question in page for question in each.questions)
    one = client.get(cards, {"card": "EMPLOYERS"}).content.decode()
    assert one.count("cw-question-card") == 1
    assert entitlement("EMPLOYERS").questions[0] in one
    assert client.get(cards, {"card": "WORKPLACE"}).status_code == 404


def test_a_school_says_how_far_it_is_and_everybody_reads_it(
    client: Client, school: Institution, school_user: User
) -> None:
    tab = reverse("partnerships:families", args=[school.pk])
    asked = entitlement("EMPLOYERS")
    client.force_login(school_user)
    assert tab in client.get("/home/").content.decode()
    address = reverse("partnerships:say_entitlement_status", args=[school.pk, asked.pk])
    assert address in client.get(tab).content.decode()
    typed = {
        "status": "PARTLY",
        "since_day": 1,
        "since_month": 9,
        "since_year": 2025,
        "words": "Years 7 to 9 so far.",
        "link": "www.example.org/careers",
    }
    answer = client.post(address, typed)
    assert answer["Location"] == f"{tab}#expect-{asked.pk}"
    client.logout()
    overview = client.get(reverse("institutions:institution", args=[school.pk])).content.decode()
    assert tab in overview
    page = client.get(tab).content.decode()
    for words in (
        "Partly in place",
        "since 1 September 2025",
        "Years 7 to 9 so far.",
        "https://www.example.org",
    ):
        assert words in page
    assert "The school has not said" in page  # of the others
    assert address not in page


def test_errors_are_said_at_the_field_and_what_was_typed_is_kept(
    client: Client, school: Institution, school_user: User
) -> None:
    client.force_login(school_user)
    address = reverse("partnerships:say_entitlement_status", args=[school.pk, entitlement("EMPLOYERS").pk])
    tomorrow = timezone.localdate() + timedelta(days=1)
    typed = {
        "status": "MET",
        "since_day": tomorrow.day,
        "since_month": tomorrow.month,
        "since_year": tomorrow.year,
        "words": "We meet them.",
    }
    page = client.post(address, typed).content.decode()
    assert "#id_since" in page
    assert "We meet them." in page
    assert not EntitlementStatus.objects.exists()


def test_another_status_takes_over_and_the_same_one_is_corrected(
    school: Institution, school_user: User
) -> None:
    today = timezone.localdate()
    first = say(school, school_user, Status.NOT_YET, since=today - timedelta(days=90))
    say(school, school_user, Status.NOT_YET, since=today - timedelta(days=60), words="From spring.")
    assert EntitlementStatus.objects.get().words == "From spring."
    second = say(school, school_user, Status.MET, since=today - timedelta(days=30))
    first.refresh_from_db()
    assert (first.ended_on, second.ended_on) == (second.since, None)
    before = EntitlementStatus.objects.current(today - timedelta(days=31)).get()
    assert (before, EntitlementStatus.objects.current().get()) == (first, second)
    with pytest.raises(RuleBroken, match="another status held"):
        say(school, school_user, Status.MET, since=today - timedelta(days=45))
    corrected = say(school, school_user, Status.PARTLY, since=second.since)
    assert (corrected.pk, EntitlementStatus.objects.count()) == (second.pk, 2)
    corrected.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        corrected.save(force_insert=True)


def test_a_school_speaks_for_the_ages_it_teaches_and_for_itself(
    school: Institution, school_user: User, employer_user: User
) -> None:
    with pytest.raises(PermissionDenied):
        say(school, employer_user)
    primary = entitlement("PRIMARY_WORLD_OF_WORK")
    assert "PRIMARY" not in school.phases
    with pytest.raises(RuleBroken, match="not for the pupils"):
        say(school, school_user, entitlement=primary)
    with pytest.raises(RuleBroken, match="counts, never pupils"):
        say(school, school_user, words="Ask A123456789012.")


def test_a_school_without_any_says_so(client: Client) -> None:
    nursery = InstitutionFactory.create(phases=["EARLY_YEARS"])
    page = client.get(reverse("partnerships:families", args=[nursery.pk])).content.decode()
    assert "Nothing is written down" in page
