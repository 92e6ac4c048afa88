"""Parents as partners: their association at a school, their networks in pilot areas, and bodies that speak for them."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from institutions import actions
from institutions.models import (
    DesignationKind,
    GroupKind,
    Institution,
    OrganisationType,
    RoleType,
    Welcome,
)
from partnerships import actions as partnership_actions
from partnerships.models import Programme, ProgrammeKind
from tests.factories import AreaFactory, PartnershipFactory, RoleHolderFactory

pytestmark = pytest.mark.django_db


def test_a_school_names_its_parents_association_and_says_whether_it_takes_part(
    client: Client, school: Institution, school_user: User
) -> None:
    tab = reverse("partnerships:families", args=[school.pk])
    assert "Parent–teacher association" not in client.get(tab).content.decode()
    contact = RoleType.objects.get(code="PTA_CONTACT")
    RoleHolderFactory.create(institution=school, role_type=contact, name="Pat Okoro", email="pat@example.org")
    client.force_login(school_user)
    typed = {"response_days": "5", "involves_parents_association": "True"}
    client.post(reverse("institutions:update_welcome", args=[school.pk]), typed)
    client.logout()
    page = client.get(tab).content.decode()
    assert "takes part in work with partners; its contact is Pat Okoro" in page
    assert "pat@example.org" not in page
    public = client.get(reverse("institutions:work_with_us", args=[school.pk])).content.decode()
    assert "takes part in work with partners" in public
    Welcome.objects.update(involves_parents_association=False)
    assert "does not take part" in client.get(tab).content.decode()


def test_a_network_of_parents_names_its_pilot_areas_and_counts_its_members(
    client: Client, lead: User
) -> None:
    """As Netmums and DadTalk did in Southwark, Hillingdon and North Hertfordshire."""
    pilots = [AreaFactory.create(name=name) for name in ("Southwark", "Hillingdon", "North Hertfordshire")]
    kind = GroupKind.objects.get(code="ONLINE_PARENT_NETWORK")
    group = actions.start_group(
        kind=kind,
        name="Dads of the three boroughs",
        postcode="",
        purpose="Fathers ask fathers.",
        catchment=pilots,
        by=lead,
    )
    actions.tell_of_year(group=group, year="2025/26", people=1240, by=lead)
    pilot = DesignationKind.objects.get(code="PARENT_NETWORK_PILOT")
    assert pilot.is_of_areas
    page = client.get(reverse("institutions:institution", args=[group.pk])).content.decode()
    for words in ("Parents’ network, online", "Southwark", "North Hertfordshire"):
        assert words in page
    client.force_login(lead)
    shown = client.get(reverse("institutions:together", args=[group.pk])).content.decode()
    assert "1,240" in shown


def test_a_body_of_parents_is_a_partner_in_programmes_and_partnerships(
    client: Client, university: Institution, university_user: User
) -> None:
    kind = OrganisationType.objects.get(code="PARENT_BODY")
    client.force_login(university_user)
    parents = actions.found_organisation(type=kind, name="Parents’ voice", postcode="", by=university_user)
    programme = Programme.objects.create(
        title="P", summary="S", kind=ProgrammeKind.objects.get(code="PILOT"), starts_on="2026-01-01"
    )
    programme.parties.create(institution=university, role="LEAD", started_on="2026-01-01")
    partnership_actions.add_programme_party(
        programme=programme, institution=parents, role="PARENTS", by=university_user
    )
    page = client.get(reverse("partnerships:programme", args=[programme.pk])).content.decode()
    assert "Speaks for parents and carers" in page
    assert "Parents’ voice" in page
    partnership = PartnershipFactory.create(institutions=[university, parents])
    assert (
        "Parents’ voice"
        in client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
    )
