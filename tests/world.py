"""A world with everything in it that somebody may and somebody else may not see, and one of each kind of person."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.letters import STOP_LINK
from accounts.models import User
from brokerage import links as brokerage_links
from brokerage.models import PendingOffer, Request
from core.links import sign
from core.models import OutgoingEmail
from institutions.models import Area, Institution, Role, Welcome
from institutions.notifications import INVITATION_LINK
from outcomes.models import Expectation, Recommendation
from partnerships.models import LogUpload
from tests.api.bodies import a_need, a_plan, a_question, a_record, an_offer
from tests.factories import (
    AreaFactory,
    FeederLinkFactory,
    GroupMembershipFactory,
    InstitutionFactory,
    InvitationFactory,
    MembershipFactory,
    OfferFactory,
    TermFactory,
)
from tests.group_factories import of_groups
from tests.world_rows import (
    between,
    for_families,
    of_brokers,
    of_context,
    of_programmes,
    of_requests,
    of_roles,
    planned_for,
    published_about,
)

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
    "words of a family": "reader school lead",
    "family@secret.example": "",
    "words of a draft message": "broker la admin",
    "words of a visit": "reader school lead",
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
    "supply": "supply",
    "together": "together",
    "groups": "groups",
    "csv": "csv",
    "step": "ages",
    "help": "privacy",
    "network": "languages-champion",
    "chamber": "chamber",
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
    rows = {
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
        "expectation": Expectation.objects.in_force()[:1].get().pk,
        **of_context(),
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
        **for_families(school),
    }
    Request.objects.get(pk=rows["need"]).programmes.add(rows["programme"])
    return rows


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
