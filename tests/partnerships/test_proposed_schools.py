"""A school that is proposed to open may be a partner before it has pupils."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from institutions.forms.questions import InstitutionsField
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Partnership, PartyInvitation
from tests.factories import InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming() -> Institution:
    facts: dict[str, Any] = {"name": "Harbour Free School", "type_code": "35", "roll": None}
    return InstitutionFactory.create(status=Institution.Status.PROPOSED, **facts)


def test_a_school_that_is_proposed_to_open_is_suggested_named_and_asked(
    client: Client, coming: Institution, employer: Institution, employer_user: User
) -> None:
    by = MembershipFactory.create(institution=coming).user
    client.force_login(employer_user)
    client.post(
        reverse("partnerships:propose_partnership"),
        {
            "partners": coming.name,
            "title": "Ready for the first day",
            "kind": "SCHOOL_EMPLOYER",
            "areas": ["STEM"],
            "purpose": ["CAREERS"],
            "beneficiary": ["PUPILS"],
            "goal": "A workshop in the new building",
        },
    )
    actions.answer_invitation(invitation=PartyInvitation.objects.get(), accepted=True, words="", by=by)
    partnership = Partnership.objects.get()
    assert set(partnership.parties.values_list("institution", flat=True)) == {coming.pk, employer.pk}
    found = client.get(reverse("institutions:suggest"), {"q": "harbour"}).json()
    assert [each["name"] for each in found] == ["Harbour Free School"]
    assert InstitutionsField().clean("Harbour Free School") == [coming]


def test_a_closed_school_is_not_named() -> None:
    InstitutionFactory.create(name="Gone School", closed=True)
    with pytest.raises(ValidationError):
        InstitutionsField().clean("Gone School")
