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
