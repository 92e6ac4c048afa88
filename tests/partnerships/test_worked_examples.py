"""Partnerships of the sources, entered as their people would: proposed, agreed to, described and tried out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from institutions.models import Area, Institution
from partnerships.models import Partnership, PartyInvitation
from tests.factories import InstitutionFactory, MembershipFactory
from tests.partnerships.test_bodies import day

pytestmark = pytest.mark.django_db


def sign_in(client: Client, institution: Institution) -> None:
    client.force_login(MembershipFactory.create(institution=institution).user)


def begin(client: Client, opener: Institution, partners: list[Institution], **told: Any) -> Partnership:
    """The opener proposes it, and each of the others says yes for itself."""
    usual = {"areas": ["HIGHER_EDUCATION"], "purpose": ["PROGRESSION"], "beneficiary": ["PUPILS"]}
    sign_in(client, opener)
    names = "\n".join(partner.name for partner in partners)
    client.post(
        reverse("partnerships:propose_partnership"),
        usual | {"partners": names, "goal": "To do it together"} | told,
    )
    made = Partnership.objects.get()
    for invitation in PartyInvitation.objects.select_related("institution"):
        sign_in(client, invitation.institution)
        client.post(reverse("partnerships:answer_invitation", args=[invitation.pk]), {"accepted": "True"})
    return made


def describe(client: Client, partnership: Partnership, opener: Institution, **told: Any) -> None:
    sign_in(client, opener)
    said = {
        "title": partnership.title,
        "kind": partnership.kind.code if partnership.kind else "",
        "areas": partnership.areas,
        "purpose": ["PROGRESSION"],
        "beneficiary": ["PUPILS"],
        "revision": partnership.revision,
    }
    client.post(reverse("partnerships:describe_partnership", args=[partnership.pk]), said | told)


def take_part(client: Client, partnership: Partnership, institution: Institution, **told: Any) -> None:
    """A party says what it wants and what it is."""
    party = partnership.parties.get(institution=institution)
    sign_in(client, institution)
    said = {"goal": f"What {institution} wants", "revision": party.revision}
    client.post(reverse("partnerships:edit_side", args=[partnership.pk, party.pk]), said | told)


def try_out(client: Client, partnership: Partnership) -> str:
    """Move it to the pilot, and read its page."""
    stage = reverse("partnerships:move_partnership", args=[partnership.pk])
    page = client.post(stage, {"stage": "PILOT"} | day("on"), follow=True).content.decode()
    return " ".join(page.split())


def test_feltham_convening_partnership_has_a_place_and_members_of_many_kinds(
    client: Client, authority: Area, school: Institution
) -> None:
    council, police, charity = (
        InstitutionFactory.create(kind=kind, name=name, urn=None, type_code="", phases=[])
        for kind, name in (
            (Institution.Kind.PUBLIC_BODY, "Borough council"),
            (Institution.Kind.PUBLIC_BODY, "Borough police"),
            (Institution.Kind.CHARITY, "Young Lives"),
        )
    )
    made = begin(
        client, council, [school, police, charity], title="Feltham Convening Partnership", kind="CONVENING"
    )
    stage = reverse("partnerships:move_partnership", args=[made.pk])
    sign_in(client, council)
    refused = client.post(stage, {"stage": "PILOT"} | day("on")).content.decode()
    assert "It is for one place. Say which." in refused
    describe(client, made, council, place=authority.pk)
    page = try_out(client, made)
    for shown in (
        "Convening partnership of a place",
        "Trying it out",
        authority.name,
        *map(str, (school, police, charity)),
    ):
        assert shown in page


def test_kingstons_foundation_degree_is_delivered_by_a_trust(
    client: Client, university: Institution, trust: Institution
) -> None:
    made = begin(client, university, [trust], title="Foundation degree at Reach", kind="DELIVERY")
    describe(client, made, university, focus="Foundation degree in early years")
    take_part(client, made, university, roles=["AWARDING_BODY", "ASSESSOR"], lines=["ASSESSMENT"])
    take_part(client, made, trust, roles=["DELIVERER"], lines=["TUTORS"])
    page = try_out(client, made)
    for shown in (
        "Delivery partnership",
        "Foundation degree in early years",
        "Awarding body",
        "Deliverer",
        "Assessor",
        f'>Assessment</dt><dd class="govuk-summary-list__value">{university}<',
        f'>Teaching and tutors</dt><dd class="govuk-summary-list__value">{trust}<',
    ):
        assert shown in page


def test_many_universities_and_schools_work_in_one_partnership(
    client: Client, university: Institution, schools: list[Institution]
) -> None:
    second = InstitutionFactory.create(university=True, name="South Coast University")
    made = begin(
        client,
        university,
        [second, *schools[:2]],
        title="Workshops on what schools need",
        kind="UNIVERSITIES",
    )
    sign_in(client, university)
    page = try_out(client, made)
    for shown in (
        "Several universities and several schools",
        "Trying it out",
        *map(str, (second, *schools[:2])),
    ):
        assert shown in page
