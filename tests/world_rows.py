"""The rows of the world that somebody may and somebody else may not see, by what they are about."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from brokerage import links as brokerage_links
from brokerage.models import Booking, DeclaredConflict, Evidence, Message, Reply, Request, Routing
from institutions.models import Area, HandOverTask, Institution, RoleHolder, RoleType, Term
from outcomes.actions import publish_leavers
from outcomes.models import (
    AccessPlan,
    Evaluation,
    Measure,
    Pathway,
    PathwayCount,
    PathwayKind,
    Release,
    ViewsRound,
)
from partnerships import links as partnership_links
from partnerships.models import (
    Asset,
    Collaboration,
    Concern,
    ConcernStage,
    CriteriaSet,
    Entitlement,
    Event,
    MeetingKind,
    Partnership,
    PartyInvitation,
    Programme,
    ProgrammeKind,
    Review,
)
from tests.allocation_factories import AllocationRowFactory, AllocationRunFactory
from tests.body_factories import BodyFactory
from tests.factories import (
    ChallengeFactory,
    CollaborationFactory,
    InstitutionFactory,
    IntroductionFactory,
    OfferFactory,
    PartnershipFactory,
    RequestFactory,
    RoleHolderFactory,
    SlotFactory,
    StandardFactory,
    TermFactory,
    UserFactory,
)
from tests.library_factories import in_library
from tests.measure_factories import AccessTargetFactory, FactFactory, LeaversFactory
from tests.partnerships.documents import documented


def of_roles(school: Institution) -> dict[str, Any]:
    """Somebody in a role, somebody who is to come, and what was left behind."""
    holder = RoleHolderFactory.create(institution=school, email="holder@secret.example")
    soon = timezone.localdate() + timedelta(days=30)
    to_come = RoleHolderFactory.create(institution=school, started_on=soon)
    left = HandOverTask.objects.create(role_holder=holder, what="A draft", address="/home/")
    return {
        "holder": holder.pk,
        "to_come": to_come.pk,
        "hand_over": left.pk,
        **of_deployments(school, holder),
    }


def of_deployments(school: Institution, adviser: RoleHolder) -> dict[str, Any]:
    """A leader whom the school lends, and what somebody noted of a visit to it."""
    today = timezone.localdate()
    role = RoleType.objects.get(code="SYSTEM_LEADER")
    leader = RoleHolderFactory.create(institution=school, role_type=role, started_on=today)
    elsewhere = InstitutionFactory.create()
    deployment = leader.deployments.create(at=elsewhere, purpose="P", started_on=today)
    adviser.visit_notes.create(institution=school, visited_on=today, words="words of a visit")
    return {"leader": leader.pk, "deployment": deployment.pk}


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


def of_context() -> dict[str, Any]:
    """A survey that was described, and an edition of it."""
    said = {"family": "survey", "panel": Measure.Panel.CONTEXT, "unit": Measure.Unit.PERCENT}
    Measure.objects.create(code="survey-1", name="A survey", definition="Asked", **said)
    edition = Release.objects.create(
        dataset=Release.Dataset.CONTEXT, name="2010", publisher="P", periods=["2010"]
    )
    return {"family": "survey", "edition": edition.pk}


def of_programmes(university: Institution, school: Institution) -> dict[str, Any]:
    """One that the university leads and the school takes part in, and an event of the same two."""
    kind = ProgrammeKind.objects.get(code="PILOT")
    programme = Programme.objects.create(title="P", summary="S", kind=kind, starts_on=timezone.localdate())
    programme.parties.create(institution=university, role="LEAD", started_on=programme.starts_on)
    cohort = programme.cohorts.create(
        year="2026/27",
        passed_to=Institution.objects.get(name="Kiln Works Ltd"),
        passed_on=timezone.localdate(),
        contact="Cass Contact",
    )
    enrolment = cohort.enrolments.create(school=school, state="PLACED")
    return {
        "programme": programme.pk,
        "money": cohort.lines.create(pounds=5, funder=university, source="S").pk,
        "progression": programme.offers.create(university=university, condition="C", courses=["X"]).pk,
        "reach": programme.reached.create(whom="W", people=1, reached_on=timezone.localdate(), source="S").pk,
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


def answered_by(employer: Institution, request: Request) -> dict[str, Any]:
    """An offer of the employer in answer to a need, and what the school engaged it for."""
    offer = OfferFactory.create(provider=employer, contact_email="offers@secret.example")
    today = timezone.localdate()
    commission = request.commissions.create(
        commissioner=request.school, provider=employer, what="W", starts_on=today, ends_on=today
    )
    reply = Reply.objects.create(request=request, offer=offer, made_by=UserFactory.create())
    return {"reply": reply.pk, "commission": commission.pk}


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
        **answered_by(employer, introduction.request),
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
    barrier = partnership.barriers.create(
        kind=Term.objects.filter(vocabulary="BARRIER")[:1].get(),
        words="words of a meeting",
        response="words of a meeting",
    )
    money = partnership.fundings.create(scheme="words of a meeting", asked=1, applied_on=met_on)
    return {
        "body": body.pk,
        "seat": body.members.get().pk,
        "meeting": meeting.pk,
        "action_point": to_do.pk,
        "issue": in_the_way.pk,
        "barrier": barrier.pk,
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


def written_to(area: Area | None) -> Message:
    """A draft to the employers of an area."""
    assert area is not None  # every school of the cast has one
    return Message.objects.create(
        area=area,
        kinds=["EMPLOYER"],
        subject="words of a draft message",
        body="B",
        written_by=UserFactory.create(),
    )


def for_families(school: Institution) -> dict[str, Any]:
    """What the school's pupils may expect, what only younger children may, and what a family told the school."""
    found = Entitlement.objects.in_force()
    employers = found.get(code="EMPLOYERS")
    stage = ConcernStage.objects.earliest("position")
    concern = Concern.objects.create(
        school=school,
        entitlement=employers,
        told_by="PARENT",
        words="words of a family",
        email="family@secret.example",
        submission_key=uuid4(),
        stage=stage,
        due_on=timezone.localdate(),
    )
    concern.steps.create(stage=stage, due_on=concern.due_on)
    asked = CriteriaSet.objects.get(kind__code="FAMILIES")
    views = ViewsRound.objects.create(
        title="V", criteria_set=asked, school=school, closes_on=timezone.localdate()
    )
    return {
        "secondary": "secondary",
        "blank": "blank",
        "message": written_to(school.local_authority).pk,
        "entitlement": employers.pk,
        "primary_only": found.get(code="PRIMARY_WORLD_OF_WORK").pk,
        "concern": concern.pk,
        "views": views.pk,
        "views_action": views.actions.create(words="W", owner="O", due_on=views.closes_on).pk,
        "concern_link": partnership_links.sign_concern(concern),
    }
