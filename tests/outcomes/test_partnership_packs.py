"""Evidence packs of one partnership, and the part of a school's pack that is about families."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from institutions.models import Institution, SupportArea
from outcomes.reports.packs import pack_of_institution
from outcomes.reports.partnership_packs import pack_of_partnership
from outcomes.reports.self_evaluation import self_evaluation_of
from partnerships.models import Entitlement, EntitlementStatus, InspectionEvidence, Partnership
from tests.factories import CollaborationFactory, PartnershipFactory
from tests.outcomes.test_downloads import workbook
from tests.outcomes.test_family_views import ask, close, count
from tests.outcomes.test_packs import days_ago, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(trust: Institution, employer: Institution, schools: list[Institution]) -> Partnership:
    """Ninety days old: two activities, of which one is disputed, an inspection, and a party that left."""
    made = PartnershipFactory.create(institutions=[trust, employer], started_on=days_ago(90))
    made.parties.update(goal="Engineers of our own", joined_on=days_ago(90))
    for confirmation, days in (("CONFIRMED", 50), ("DISPUTED", 40), ("AWAITING", 10)):
        CollaborationFactory.create(
            organiser=trust,
            partner=employer,
            schools=schools[:1],
            area=SupportArea.STEM,
            starts_on=days_ago(days),
            partner_confirmation=confirmation,
            partnership=made,
        )
    InspectionEvidence.objects.create(
        institution=trust,
        partnership=made,
        theme="PARTNERSHIP",
        inspected_on=days_ago(30),
        framework="F",
        quotation="They work well together.",
        link="https://reports.example.org/1",
    )
    return made


def test_a_pack_of_a_partnership_is_as_at_a_day(partnership: Partnership, lead: User) -> None:
    pack = pack_of_partnership(partnership, on=days_ago(0), viewer=lead)
    assert {str(row[0]) for row in section(pack, "Parties")} == {"Stepping Stones Trust", "Kiln Works Ltd"}
    [[_, _, held, confirmed]] = section(pack, "Activities")
    assert (held, confirmed) == (2, 1)
    [[who, *_, quotation, _]] = section(pack, "What inspections said")
    assert (who, quotation) == ("Stepping Stones Trust", "They work well together.")
    earlier = pack_of_partnership(partnership, on=days_ago(45), viewer=lead)
    assert section(earlier, "Activities")[0][2:] == [1, 1]
    assert section(earlier, "What inspections said") == []
    before = pack_of_partnership(partnership, on=days_ago(91), viewer=lead)
    assert section(before, "Parties") == []


def test_its_parties_print_it_and_take_it_away_and_nobody_else_does(
    client: Client, partnership: Partnership, lead: User, stranger: User, administrator: User
) -> None:
    client.force_login(lead)
    address = reverse("outcomes:partnership_pack", args=[partnership.pk])
    page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
    assert address in page
    shown = client.get(address).content.decode()
    for words in ("Engineers of our own", "Sources", "They work well together."):
        assert words in shown
    file = client.get(reverse("outcomes:partnership_pack_ods", args=[partnership.pk]))
    [_, *parties] = workbook(file.content)["Parties"]
    assert [row[0][1] for row in parties] == ["Stepping Stones Trust", "Kiln Works Ltd"]
    [noted] = AuditEvent.objects.filter(verb="figures_downloaded")
    assert (noted.subject_id, noted.actor) == (partnership.pk, lead)
    client.force_login(administrator)
    assert str(partnership) in client.get(reverse("outcomes:downloads")).content.decode()
    for other in (stranger, administrator):
        client.force_login(other)
        assert client.get(address).status_code == 404


def test_parental_engagement_stands_in_the_packs_of_a_school(school: Institution, school_user: User) -> None:
    employers = Entitlement.objects.in_force().get(code="EMPLOYERS")
    EntitlementStatus.objects.create(
        entitlement=employers, school=school, status="MET", since=days_ago(20), said_by=school_user
    )
    views_round = ask(school, school_user)
    count(views_round, school, agree={"FATHER": 40, "MOTHER": 9}, disagree={"FATHER": 30})
    close(views_round)
    for pack in (
        pack_of_institution(school, on=days_ago(0)),
        self_evaluation_of(school, on=days_ago(0), viewer=school_user),
    ):
        expected = section(pack, "Parental engagement")
        assert [row[2] for row in expected if row[0] == employers.title] == ["In place"]
        answered, *_ = section(pack, "What families said")
        assert answered[2:] == ["All who answered", "c", 70, "c", "c"]
    earlier = pack_of_institution(school, on=days_ago(21))
    expected = section(earlier, "Parental engagement")
    assert {row[2] for row in expected} == {"Not said"}
    assert section(earlier, "What families said") == []
