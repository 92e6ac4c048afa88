"""What figures and guidance give to the library and take from it: findings, signposts, and what is worth reading."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.dates import monday_of
from core.errors import RuleBroken
from institutions.models import Institution
from outcomes import actions
from outcomes.models import Evaluation
from outcomes.reports.digest import digest_of
from partnerships import actions as partnership_actions
from partnerships.models import LibraryItem
from tests.factories import PartnershipFactory
from tests.library_factories import LibraryItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(university: Institution, trust: Institution, employer: Institution) -> Evaluation:
    """The university looks at its work with the trust; the employer verifies."""
    today = timezone.localdate()
    return Evaluation.objects.create(
        owner=university,
        verifier=employer,
        partnership=PartnershipFactory.create(institutions=[university, trust]),
        title="Three visits",
        question="Do visits change what pupils expect?",
        method="The same questions twice.",
        evidence="1",
        starts_on=today,
        ends_on=today,
    )


def test_a_verified_finding_is_written_up_and_published_once_the_partners_agree(
    client: Client,
    evaluation: Evaluation,
    university_user: User,
    employer: Institution,
    lead: User,
    administrator: User,
) -> None:
    client.force_login(university_user)
    page = f"/evaluations/{evaluation.pk}/"
    claim = evaluation.claims.create(words="Research suggests that visits matter.")
    client.post(f"{page}finding/")
    assert not LibraryItem.objects.exists()
    claim.verified_by, claim.verified_on = employer, timezone.localdate()
    claim.save()
    assert "Write it up for the library" in client.get(page).content.decode()
    assert client.post(f"{page}finding/").status_code == 302
    item = LibraryItem.objects.get()
    assert (item.kind.code, item.strength, item.summary) == ("FINDING", "1", claim.words)
    assert "What we asked: Do visits change" in item.words
    partnership_actions.submit_item(item=item, by=university_user)
    consent = item.consents.get()
    assert consent.is_given is None
    partnership_actions.answer_consent(consent=consent, is_given=True, words="", by=lead)
    assert partnership_actions.publish_item(item=item, by=administrator).is_live


def test_a_finding_that_nobody_verified_stays_out(evaluation: Evaluation, university_user: User) -> None:
    evaluation.claims.create(words="It works.")
    with pytest.raises(RuleBroken, match="verified"):
        actions.write_finding(evaluation=evaluation, by=university_user)


def test_signposts_are_listed_in_the_guidance_about_their_task(client: Client) -> None:
    facts: dict[str, Any] = {"of_kind": "SIGNPOST", "task": "ASK"}
    LibraryItemFactory.create(title="Help with applications", visibility="PUBLIC", **facts)
    LibraryItemFactory.create(title="For the sector alone", **facts)
    LibraryItemFactory.create(title="Long not looked at", visibility="PUBLIC", stale=True, **facts)
    schools = client.get("/help/schools/").content.decode()
    assert "Help with applications" in schools
    assert "For the sector alone" not in schools
    assert "Long not looked at" not in schools
    assert "Help with applications" not in client.get("/help/employers/").content.decode()


def test_the_monday_letter_says_what_is_worth_reading(schools: list[Institution], lead: User) -> None:
    LibraryItemFactory.create(title="Reading on the bus", state="FEATURED")
    LibraryItemFactory.create(title="Not put first")
    LibraryItemFactory.create(
        title="Of another trust", state="FEATURED", visibility="TRUST", visibility_reason="Ours"
    )
    [section] = digest_of(lead, since=monday_of(timezone.localdate()))
    assert [line.text.partition(",")[0] for line in section.reading] == ["Reading on the bus"]
