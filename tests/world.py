"""A world with everything in it that somebody may and somebody else may not see, and one of each kind of person."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.letters import STOP_LINK
from accounts.models import User
from brokerage import links as brokerage_links
from brokerage.models import Booking, DeclaredConflict, Evidence, PendingOffer, Reply, Request, Routing
from core.links import sign
from core.models import OutgoingEmail
from institutions.models import Area, HandOverTask, Institution, Role, Term, Welcome
from institutions.notifications import INVITATION_LINK
from outcomes.actions import publish_leavers
from outcomes.models import AccessPlan, Evaluation, Pathway, PathwayCount, PathwayKind, Recommendation
from partnerships import links as partnership_links
from partnerships.models import (
    Asset,
    Collaboration,
    CriteriaSet,
    Event,
    LogUpload,
    MeetingKind,
    Partnership,
    PartyInvitation,
    Programme,
    ProgrammeKind,
    Review,
)
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.api.bodies import a_need, a_plan, a_question, a_record, an_offer
from tests.body_factories import BodyFactory
from tests.factories import (
    AreaFactory,
    ChallengeFactory,
    CollaborationFactory,
    FeederLinkFactory,
    GroupMembershipFactory,
    InstitutionFactory,
    IntroductionFactory,
    InvitationFactory,
    MembershipFactory,
    OfferFactory,
    PartnershipFactory,
    RequestFactory,
    RoleHolderFactory,
    SlotFactory,
    StandardFactory,
    TermFactory,
    UserFactory,
)
from tests.group_factories import of_groups
from tests.library_factories import in_library
from tests.measure_factories import AccessTargetFactory, FactFactory, LeaversFactory
from tests.partnerships.documents import documented

# Visitors are not signed in, strangers belong nowhere. A rival manages another trust, elsewhere; the university manages
# an institution without any part in it. Reader and school belong to the school, the lead manages its trust, the
# employer the partner. The broker serves the authority, la administers it, admin administers England.
PEOPLE = [  # in the order of the signs in tests/test_routes.py
    "visitor",
    "stranger",
    "rival",
    "university",
    "reader",
    "school",
    "lead",
    "employer",
    "broker",
    "la",
    "admin",
]

# What only some may know, and who.
SECRETS = {
    "words of a need": "reader school lead employer broker la admin",
    "title of a record": "reader school lead employer",
    "correction of a partner": "reader school lead employer",
    "goal of a party": "lead employer",
    "words of a remark": "reader school lead employer",
    "words of a meeting": "lead employer",
    "reason of a side": "lead",  # the other side has not answered
    "words of a finding": "lead employer",
    "title of a draft": "lead",
    "draft.secret.example": "reader school lead",
    "title of a withdrawn offer": "employer",
    "7919": "reader school lead",  # disadvantaged pupils
    "7907": "school lead",  # leavers, exactly
    "claim that nobody verified": "university employer",
    "7,901": "school lead",  # people on a pathway, exactly
    "offers@secret.example": "employer",
    "welcome@secret.example": "school lead",
    "holder@secret.example": "school lead",
    "invited@secret.example": "lead la admin",
    "lead@secret.example": "lead la admin",
    "pending@secret.example": "",
    "evidence of a broker": "broker",
    "title of an unpublished item": "lead employer la admin",
    "conflict of a school": "reader school lead broker la admin",
}


@pytest.fixture
def people(
    schools: list[Institution],
    authority: Area,
    lead: User,
    school_user: User,
    employer_user: User,
    university_user: User,
    broker: User,
    administrator: User,
    stranger: User,
) -> dict[str, User | None]:
    User.objects.filter(pk=lead.pk).update(email="lead@secret.example")
    elsewhere = InstitutionFactory.create(trust=True, local_authority=AreaFactory.create())
    GroupMembershipFactory.create(group=elsewhere)
    made = [
        *(None, stranger, MembershipFactory.create(institution=elsewhere).user, university_user),
        MembershipFactory.create(institution=schools[0], role=Role.READER).user,
        *(school_user, lead, employer_user, broker),
        *(MembershipFactory.create(over_area=True, area=authority).user, administrator),
    ]
    return dict(zip(PEOPLE, made, strict=True))


# What needs no record.
PLAIN = {
    "area": "E92000001",
    "stem": "stem",
    "business": "business",
    "coverage": "coverage",
    "csv": "csv",
    "step": "ages",
    "help": "privacy",
    "network": "languages-champion",
    "nonsense": "nonsense",
    "one": "1",
}


@pytest.fixture
def stands_for(
    people: dict[str, User | None],
    trust: Institution,
    schools: list[Institution],
    employer: Institution,
    university: Institution,
) -> dict[str, Any]:
    """What the table's second column names."""
    school = schools[0]
    Welcome.objects.create(institution=school, contact_email="welcome@secret.example")
    invitation = InvitationFactory.create(institution=trust, email="invited@secret.example")
    member = trust.members.get()
    pending = PendingOffer.objects.create(
        email="pending@secret.example",
        answers={"typed": {}},
        submission_key="6e0c8b0a-3c4b-4a7e-9d5f-1f2a3b4c5d6e",
    )
    letter = OutgoingEmail.objects.create(key="k", to="a@example.org", subject="S", body=" ".join(SECRETS))
    return {
        "trust": trust.pk,
        "school": school.pk,
        "university": university.pk,
        "authority": trust.local_authority.code if trust.local_authority else "",
        "feeder": FeederLinkFactory.create(to_institution=school).pk,
        "member": member.pk,
        "letter": letter.pk,
        "stop": sign(STOP_LINK, member.user_id, letter="DIGEST"),
        "invitation": invitation.pk,
        "invited": sign(INVITATION_LINK, invitation.pk),
        "recommendation": Recommendation.objects.get(strand="BUSINESS", number=1).pk,
        "pending": brokerage_links.publish_token(pending),
        **PLAIN,
        **of_roles(school),
        **of_groups(people["university"], university, trust),
        **of_brokers(Institution.objects.get(kind="BROKER")),
        **of_requests(schools[1], Institution.objects.get(kind="BROKER"), trust),
        "upload": LogUpload.objects.create(organiser=trust, file_name="log.csv").pk,
        **between(trust, school, employer),
        **of_programmes(university, school),
        **planned_for(school),
        **published_about(school),
    }


