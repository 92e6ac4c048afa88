"""What schools of the demo say of what families may expect, and what families told one of them."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from core.dates import academic_year, academic_year_days
from institutions.models import Institution
from partnerships import actions
from partnerships.models import Concern, Entitlement, EntitlementStatus

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


def _beginning_of_year() -> date:
    return academic_year_days(academic_year(timezone.localdate()))[0]
