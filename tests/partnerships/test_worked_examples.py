"""Partnerships of the sources, entered as their people would: proposed, agreed to, described and tried out."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from institutions.models import Area, Institution
from partnerships.models import Collaboration, Partnership, PartyInvitation
from tests.factories import InstitutionFactory, MembershipFactory, UserFactory
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


def test_the_workshops_of_many_universities_and_schools_are_a_series_with_attendees_and_outputs(
    client: Client, university: Institution, trust: Institution, schools: list[Institution]
) -> None:
    second = InstitutionFactory.create(university=True, name="South Coast University")
    title = "Workshops on what young people need"
    made = begin(client, university, [second, trust], title=title, kind="SCHOOL_UNIVERSITY")
    sign_in(client, trust)
    told = {
        "partner": str(university.pk),
        "schools": [school.pk for school in schools],
        "activity_type": "WORKSHOP",
        "area": "HIGHER_EDUCATION",
        "sessions": "3",
        "year_groups": ["Y09"],
        "title": "What stands in our way",
        "submission_key": str(uuid4()),
    }
    client.post(reverse("partnerships:collaboration_new"), told | day("starts_on"))
    record = Collaboration.objects.get()
    said = {"output": "A map of what stands in the way", "subject": "Access", "revision": record.revision}
    client.post(reverse("partnerships:collaboration_details", args=[record.pk]), said)
    record.refresh_from_db()
    counts = {"pupils-0-Y09": "12", "revision": record.revision}
    client.post(reverse("partnerships:collaboration_counts", args=[record.pk]), counts)
    page = client.get(reverse("partnerships:collaboration", args=[record.pk])).content.decode()
    for shown in ("in 3 sessions", "3 schools, 36 pupils", "A map of what stands in the way", title):
        assert shown in " ".join(page.split())
    sign_in(client, university)
    partnership = client.get(reverse("partnerships:partnership", args=[made.pk])).content.decode()
    assert "What stands in our way" in partnership
    assert str(second) in partnership


def test_cecil_jones_has_a_director_local_intermediaries_and_a_celebration(
    client: Client, school: Institution, employer: Institution
) -> None:
    sign_in(client, school)
    appoint = f"{reverse('institutions:appoint', args=[school.pk])}?role=COMMUNITY_DIRECTOR"
    client.post(appoint, {"name": "Dee Director", "seniority": "SENIOR"} | day("started_on"))
    assert "Dee Director" in client.get(reverse("institutions:roles", args=[school.pk])).content.decode()
    founded = reverse("institutions:found_organisation")
    for code, name in (("CHAMBER", "Estuary Chamber"), ("BUSINESS_SUPPORT", "Estuary growth hub")):
        client.force_login(UserFactory.create())
        client.post(founded, {"type": code, "name": name, "postcode": "SS1 1AA"})
        found = client.get(reverse("institutions:directory"), {"organisation_type": code}).content.decode()
        assert name in found
    chamber = Institution.objects.get(name="Estuary Chamber")
    partnership = begin(
        client,
        school,
        [employer, chamber],
        title="School and town",
        kind="GENERAL",
        areas=["ENTERPRISE"],
    )
    assert partnership.parties.count() == 3
    sign_in(client, school)
    thanks = {"kind": "CELEBRATION", "institution": employer.name, "words": "Ten years of interviews."}
    client.post(reverse("partnerships:give_recognition"), thanks | day("given_on"))
    shown = client.get(reverse("partnerships:institution_library", args=[employer.pk])).content.decode()
    assert "Business award or celebration" in shown
    assert "Ten years of interviews." in shown
