"""What schools of the demo say to families, and what families tell and think of them."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from core.dates import academic_year, academic_year_days, latest_years
from institutions import actions as of_institutions
from institutions.models import Area, GroupKind, Institution, Term, Vocabulary, Welcome
from outcomes import actions as actions_of_views
from outcomes.models import ViewsCount, ViewsRound
from partnerships import actions
from partnerships.models import Concern, CriteriaSet, Entitlement, EntitlementStatus

Status = EntitlementStatus.Status
SAID = {
    "PROGRAMME": (Status.MET, "This year’s programme is on our website. Our careers leader answers within a week."),
    "LABOUR_MARKET": (Status.PARTLY, "Years 9 to 11 have it in lessons. Years 7 and 8 follow in spring."),
    "EMPLOYERS": (Status.MET, "Each year group has its week with employers."),
    "WORKPLACES": (Status.PARTLY, "One week in Year 10. A second visit is being arranged."),
    "PROVIDER_ACCESS": (Status.MET, ""),
    "PERSONAL_GUIDANCE": (Status.NOT_YET, "An adviser begins in January."),
    "POST_16_PROGRAMME": (Status.MET, ""),
    "POST_16_VISITS": (Status.MET, "Two visits in Year 12, paid for by the school."),
    "PRIMARY_WORLD_OF_WORK": (Status.MET, "A visitor each half term."),
}  # fmt: skip
SCHOOLS = 5
ANSWERED = (96, 58, 12, 74)  # mothers, fathers, other carers, pupils
TOLD = [
    ("WORKPLACES", Concern.From.PARENT, "Year 10 was promised a week at a workplace. Nothing was heard since."),
    ("EMPLOYERS", Concern.From.PUPIL, "My class was on a trip when the employers came, and nobody came again."),
    ("PERSONAL_GUIDANCE", Concern.From.PARENT, "Options are due in March and there has been no interview yet."),
]  # fmt: skip


def tell_families() -> None:
    """The school that signs in, and a few more of its trust."""
    by, lead = (User.objects.get(email=f"{who}@demo.example") for who in ("school", "lead"))
    own = Institution.objects.get(members__user=by)
    _say_of(own, by, leave_out=0)
    trust = Institution.objects.get(members__user=lead, kind=Institution.Kind.TRUST)
    others = Institution.objects.members_of(trust).exclude(pk=own.pk).order_by("pk")[:SCHOOLS]
    for number, school in enumerate(others, start=1):
        _say_of(school, lead, leave_out=number)
    _told_by_families(own, by)
    _with_parents(own, by, User.objects.get(email="network@demo.example"))
    la = User.objects.get(email="la@demo.example")
    _asked_of_families(own, by)
    _asked_in_area(la, [own, *others])


def _say_of(school: Institution, by: User, *, leave_out: int) -> None:
    since = _beginning_of_year()
    for number, entitlement in enumerate(Entitlement.objects.in_force().of_school(school).order_by("pk")):
        if entitlement.code not in SAID or (leave_out and (number + 1) % (leave_out + 1) == 0):
            continue
        status, words = SAID[entitlement.code]
        link = (
            f"https://www.example.org/{school.pk}/careers" if entitlement.code.endswith("PROGRAMME") else ""
        )
        actions.say_entitlement_status(
            school=school, entitlement=entitlement, status=status, since=since, words=words, link=link, by=by
        )


def _told_by_families(school: Institution, by: User) -> None:
    """One that waits, one that the school let lie, one that it answered."""
    found = Entitlement.objects.in_force().of_school(school)
    told = [
        actions.raise_concern(
            school=school,
            entitlement=found.filter(code=code).first() or found.earliest("position"),
            told_by=told_by,
            words=words,
            submission_key=uuid4(),
        )
        for code, told_by, words in TOLD
    ]
    late, answered = told[1], told[2]
    long_ago = timezone.localdate() - timedelta(days=20)
    told_at = timezone.now() - timedelta(days=20)
    Concern.objects.filter(pk=late.pk).update(created_at=told_at, due_on=long_ago + timedelta(days=14))
    late.steps.update(began_on=long_ago, due_on=long_ago + timedelta(days=14))
    words = "The adviser begins in January and sees Year 11 first. You will hear the day before Christmas."
    actions.answer_concern(concern=answered, words=words, by=by)


def _with_parents(school: Institution, by: User, founder: User) -> None:
    """Its parents' association takes part, and fathers of the place find each other online."""
    welcome = Welcome.objects.filter(institution=school).first() or Welcome(institution=school)
    of_institutions.update_welcome(
        institution=school,
        wants=welcome.wants,
        contact_email=welcome.contact_email,
        response_days=welcome.response_days,
        involves_parents_association=True,
        by=by,
    )
    assert school.local_authority is not None  # the demo's schools lie in England
    network = of_institutions.start_group(
        name=f"Dads of {school.local_authority}",
        kind=GroupKind.objects.get(code="ONLINE_PARENT_NETWORK"),
        postcode="",
        purpose="Fathers ask fathers what their children could do after school.",
        catchment=[school.local_authority],
        by=founder,
    )
    of_institutions.tell_of_year(
        group=network, year=latest_years(2, today=timezone.localdate())[1], people=340, by=founder
    )


