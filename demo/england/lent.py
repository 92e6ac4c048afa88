"""People who serve elsewhere, a chamber that acts for a member, what was commissioned: told as their people would."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from brokerage.actions import RequestFacts, commission_delivery, make_request, tell_commission_outcome
from brokerage.models import Offer, RequestKind
from institutions import actions
from institutions.models import (
    Affiliation,
    EarlierAges,
    Group,
    Institution,
    OrganisationType,
    Role,
    RoleHolder,
    RoleType,
)
from partnerships.actions import open_review
from partnerships.models import CriteriaSet, Event, LibraryItem, Partnership, Respondent, Review, ReviewAnswer


def lend_people() -> None:
    """After groups, events and the library, which it adds to."""
    users = {
        who: User.objects.get(email=f"{who}@demo.example")
        for who in ("lead", "school", "employer", "university", "network", "admin")
    }
    trust, school, employer = (_own(users[who]) for who in ("lead", "school", "employer"))
    _system_leader(trust, users["lead"])
    _adviser(school, users["school"], users["university"])
    _chamber(employer, users["network"], users["employer"])
    _commission(school, users["school"])
    _after_the_course(trust)
    _judged_low(trust, users["lead"])
    public = OrganisationType.objects.get(code="PUBLIC_EMPLOYER")
    until = date(timezone.localdate().year + 2, 7, 31)
    actions.set_organisation_target(type=public, target=200, target_on=until, by=users["admin"])
    _lower_age()


def _own(user: User) -> Institution:
    return Institution.objects.get(members__user=user, members__role=Role.MANAGER)


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _appoint(code: str, institution: Institution, name: str, email: str, by: User, **more: str) -> RoleHolder:
    return actions.appoint_role_holder(
        institution=institution,
        role_type=RoleType.objects.get(code=code),
        name=name,
        email=email,
        started_on=_days_ago(300),
        term_ends_on=None,
        by=by,
        **more,
    )


def _system_leader(trust: Institution, lead: User) -> None:
    """One deployment goes on, one has ended."""
    home, first = Institution.objects.schools().members_of(trust).open().order_by("pk")[:2]
    leader = _appoint("SYSTEM_LEADER", home, "Morwen Hale", "", lead, remit="Mathematics")
    nearby = Institution.objects.schools().open().filter(local_authority=trust.local_authority)
    other = nearby.exclude(groups__group=trust).order_by("pk").first() or first
    actions.deploy(
        role_holder=leader,
        at=other,
        purpose="Mathematics in the first year",
        started_on=_days_ago(60),
        ended_on=None,
        days=None,
        by=lead,
    )
    ended = actions.deploy(
        role_holder=leader,
        at=first,
        purpose="Planning mathematics together",
        started_on=_days_ago(280),
        ended_on=None,
        days=None,
        by=lead,
    )
    said = "Six teachers plan together every week, and go on without her."
    actions.end_deployment(deployment=ended, ended_on=_days_ago(120), days=None, outcome=said, by=lead)


def _adviser(school: Institution, school_user: User, adviser: User) -> None:
    """Whoever signs in for the university also advises the school."""
    holder = _appoint("SCHOOL_IMPROVEMENT_OFFICER", school, adviser.name, adviser.email, school_user)
    for days, words in (
        (90, "Saw four lessons in Year 7. Agreed to look at how reading is taught in every subject."),
        (
            21,
            "Reading has its own time now. Agreed to count in summer who reads at the age that they should.",
        ),
    ):
        actions.note_visit(
            role_holder=holder, institution=school, visited_on=_days_ago(days), words=words, by=adviser
        )


def _chamber(employer: Institution, network_user: User, employer_user: User) -> None:
    """It may make offers in the name of the demo's employer, and has made one."""
    chamber = Group.objects.select_related("institution", "kind").filter(kind__acts_for_members=True)[0]
    asked = actions.ask_to_join(group=chamber, member=employer, by=network_user)
    belongs = actions.answer_affiliation(
        affiliation=asked, accept=True, joined_on=_days_ago(200), by=employer_user
    )
    actions.let_group_act(affiliation=belongs, may_act=True, by=employer_user)
    made = Offer.objects.standing().filter(provider=employer).order_by("pk")[:1]
    Offer.objects.filter(pk__in=made.values("pk")).update(made_through=chamber.institution)


def _commission(school: Institution, by: User) -> None:
    partner = Institution.objects.filter(as_organisation__type__code="TRAINING_PROVIDER").order_by("pk")[0]
    facts = RequestFacts(
        area="LITERACY",
        words="Somebody to run reading groups for parents, two evenings a week for a year.",
        kind=RequestKind.objects.get(code="DELIVERY_PARTNER"),
    )
    need = make_request(school=school, facts=facts, by=by)
    first, _ = (
        commission_delivery(
            request=need,
            commissioner=school,
            provider=partner,
            what=what,
            starts_on=_days_ago(begun),
            ends_on=_days_ago(ended),
            value=value,
            by=by,
        )
        for what, begun, ended, value in (
            ("A trial of five evenings", 150, 110, 900),
            ("Two evenings a week for a year", 60, -300, 9_400),
        )
    )
    said = "Eleven families came to all five evenings. We go on."
    tell_commission_outcome(commission=first, outcome=said, by=by)


def _after_the_course(trust: Institution) -> None:
    """Offers that came of the course, guidance that goes with it, and what the network's members share."""
    course = Event.objects.exclude(topic=None).order_by("pk")[0]
    since = Offer.objects.standing().filter(published_at__date__gte=course.starts_on).order_by("pk")[:3]
    Offer.objects.filter(pk__in=since.values("pk")).update(after_event=course)
    guidance = LibraryItem.objects.published().filter(kind__code="PRACTICE").order_by("pk")[0]
    guidance.training.add(course)
    groups = Affiliation.objects.on(timezone.localdate()).filter(member=guidance.owner)
    guidance.shared_with.add(groups.filter(group__as_group__isnull=False).order_by("pk")[0].group)
    words = "Talking with families: what to prepare, what to ask, what to count.\n"
    content = words.encode()
    guidance.files.create(
        name="checklist.txt",
        type="text/plain",
        size=len(content),
        content=content,
        added_by=guidance.author,
    )


def _judged_low(trust: Institution, lead: User) -> None:
    """One partnership of the trust that its own side finds of little worth."""
    own = Institution.objects.members_of(trust)
    live = Partnership.objects.live().filter(parties__institution__in=own, reviews=None).order_by("pk")
    if (partnership := live.first()) is None:
        return
    side = own.filter(parties__partnership=partnership)[0]
    asked = CriteriaSet.objects.in_force().get(kind__code="HEALTH", owner=None)
    review = open_review(criteria_set=asked, about=partnership, asked_by=side, by=lead)
    respondent = review.respondents.get(institution=side)
    point = asked.scale.points.get(value=2)
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(respondent=respondent, criterion=criterion, point=point)
        for criterion in asked.criteria.all()
    )
    Respondent.objects.filter(pk=respondent.pk).update(answered_at=timezone.now(), answered_by=lead)
    yesterday = _days_ago(1)
    Review.objects.filter(pk=review.pk).update(opened_on=yesterday, closes_on=yesterday)


def _lower_age() -> None:
    """A technical college that took students from 14 and now takes them from 11."""
    utc = Institution.objects.open().utcs().filter(low_age=14).order_by("pk").first()
    if utc is None:
        return
    EarlierAges.objects.create(
        institution=utc, low_age=14, high_age=utc.high_age, until=date(timezone.localdate().year, 9, 1)
    )
    Institution.objects.filter(pk=utc.pk).update(low_age=11)
