"""What a person types of an agreement, and what each side expects to gain, and where it is read again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from partnerships.models import Partnership
from tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer])


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def sign(client: Client, partnership: Partnership, **typed: Any) -> str:
    """The page of the partnership after the agreement is typed, or the form with what is wrong."""
    today = timezone.localdate()
    answers = day("signed_on", today) | typed
    address = reverse("partnerships:agree_partnership", args=[partnership.pk])
    return client.post(address, answers, follow=True).content.decode()


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("MEMORANDUM", "Memorandum of understanding"),
        ("ACCESS_PLAN", "Access and participation plan"),
        ("LSIP", "Local skills improvement plan"),
        ("CONTRACT", "Contract"),
        ("OTHER", "Another agreement"),
    ],
)
def test_an_agreement_of_each_type_shows_its_signatories_days_and_paper(
    client: Client, partnership: Partnership, lead: User, employer: Institution, code: str, label: str
) -> None:
    today = timezone.localdate()
    theirs = partnership.parties.get(institution=employer)
    client.force_login(lead)
    page = sign(
        client,
        partnership,
        agreement_type=code,
        document="https://paper.example.org/1",
        **day("review_on", today + timedelta(days=100)),
        **day("ends_on", today + timedelta(days=700)),
        **{f"signatory_{theirs.pk}": "Ike Kiln"},
    )
    for words in (label, f"Ike Kiln ({employer})", "https://paper.example.org/1", "Review on"):
        assert words in page
    agreement = partnership.agreements.get()
    assert (agreement.starts_on, agreement.ends_on) == (today, today + timedelta(days=700))


def test_an_accountability_agreement_says_who_owes_what_how_it_is_measured_and_who_reports(
    client: Client, partnership: Partnership, lead: User, employer_user: User
) -> None:
    client.force_login(lead)
    assert partnership.agreements.count() == 0
    words = {
        "obligations": "The trust sends forty pupils; the works take them.",
        "measures": "Places filled each term.",
        "reports_to": "Both report to the steering group.",
    }
    sign(client, partnership, agreement_type="ACCOUNTABILITY", **(words | {"reports_to": ""}))
    assert not partnership.agreements.exists()
    sign(client, partnership, agreement_type="ACCOUNTABILITY", **words)
    client.force_login(employer_user)
    page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
    assert all(said in page for said in words.values())


def test_each_side_says_what_it_gains_beside_its_goal(
    client: Client, partnership: Partnership, lead: User, employer_user: User, stranger: User
) -> None:
    for person, gain in ((lead, "Forty encounters a year"), (employer_user, "Ten apprentices a year")):
        client.force_login(person)
        party = partnership.parties.get(institution__members__user=person)
        address = reverse("partnerships:edit_side", args=[partnership.pk, party.pk])
        said = {"goal": "More engineers", "benefit": gain, "revision": party.revision}
        assert client.post(address, said).status_code == 302
    shown = {}
    for person in (lead, employer_user, stranger):
        client.force_login(person)
        page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
        shown[person] = [gain in page for gain in ("Forty encounters a year", "Ten apprentices a year")]
    assert shown == {lead: [True, True], employer_user: [True, True], stranger: [False, False]}