def _asked_of_families(school: Institution, by: User) -> None:
    """A round of the school that has closed, with what is done about it, and one that is open."""
    closed = _closed_round(school, by, "Careers at our school, summer", [school])
    due_on = timezone.localdate() + timedelta(days=60)
    words = "An evening on apprenticeships, at seven so that parents who work can come"
    actions_of_views.promise_views_action(
        round=closed, words=words, owner="Careers leader", due_on=due_on, by=by
    )
    done = actions_of_views.promise_views_action(
        round=closed, words="A list of whom to ask, on the website", owner="Head", due_on=due_on, by=by
    )
    actions_of_views.finish_views_action(action=done, outcome="It is there, with telephone hours.", by=by)
    _open_round(school, by, "Careers at our school, autumn")


def _asked_in_area(by: User, schools: list[Institution]) -> None:
    """The authority asked as well, through those whom families trust."""
    area = by.memberships.select_related("area").get().area
    assert area is not None  # it administers one
    there = [school for school in schools if school.local_authority_id == area.pk]
    _closed_round(area, by, "Secondary schools, as families see them", there)
    views_round = _open_round(area, by, "What comes after school")
    for through, channel, families in (
        ("Libraries", "TRADITIONAL", 400),
        ("Parents’ groups of the town", "INTERMEDIARY", 150),
    ):
        actions_of_views.note_views_relay(
            round=views_round,
            through=through,
            channel=Term.objects.get(vocabulary=Vocabulary.CHANNEL, code=channel),
            sent_on=timezone.localdate(),
            families=families,
            by=by,
        )


def _open_round(asker: Institution | Area, by: User, title: str) -> ViewsRound:
    asked = CriteriaSet.objects.get(kind__code="FAMILIES", owner=None)
    closes_on = timezone.localdate() + timedelta(days=30)
    return actions_of_views.open_views_round(
        asker=asker, criteria_set=asked, title=title, closes_on=closes_on, by=by
    )


def _closed_round(asker: Institution | Area, by: User, title: str, schools: list[Institution]) -> ViewsRound:
    """Answered as if a few hundred families had."""
    views_round = _open_round(asker, by, title)
    roles = list(Term.objects.of(Vocabulary.RESPONDENT_ROLE))
    points = list(views_round.criteria_set.scale.points.order_by("-value"))
    ViewsCount.objects.bulk_create(
        ViewsCount(
            round=views_round, school=school, role=role, criterion=criterion, point=point, people=people
        )
        for number, school in enumerate(schools)
        for role, answered in zip(roles, ANSWERED, strict=True)
        for place, criterion in enumerate(views_round.criteria_set.criteria.order_by("position"))
        for point, people in zip(points, _spread(answered - 9 * number, place), strict=True)
        if people
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    begun = yesterday - timedelta(days=40)
    ViewsRound.objects.filter(pk=views_round.pk).update(opens_on=begun, closes_on=yesterday)
    actions_of_views.publish_views()
    views_round.refresh_from_db()
    return views_round


def _spread(answered: int, place: int) -> list[int]:
    """How many chose each point, from the highest down; the later questions are liked less."""
    people = max(answered, 0)
    shares = [
        max(people * (30 - 6 * place) // 100, 0),
        people * 30 // 100,
        people * 15 // 100,
        people * 10 // 100,
    ]
    return [*shares, people - sum(shares)]


def _beginning_of_year() -> date:
    return academic_year_days(academic_year(timezone.localdate()))[0]
