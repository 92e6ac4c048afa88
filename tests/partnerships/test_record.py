"""The partnership record: its kinds, its beginning by hand, each party's side, and what a stage waits for."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import RuleBroken
from core.models import OutgoingEmail
from institutions.models import Area, Institution, RoleType, Term, Vocabulary
from partnerships import actions
from partnerships.actions import Side
from partnerships.models import Partnership, PartnershipKind, Party, PartyInvitation
from partnerships.models.kind import sectors_of
from partnerships.queries import gates
from partnerships.queries.formality import Formality, formality_of
from partnerships.queries.history import history
from partnerships.queries.overlaps import overlaps_of
from partnerships.queries.record import read
from tests.body_factories import BodyFactory, BodyMemberFactory
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    PartnershipFactory,
    RoleHolderFactory,
)

pytestmark = pytest.mark.django_db
Stage = Partnership.Stage


@pytest.fixture
def partnership(trust: Institution, employer: Institution) -> Partnership:
    return PartnershipFactory.create(institutions=[trust, employer], stage=Stage.CO_DESIGN)


def term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


def of_kind(code: str, institutions: list[Institution], **facts: Any) -> Partnership:
    kind = term(Vocabulary.PARTNERSHIP_KIND, code)
    return PartnershipFactory.create(kind=kind, institutions=institutions, stage=Stage.CO_DESIGN, **facts)


def gaps(partnership: Partnership, stage: str = Stage.PILOT) -> list[str]:
    return [gap.words for gap in gates.missing(read(partnership), stage)]


def move(partnership: Partnership, stage: str, by: User, words: str = "It works") -> Partnership:
    return actions.move_partnership(
        partnership=partnership, stage=stage, on=timezone.localdate(), owner="", words=words, by=by
    )


# Kinds


def test_an_institute_of_technology_needs_a_college_a_university_and_an_employer(
    university: Institution, employer: Institution, lead: User, university_user: User
) -> None:
    institute = of_kind("INSTITUTE_OF_TECHNOLOGY", [university, employer])
    assert gaps(institute) == ["One more institution must join.", "It needs a college. Ask one to join."]
    with pytest.raises(RuleBroken, match="It needs a college"):
        move(institute, Stage.PILOT, university_user)
    college = InstitutionFactory.create(kind=Institution.Kind.COLLEGE)
    Party.objects.create(partnership=institute, institution=college)
    assert move(institute, Stage.PILOT, university_user).stage == Stage.PILOT


def test_each_kind_says_what_it_lacks(schools: list[Institution], university: Institution) -> None:
    independent = InstitutionFactory.create(type_code="11")
    assert "It needs an independent school. Ask one to join." in gaps(of_kind("STATE_INDEPENDENT", schools))
    assert gaps(of_kind("STATE_INDEPENDENT", [schools[0], independent])) == []
    assert "It needs a university. Ask another to join." in gaps(
        of_kind("UNIVERSITIES", [university, *schools])
    )
    assert "Its schools must cover more than one phase of education." in gaps(of_kind("CROSS_PHASE", schools))
    assert gaps(of_kind("CROSS_PHASE", [schools[0], InstitutionFactory.create(primary=True)])) == []
    assert gaps(of_kind("CROSS_TRUST", schools)) == [
        "Schools of 2 trusts or more must be in it.",
        "What is the challenge?",
    ]
    assert gaps(of_kind("CLUSTER", schools)) == ["It is for one place. Say which."]


def test_support_has_a_supporter_a_supported_and_a_focus(schools: list[Institution], lead: User) -> None:
    support = of_kind("SCHOOL_SUPPORT", schools[:2])
    assert gaps(support) == [
        "What is the support about?",
        "Nobody is its supporter yet. Say who is what.",
        "Nobody is its supported yet. Say who is what.",
    ]
    support.focus = "Mathematics in Year 7"
    support.save(update_fields=["focus"])
    for party, role in zip(support.parties.order_by("pk"), ("SUPPORTER", "SUPPORTED"), strict=True):
        side = Side(goal="Better teaching", roles=[term(Vocabulary.PARTY_ROLE, role)])
        actions.edit_side(party=party, side=side, revision=1, by=lead)
    assert gaps(support) == []


def test_every_line_of_a_diploma_is_covered(schools: list[Institution], lead: User) -> None:
    college = InstitutionFactory.create(kind=Institution.Kind.COLLEGE)
    diploma = of_kind("DIPLOMA", [schools[0], college])
    lines = list(Term.objects.of(Vocabulary.LINE_OF_LEARNING))
    assert len(gaps(diploma)) == len(lines) == 10
    party = diploma.parties.get(institution=schools[0])
    actions.edit_side(party=party, side=Side(goal="All lines", lines=lines[1:]), revision=1, by=lead)
    assert gaps(diploma) == [f"Nobody covers {lines[0].label} yet."]


def test_shared_provision_counts_the_pupils_of_each_sending_school(
    schools: list[Institution], lead: User
) -> None:
    shared = of_kind("SHARED_PROVISION", schools, focus="A levels in the borough")
    host, *members = shared.parties.order_by("pk")
    for party, role, pupils in ((host, "HOST", 0), (members[0], "MEMBER", 12), (members[1], "MEMBER", 9)):
        side = Side(goal="More subjects", roles=[term(Vocabulary.PARTY_ROLE, role)], pupils=pupils)
        actions.edit_side(party=party, side=side, revision=1, by=lead)
    assert gaps(shared) == []
    Party.objects.filter(pk=host.pk).update(pupils=None)
    assert gaps(shared) == [f"How many pupils does {host.institution} send?"]


def test_every_kind_has_its_conditions() -> None:
    kinds = Term.objects.filter(vocabulary=Vocabulary.PARTNERSHIP_KIND)
    assert PartnershipKind.objects.count() == kinds.count() == 21


def test_an_institution_counts_as_all_that_it_is() -> None:
    assert sectors_of(InstitutionFactory.build(utc=True, local_authority=None)) == {
        "SCHOOL",
        "STATE_SCHOOL",
        "UTC",
    }


def test_a_hub_is_joined_by_schools_outside_the_trust(
    client: Client, trust: Institution, school: Institution, employer: Institution
) -> None:
    outside = InstitutionFactory.create()
    person = MembershipFactory.create(institution=outside).user
    hub = of_kind("HUB", [school, trust])
    client.force_login(person)
    assert b"Join it" in client.get(reverse("partnerships:partnership", args=[hub.pk])).content
    client.post(reverse("partnerships:join_partnership", args=[hub.pk]))
    joined = hub.parties.get(institution=outside)
    assert [role.code for role in joined.roles.all()] == ["SPOKE"]
    closed = of_kind("SCHOOL_EMPLOYER", [school, employer])
    with pytest.raises(RuleBroken, match="by invitation only"):
        actions.join_partnership(partnership=closed, institution=outside, by=person)


# Beginning by hand


def proposal(employer: Institution, **different: Any) -> dict[str, Any]:
    return {
        "partners": employer.name,
        "title": "Engineers in every school",
        "kind": "SCHOOL_EMPLOYER",
        "areas": ["STEM"],
        "purpose": ["ATTAINMENT"],
        "beneficiary": ["PUPILS"],
        "goal": "More engineers",
    } | different


def test_a_lead_proposes_and_the_other_side_agrees_on_its_home_page(
    client: Client, lead: User, trust: Institution, employer: Institution, employer_user: User
) -> None:
    client.force_login(lead)
    address = reverse("partnerships:propose_partnership")
    assert address in client.get(f"/institutions/{trust.pk}/partnerships/").content.decode()
    made = client.post(address, proposal(employer))
    partnership = Partnership.objects.get()
    assert made.url == reverse("partnerships:partnership", args=[partnership.pk])
    assert partnership.stage == Stage.SEEKING
    assert not Partnership.objects.live().exists()
    client.force_login(employer_user)
    assert b"1 partnership that you are asked to join" in client.get("/home/").content
    invitation = PartyInvitation.objects.get()
    page = reverse("partnerships:answer_invitation", args=[invitation.pk])
    assert page in client.get(reverse("partnerships:invitations")).content.decode()
    client.post(page, {"accepted": "True"})
    partnership.refresh_from_db()
    assert partnership.stage == Stage.CO_DESIGN
    assert set(partnership.parties.values_list("institution", flat=True)) == {trust.pk, employer.pk}
    assert [entry.stage for entry in partnership.stages.order_by("pk")] == ["SEEKING", "CO_DESIGN"]
    assert partnership.leaderships.get().party.institution == trust
    told = [entry.words for entry in reversed(history(partnership))]
    assert told == [f"proposed it for {trust}", f"asked {employer} to join", f"said yes for {employer}"]
    assert OutgoingEmail.objects.filter(to=lead.email, subject__contains="says yes").exists()


def test_somebody_without_an_account_answers_by_the_link(
    client: Client, lead: User, trust: Institution
) -> None:
    InstitutionFactory.create(employer=True, name="Lone Potter")
    client.force_login(lead)
    told = proposal(trust, partners="Lone Potter", email="potter@example.com")
    client.post(reverse("partnerships:propose_partnership"), told)
    client.logout()
    letter = OutgoingEmail.objects.get(to="potter@example.com")
    link = "/join/" + letter.body.partition("/join/")[2].split()[0]
    assert b"Do you want to work together?" in client.get(link).content
    assert Partnership.objects.get().stage == Stage.SEEKING
    page = client.post(link, {"accepted": "False", "words": "No time"}, follow=True)
    assert b"has been told" in page.content
    assert (PartyInvitation.objects.get().words, Party.objects.count()) == ("No time", 1)
    again = client.post(link, {"accepted": "True"}, follow=True)
    assert b"has been told" in again.content
    assert Party.objects.count() == 1


def test_nobody_answers_for_another(
    lead: User, trust: Institution, employer: Institution, partnership: Partnership, university: Institution
) -> None:
    (asked,) = actions.invite_parties(
        partnership=partnership, asked_by=trust, partners=[university], email="", by=lead
    )
    with pytest.raises(PermissionDenied):
        actions.answer_invitation(invitation=asked, accepted=True, words="", by=lead)
    with pytest.raises(RuleBroken, match="have been asked"):
        actions.invite_parties(
            partnership=partnership, asked_by=trust, partners=[university, employer], email="", by=lead
        )


def test_the_same_proposal_sent_twice_is_made_once(client: Client, lead: User, employer: Institution) -> None:
    client.force_login(lead)
    for _ in range(2):
        page = client.post(reverse("partnerships:propose_partnership"), proposal(employer))
    assert b"This is proposed already" in page.content
    assert Partnership.objects.count() == 1


# Each party's side


def test_a_line_has_one_lead(
    partnership: Partnership, lead: User, employer_user: User, trust: Institution, employer: Institution
) -> None:
    venue = term(Vocabulary.RESPONSIBILITY, "VENUE")
    ours, theirs = (partnership.parties.get(institution=each) for each in (trust, employer))
    actions.edit_side(party=ours, side=Side(goal="Ours", lines=[venue]), revision=1, by=lead)
    side = Side(goal="Theirs", lines=[venue])
    with pytest.raises(RuleBroken, match="leads on Venue already"):
        actions.edit_side(party=theirs, side=side, revision=1, by=employer_user)
    actions.edit_side(party=ours, side=Side(goal="Ours"), revision=2, by=lead)
    actions.edit_side(party=theirs, side=side, revision=1, by=employer_user)
    assert partnership.responsibilities.get().lead == theirs


def test_the_second_who_saves_sees_both_versions(
    client: Client, partnership: Partnership, lead: User, trust: Institution
) -> None:
    party = partnership.parties.get(institution=trust)
    actions.edit_side(party=party, side=Side(goal="What the first wrote"), revision=1, by=lead)
    client.force_login(lead)
    address = reverse("partnerships:edit_side", args=[partnership.pk, party.pk])
    page = client.post(address, {"goal": "What the second wrote", "revision": 1}).content.decode()
    assert "What the first wrote" in page
    assert "What the second wrote" in page
    assert 'name="revision" value="2"' in page
    client.post(address, {"goal": "What both agree on", "revision": 2})
    party.refresh_from_db()
    assert party.goal == "What both agree on"


def test_what_each_brings_is_added_up(
    client: Client, partnership: Partnership, lead: User, trust: Institution, employer: Institution
) -> None:
    party = partnership.parties.get(institution=trust)
    client.force_login(lead)
    address = reverse("partnerships:bring_asset", args=[partnership.pk, party.pk])
    refused = client.post(address, {"asset_type": "CASH", "words": "A grant"})
    assert b"Enter how many pounds" in refused.content
    client.post(address, {"asset_type": "CASH", "words": "A grant", "value": "1,500"})
    client.post(address, {"asset_type": "HALLS", "words": "The hall on Saturdays", "value": "900"})
    page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
    assert "£900 in kind and £1,500 in cash" in page
    hall = party.assets.get(asset_type__code="HALLS")
    client.post(reverse("partnerships:take_back_asset", args=[partnership.pk, party.pk, hall.pk]))
    assert party.assets.count() == 1
    assert "took back" in history(partnership)[0].words


def test_d_10_embedded_waits_for_goal_sponsor_and_responsibility_of_every_party(
    client: Client, partnership: Partnership, lead: User, trust: Institution, employer: Institution
) -> None:
    """Declared self-interest: peers D-10."""
    partnership = move(partnership, Stage.PILOT, lead)
    with pytest.raises(RuleBroken) as refused:
        move(partnership, Stage.EMBEDDED, lead)
    for party in (trust, employer):
        for lacking in (
            "has not said what it wants",
            "has not named an executive sponsor",
            "does not lead on",
        ):
            assert f"{party} {lacking}" in refused.value.message
    client.force_login(lead)
    page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
    assert "Before it can be “Embedded”" in page
    for number, side in enumerate(partnership.parties.order_by("pk")):
        line = Term.objects.of(Vocabulary.RESPONSIBILITY)[number]
        actions.edit_side(
            party=side,
            side=Side(goal="Ours", sponsor="Ann Head", sponsor_seniority="EXECUTIVE", lines=[line]),
            revision=1,
            by=MembershipFactory.create(institution=side.institution).user,
        )
    actions.set_aim(
        partnership=partnership,
        words="More girls choose physics",
        measured_by="Girls who take it",
        source="Entries",
        adds_up=False,
        baseline=None,
        target=Decimal(12),
        target_on=timezone.localdate(),
        by=lead,
    )
    assert gaps(partnership, Stage.EMBEDDED) == [
        "No body governs it yet. Set up a steering group or a board."
    ]
    board = BodyFactory.create(partnership=partnership, sitting=[trust])
    assert gaps(partnership, Stage.EMBEDDED) == [
        f"{board} needs a chair, and members from two of the parties."
    ]
    BodyMemberFactory.create(body=board, institution=employer)
    assert move(partnership, Stage.EMBEDDED, lead).stage == Stage.EMBEDDED


def test_the_lead_is_handed_over_and_its_history_kept(
    client: Client, partnership: Partnership, lead: User, trust: Institution, employer: Institution
) -> None:
    client.force_login(lead)
    today = timezone.localdate()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    for institution in (trust, employer):
        party = partnership.parties.get(institution=institution)
        client.post(reverse("partnerships:hand_over_lead", args=[partnership.pk]), {"party": party.pk} | day)
    led = [(row.party.institution, row.ended_on) for row in partnership.leaderships.order_by("pk")]
    assert led == [(trust, today), (employer, None)]
    assert history(partnership)[0].words.startswith(f"handed the lead from {trust} to {employer}")


def test_formality_is_told_from_the_records(partnership: Partnership) -> None:
    def now() -> Formality:
        return formality_of(partnership, read(partnership))

    assert now() == Formality.AD_HOC
    partnership.parties.update(sponsor="Ann Head", sponsor_seniority="EXECUTIVE")
    assert now() == Formality.NAMED_CONTACTS
    partnership.agreed_on = timezone.localdate()
    assert now() == Formality.WRITTEN_AGREEMENT
    body = BodyFactory.create(partnership=partnership, sitting=[partnership.parties.all()[0].institution])
    assert now() == Formality.WRITTEN_AGREEMENT
    BodyMemberFactory.create(body=body, institution=partnership.parties.all()[1].institution)
    assert now() == Formality.SHARED_GOVERNANCE


def test_two_partnerships_for_one_school_and_purpose_are_pointed_out(
    client: Client, schools: list[Institution], employer: Institution, lead: User
) -> None:
    purpose = term(Vocabulary.PURPOSE, "ATTAINMENT")
    first, second, other = (
        PartnershipFactory.create(institutions=[schools[0], employer]),
        PartnershipFactory.create(institutions=[schools[0], InstitutionFactory.create(employer=True)]),
        PartnershipFactory.create(institutions=[schools[1], employer]),
    )
    for each in (first, second, other):
        each.tags.add(purpose)
    (found,) = overlaps_of(first, [schools[0], employer])
    assert (found.partnership, found.schools, found.purposes) == (second, [schools[0].name], [purpose.label])
    client.force_login(lead)
    page = client.get(reverse("partnerships:partnership", args=[first.pk])).content.decode()
    assert "1 other partnership of these schools has the same purpose this year" in page


def test_a_shared_site_shows_both_addresses(
    client: Client, lead: User, school: Institution, university: Institution
) -> None:
    together = of_kind("SCHOOL_UNIVERSITY", [school, university])
    Institution.objects.filter(pk=university.pk).update(postcode="NR4 7TJ")
    Institution.objects.filter(pk=school.pk).update(postcode="NR4 7TX")
    client.force_login(lead)
    here = reverse("partnerships:partnership", args=[together.pk])
    assert "NR4 7TJ" not in client.get(here).content.decode()
    told = proposal(university, kind="SCHOOL_UNIVERSITY", is_shared_site="on", revision=1)
    assert client.post(reverse("partnerships:describe_partnership", args=[together.pk]), told).url == here
    page = client.get(here).content.decode()
    assert "NR4 7TJ" in page
    assert "NR4 7TX" in page


@pytest.mark.parametrize("size", [2, 10])
def test_the_page_costs_the_same_however_many_parties_and_collaborations(
    client: Client, lead: User, trust: Institution, size: int, django_assert_num_queries: Any
) -> None:
    others = InstitutionFactory.create_batch(size - 1, employer=True)
    partnership = PartnershipFactory.create(institutions=[trust, *others])
    CollaborationFactory.create_batch(size * 6, organiser=trust, partnership=partnership)
    for party, line in zip(
        partnership.parties.all(), Term.objects.of(Vocabulary.RESPONSIBILITY), strict=False
    ):
        partnership.responsibilities.create(line=line, lead=party)
        party.assets.create(asset_type=term(Vocabulary.ASSET_TYPE, "HALLS"), words="A hall")
    BodyFactory.create(partnership=partnership, sitting=[trust, *others])
    client.force_login(lead)
    with django_assert_num_queries(25):
        client.get(reverse("partnerships:partnership", args=[partnership.pk]))


def test_a_place_is_one_of_the_authorities(
    client: Client, lead: User, schools: list[Institution], authority: Area
) -> None:
    cluster = of_kind("CLUSTER", schools)
    client.force_login(lead)
    told = proposal(schools[0], kind="CLUSTER", place=authority.pk, revision=1)
    client.post(reverse("partnerships:describe_partnership", args=[cluster.pk]), told)
    cluster.refresh_from_db()
    assert cluster.place == authority
    assert gaps(cluster) == []


# Sponsors


def test_a_side_without_an_executive_sponsor_is_asked_for_one(
    client: Client, partnership: Partnership, lead: User, trust: Institution, employer: Institution
) -> None:
    ours, theirs = (partnership.parties.get(institution=each) for each in (trust, employer))
    role = RoleType.objects.get(code="EXECUTIVE_SPONSOR")
    RoleHolderFactory.create(role_type=role, institution=trust, name="Cleo Chief", seniority="EXECUTIVE")
    client.force_login(lead)
    page = reverse("partnerships:partnership", args=[partnership.pk])
    shown = client.get(page).content.decode()
    edit = reverse("partnerships:edit_side", args=[partnership.pk, ours.pk])
    assert shown.count("None named yet") == 2
    assert f"{edit}#id_sponsor" in shown
    assert reverse("partnerships:edit_side", args=[partnership.pk, theirs.pk]) not in shown
    form = client.get(edit).context["form"]
    assert (form["sponsor"].value(), form["sponsor_seniority"].value()) == ("Cleo Chief", "EXECUTIVE")
    said = {"goal": "G", "sponsor": "Cleo Chief", "sponsor_seniority": "EXECUTIVE", "revision": ours.revision}
    client.post(edit, said)
    shown = client.get(page).content.decode()
    assert shown.count("None named yet") == 1
    assert "Cleo Chief" in shown
    Partnership.objects.update(stage=Stage.ENDED, ended_on=timezone.localdate())
    assert "None named yet" not in client.get(page).content.decode()


def test_an_invitation_reaches_the_named_leader_who_declines_with_a_reason(
    client: Client, lead: User, trust: Institution, employer: Institution, employer_user: User
) -> None:
    role = RoleType.objects.get(code="EXECUTIVE_SPONSOR")
    RoleHolderFactory.create(role_type=role, institution=employer, email="chief@example.org")
    client.force_login(lead)
    client.post(reverse("partnerships:propose_partnership"), proposal(employer))
    client.logout()
    letters = OutgoingEmail.objects.filter(key__startswith="party_invited:")
    assert {letter.to for letter in letters} == {employer_user.email, "chief@example.org"}
    letter = letters.get(to="chief@example.org")
    link = "/join/" + letter.body.partition("/join/")[2].split()[0]
    client.post(link, {"accepted": "False", "words": "Not this year"})
    answered = PartyInvitation.objects.get()
    assert (answered.is_accepted, answered.words) == (False, "Not this year")