def of_roles(school: Institution) -> dict[str, Any]:
    """Somebody in a role, somebody who is to come, and what was left behind."""
    holder = RoleHolderFactory.create(institution=school, email="holder@secret.example")
    soon = timezone.localdate() + timedelta(days=30)
    to_come = RoleHolderFactory.create(institution=school, started_on=soon)
    left = HandOverTask.objects.create(role_holder=holder, what="A draft", address="/home/")
    return {"holder": holder.pk, "to_come": to_come.pk, "hand_over": left.pk}


def of_brokers(broker: Institution) -> dict[str, Any]:
    """What a broker shows for its standard, and one that it helped with."""
    criterion = StandardFactory.create().criteria.get()
    Evidence.objects.create(broker=broker, criterion=criterion, words="evidence of a broker")
    helped = IntroductionFactory.create(broker=broker)
    served = broker.broker_areas.get()
    return {
        "broker": broker.pk,
        "criterion": criterion.pk,
        "served": served.pk,
        "authority": served.area.code,
        "rating": brokerage_links.rating_token(helped, side="SCHOOL"),
    }


def of_programmes(university: Institution, school: Institution) -> dict[str, Any]:
    """One that the university leads and the school takes part in, and an event of the same two."""
    kind = ProgrammeKind.objects.get(code="PILOT")
    programme = Programme.objects.create(title="P", summary="S", kind=kind, starts_on=timezone.localdate())
    programme.parties.create(institution=university, role="LEAD", started_on=programme.starts_on)
    cohort = programme.cohorts.create(year="2026/27")
    enrolment = cohort.enrolments.create(school=school, state="PLACED")
    return {
        "programme": programme.pk,
        "year": cohort.slug,
        "enrolment": enrolment.pk,
        **promised_by(university),
        **of_events(university, school),
        "pathway": counted_by(university, school).pk,
        **evaluated_by(university, Institution.objects.get(name="Kiln Works Ltd")),
    }


