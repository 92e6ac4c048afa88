"""Organisations of the types that are data, put on Causeway by their own people."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import RuleBroken
from institutions.actions import found_organisation
from institutions.models import Institution, OrganisationType
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

STATED = {"name": "Fitters’ Training", "postcode": "LS1 4AP"}


def test_a_training_provider_is_founded_by_its_ukprn_and_counts_as_no_school(
    client: Client, stranger: User
) -> None:
    client.force_login(stranger)
    page = reverse("institutions:found_organisation")
    assert page in client.get(reverse("institutions:directory")).content.decode()
    told = STATED | {"type": "TRAINING_PROVIDER"}
    assert "Enter the UKPRN" in client.post(page, told).content.decode()
    client.post(page, told | {"ukprn": "10012345"})
    found = Institution.objects.get(ukprn="10012345")
    shown = client.get(reverse("institutions:institution", args=[found.pk])).content.decode()
    assert "Independent training provider" in shown
    assert "UKPRN 10012345" in shown
    assert not Institution.objects.in_scope().filter(pk=found.pk).exists()


def test_a_ukprn_names_one_organisation(stranger: User) -> None:
    InstitutionFactory.create(university=True, ukprn="10012345")
    provider = OrganisationType.objects.get(code="TRAINING_PROVIDER")
    with pytest.raises(RuleBroken, match="with UKPRN 10012345"):
        found_organisation(type=provider, ukprn="10012345", by=stranger, **STATED)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("HEALTH_BODY", "PUBLIC_BODY"), ("COMMUNITY", "CHARITY"), ("PUBLIC_EMPLOYER", "EMPLOYER")],
)
def test_partners_of_every_type_are_founded_and_found_by_it(
    client: Client, stranger: User, code: str, kind: str
) -> None:
    found = found_organisation(type=OrganisationType.objects.get(code=code), by=stranger, **STATED)
    assert found.kind == kind
    for asked, is_listed in ((code, True), ("REGULATOR", False)):
        page = client.get(reverse("institutions:directory"), {"organisation_type": asked}).content.decode()
        assert (found.name in page.replace("&#x27;", "'")) is is_listed


def test_public_employers_are_counted_against_a_target_that_an_administrator_sets(
    client: Client, administrator: User, stranger: User
) -> None:
    public = OrganisationType.objects.get(code="PUBLIC_EMPLOYER")
    found_organisation(type=public, by=stranger, **STATED)
    client.force_login(administrator)
    address = reverse("institutions:set_organisation_target", args=[public.slug])
    half = client.post(address, {"target": "4"}).content.decode()
    assert "Give both a number and a day, or neither." in half
    until = {"target_on_day": "31", "target_on_month": "7", "target_on_year": "2027"}
    assert client.post(address, {"target": "4"} | until).status_code == 302
    client.logout()
    page = client.get(reverse("institutions:organisation_types")).content.decode()
    assert "4 by 31 July 2027" in page
    assert "25%" in page
    assert reverse("institutions:organisation_types") in client.get("/institutions/").content.decode()
    client.force_login(stranger)
    assert client.get(address).status_code == 403