def of_events(university: Institution, school: Institution) -> dict[str, Any]:
    """One that the university holds, and what the school took on there."""
    today = timezone.localdate()
    kind = Term.objects.get(vocabulary="EVENT_KIND", code="CONFERENCE")
    event = Event.objects.create(
        title="E", summary="S", place="P", kind=kind, holder=university, starts_on=today, ends_on=today
    )
    return {
        "event": event.pk,
        "commitment": event.commitments.create(institution=school, what="W", due_on=today).pk,
    }


def of_requests(school: Institution, broker: Institution, trust: Institution) -> dict[str, Any]:
    """One request that was handed to the broker, one with an outcome that waits for the school's word."""
    handed = RequestFactory.create(school=school, area="LITERACY", state="ROUTED")
    routing = Routing.objects.create(request=handed, partner=broker)
    outcome = TermFactory.create(vocabulary="REQUEST_OUTCOME", code="ACTIVITY")
    solved = RequestFactory.create(school=school, state="SOLVED", outcome=outcome)
    challenge = ChallengeFactory.create(started_by=trust)
    return {
        "challenge": challenge.pk,
        "handed": handed.pk,
        "routing": routing.pk,
        "word": brokerage_links.word_token(solved.stages.get()),
    }


def promised_by(university: Institution) -> dict[str, Any]:
    """An access plan with a target, towards which the university's own programme counts."""
    plan = AccessPlan.objects.create(provider=university, first_year="2025/26", last_year="2028/29")
    target = AccessTargetFactory.create(plan=plan)
    link = target.links.create(programme=Programme.objects.get(parties__institution=university))
    return {"plan": plan.pk, "target": target.pk, "link": link.pk}


def evaluated_by(university: Institution, employer: Institution) -> dict[str, Any]:
    """What the university found out of its own work, with a claim that the employer may verify."""
    today = timezone.localdate()
    evaluation = Evaluation.objects.create(
        owner=university, verifier=employer, title="E", evidence="1", starts_on=today, ends_on=today
    )
    point = evaluation.points.create(kind="FINAL", label="F", due_on=today)
    claim = evaluation.claims.create(words="claim that nobody verified")
    return {"evaluation": evaluation.pk, "point": point.pk, "claim": claim.pk}


def counted_by(university: Institution, school: Institution) -> Pathway:
    """A pathway that the university leads, with the school's exact counts on it."""
    kind = PathwayKind.objects.get(code="SUBJECT")
    pathway = Pathway.objects.create(kind=kind, title="P", lead=university)
    pathway.members.add(university, school)
    PathwayCount.objects.create(
        step=pathway.steps.create(position=1, label="S"),
        institution=school,
        cohort="2024/25",
        pupil_group="ALL",
        people=7901,
    )
    return pathway


def planned_for(school: Institution) -> dict[str, Any]:
    """An allocation run over the school's authority."""
    run = AllocationRunFactory.create(rehearsed=True, areas=[school.local_authority])
    return {"run": run.pk, "row": AllocationRowFactory.create(run=run, school=school).pk}


def published_about(school: Institution) -> dict[str, Any]:
    """A number that a published table holds about the school, and its plans and documents."""
    fact = FactFactory.create(institution=school)
    LeaversFactory.create(institution=school, higher_education=7907)
    publish_leavers()
    return {"fact": fact.pk, "measure": fact.measure_id, **documented(school)}


def answered_by(employer: Institution, request: Request) -> Reply:
    """An offer of the employer in answer to a need."""
    offer = OfferFactory.create(provider=employer, contact_email="offers@secret.example")
    return Reply.objects.create(request=request, offer=offer, made_by=UserFactory.create())


def told_of(record: Collaboration, school: Institution) -> dict[str, Any]:
    """How it went, as the school says, and the link by which its partner confirms it."""
    by = UserFactory.create()
    remark = record.remarks.create(institution=school, voice="STAFF", words="words of a remark", said_by=by)
    return {"remark": remark.pk, "confirm": partnership_links.sign(record)}


def between(trust: Institution, school: Institution, employer: Institution) -> dict[str, Any]:
    """What goes on between the trust, its school and the employer."""
    together = {"organiser": trust, "partner": employer, "schools": [school]}
    record = CollaborationFactory.create(
        **together,
        title="title of a record",
        partner_confirmation="AWAITING",
        partner_words="correction of a partner",
        definition="FSM6",
    )
    record.contributions.get().participations.update(pupils=9973, disadvantaged=7919)
    draft = CollaborationFactory.create(**together, title="title of a draft", draft=True)
    partnership = PartnershipFactory.create(institutions=[trust, employer])
    partnership.parties.update(goal="goal of a party")
    offer = OfferFactory.create(
        provider=employer,
        places=9,
        places_taken=1,
        contact_email="offers@secret.example",
        published_at=timezone.now() - timedelta(days=730),  # so that it can be carried into this school year
    )
    free, booked = SlotFactory.create_batch(2, offer=offer)
    withdrawn = OfferFactory.create(provider=employer, withdrawn=True, title="title of a withdrawn offer")
    introduction = IntroductionFactory.create(
        offer=offer, request__school=school, request__words="words of a need", request__made_by=None
    )
    conflict = DeclaredConflict.objects.create(
        institution=school, other=employer, words="conflict of a school", declared_by=UserFactory.create()
    )
    return {
        "reply": answered_by(employer, introduction.request).pk,
        "record": record.pk,
        **told_of(record, school),
        "draft": draft.pk,
        "partnership": partnership.pk,
        **in_partnership(partnership, trust, employer),
        "offer": offer.pk,
        "withdrawn": withdrawn.pk,
        "slot": free.pk,
        "booking": Booking.objects.create(slot=booked, school=school).pk,
        "stands": brokerage_links.stands_token(offer),
        "need": introduction.request_id,
        "introduction": introduction.pk,
        "answer": brokerage_links.answer_token(introduction),
        "match": brokerage_links.match_token(introduction),
        "happened": brokerage_links.happened_token(introduction, side="SCHOOL"),
        "ready": brokerage_links.ready_token(introduction, side="SCHOOL"),
        "conflict": conflict.pk,
        **in_library(trust, school, employer),
    }


def in_partnership(partnership: Partnership, trust: Institution, employer: Institution) -> dict[str, Any]:
    """What the trust's side says, and another partnership that the employer is asked to join."""
    party = partnership.parties.get(institution=trust)
    halls = Term.objects.get(vocabulary="ASSET_TYPE", code="HALLS")
    today = timezone.localdate()
    aim = partnership.aims.create(words="Aim", measured_by="Count", target=9, target_on=today)
    told = {"deliverer": trust, "measured_on": today, "reported_by": UserFactory.create()}
    result = aim.results.create(value=8, words="goal of a party", **told)
    invited = PartyInvitation.objects.create(
        partnership=PartnershipFactory.create(institutions=[trust]), institution=employer, asked_by=trust
    )
    return {
        "employer": employer.pk,
        "party": party.pk,
        "aim": aim.pk,
        **reviewed(partnership, trust, employer),
        "result": result.pk,
        "asset": Asset.objects.create(party=party, asset_type=halls, words="goal of a party").pk,
        "party_invitation": invited.pk,
        "join": partnership_links.sign_invitation(invited),
        **governing(partnership, trust),
    }


def governing(partnership: Partnership, trust: Institution) -> dict[str, Any]:
    """A body of the partnership that met once and left something to do."""
    body = BodyFactory.create(partnership=partnership, sitting=[trust])
    met_on = timezone.localdate()
    meeting = body.meetings.create(
        kind=MeetingKind.objects.get(code="GOVERNANCE"), held_on=met_on, words="words of a meeting"
    )
    to_do = meeting.action_points.create(
        words="words of a meeting", owner="Mel", institution=trust, due_on=met_on
    )
    in_the_way = partnership.issues.create(
        words="words of a meeting", owner="Mel", institution=trust, due_on=met_on
    )
    money = partnership.fundings.create(scheme="words of a meeting", asked=1, applied_on=met_on)
    return {
        "body": body.pk,
        "seat": body.members.get().pk,
        "meeting": meeting.pk,
        "action_point": to_do.pk,
        "issue": in_the_way.pk,
        "funding": money.pk,
    }


def reviewed(partnership: Partnership, trust: Institution, employer: Institution) -> dict[str, Any]:
    """One side has said how it goes, and the employer has visited the trust."""
    health, visit = (
        Review.objects.create(
            criteria_set=CriteriaSet.objects.get(kind__code=kind),
            asked_by=asked_by,
            closes_on=timezone.localdate(),
            **about,
        )
        for kind, asked_by, about in (
            ("HEALTH", trust, {"partnership": partnership}),
            ("QA_VISIT", employer, {"institution": trust}),
        )
    )
    by = UserFactory.create()
    respondent = health.respondents.create(
        institution=trust, words="reason of a side", answered_by=by, answered_at=timezone.now()
    )
    health.respondents.create(institution=employer)
    visit.respondents.create(institution=employer)
    found = visit.findings.create(words="words of a finding", action="Act", due_on=timezone.localdate())
    return {
        "of_partnership": "partnership",
        "of_institution": "institution",
        "health": "health",
        "careers": "careers",
        "review": health.pk,
        "respondent": respondent.pk,
        "visit": visit.pk,
        "finding": found.pk,
    }


@pytest.fixture
def bodies(
    stands_for: dict[str, Any],
    trust: Institution,
    schools: list[Institution],
    employer: Institution,
    broker_organisation: Institution,
) -> dict[str, Any]:
    """What the API is sent, by the name of the address; by default an empty object."""
    TermFactory.create(activity_type=True)
    TermFactory.create(decline_reason=True)
    today = timezone.localdate().isoformat()
    tomorrow = timezone.localdate() + timedelta(days=1)
    offer = OfferFactory.create(provider=employer)
    return {
        "api:collaboration-list": a_record(trust, schools[0], employer),
        "api:offer-list": an_offer(employer),
        "api:offer-share": {"offers": [offer.pk], "places": 9},
        "api:offer-slots": {"starts_at": f"{tomorrow}T14:00", "ends_at": f"{tomorrow}T15:00"},
        "api:booking-list": {"slot": stands_for["slot"], "school": schools[0].pk},
        "api:booking-answer": {"confirmed": True},
        "api:booking-use": {"used": False},
        "api:offer-edit": {"title": "A talk about kilns", "places": 9},
        "api:introduction-list": a_question(offer, schools[0]),
        "api:request-list": a_need(schools[0]),
        "api:request-take": {"broker": Institution.objects.get(kind="BROKER").pk},
        "api:request-hand-on": {"partner": employer.pk},
        "api:request-outcome": {"outcome": "ACTIVITY"},
        "api:request-close": {"outcome": "ACTIVITY"},
        "api:request-word": {"agrees": True},
        "api:introduction-answer": {"answer": "ACCEPTED"},
        "api:introduction-decline": {"reason": "DATES"},
        "api:introduction-hand-to-broker": {"broker": broker_organisation.pk},
        "api:introduction-hand-back": {"words": "Full."},
        "api:introduction-plan": {"planned_on": today},
        "api:introduction-cancel": {"words": "Ill."},
        "api:introduction-happened": {"happened": True},
        "api:allocation-run-list": a_plan(schools[0]),
        "api:collaboration-answer": {"answer": "CONFIRMED"},
        "api:partnership-agree": {"agreed_on": today},
        "api:partnership-review": {"reviewed_on": today},
    }
