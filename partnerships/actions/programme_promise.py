"""What a programme brings, what it builds on, whom it reached: said by whoever leads it, or by whom it is about."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import privacy
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from partnerships.models import Cohort, MemberCount, Programme, ProgressionOffer, Reach
from partnerships.queries.programmes import could_build_on, members_of, universities_of


@transaction.atomic
def offer_progression(
    *,
    programme: Programme,
    university: Institution,
    condition: str,
    courses: Collection[str],
    link: str = "",
    by: User,
) -> ProgressionOffer:
    """What the university does for those who complete it. Said again, it takes the place of what was said before."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, [university, programme.lead])
    if not universities_of(programme).filter(pk=university.pk).exists():
        raise RuleBroken(f"{university} has no part in it. Name it as a party first.", field="university")
    offer, _ = ProgressionOffer.objects.update_or_create(
        programme=programme,
        university=university,
        defaults={"condition": condition.strip(), "courses": list(courses), "link": link},
    )
    audit.record("progression_offered", programme, by=by, university=university.pk, courses=len(courses))
    return offer


@transaction.atomic
def withdraw_progression(*, offer: ProgressionOffer, by: User) -> None:
    """It stands no more for those who complete it from now on."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, [offer.university, offer.programme.lead])
    audit.record("progression_withdrawn", offer.programme, by=by, university=offer.university_id)
    offer.delete()


@transaction.atomic
def note_reach(
    *, programme: Programme, whom: str, people: int, reached_on: date, source: str, by: User
) -> Reach:
    """People beyond schools whom a campaign reached, with who says so."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    privacy.refuse_personal_data(whom, field="whom")
    if not programme.starts_on <= reached_on <= timezone.localdate():
        raise RuleBroken("The day must be since it began, and today or in the past.", field="reached_on")
    reach = Reach.objects.create(
        programme=programme, whom=whom.strip(), people=people, reached_on=reached_on, source=source.strip()
    )
    audit.record("reach_noted", programme, by=by, people=people)
    return reach


@transaction.atomic
def take_back_reach(*, reach: Reach, by: User) -> None:
    """It was noted by mistake, or somebody counted again."""
    access.require(by, Permission.PARTNERSHIP_EDIT, reach.programme.lead)
    audit.record("reach_taken_back", reach.programme, by=by, people=reach.people)
    reach.delete()


@transaction.atomic
def count_member(
    *, cohort: Cohort, member: Institution, pupils: int, completed: int | None, by: User
) -> MemberCount:
    """How many pupils a member of the consortium took on, and how many completed. The newest number counts."""
    access.require_any(by, Permission.PARTNERSHIP_EDIT, [member, cohort.programme.lead])
    if not members_of(cohort.programme).filter(pk=member.pk).exists():
        raise RuleBroken(f"{member} is no member of it.", field="member")
    if completed is not None and completed > pupils:
        raise RuleBroken("No more can complete it than took part.", field="completed")
    count, _ = MemberCount.objects.update_or_create(
        cohort=cohort, member=member, defaults={"pupils": pupils, "completed": completed}
    )
    audit.record("member_counted", cohort.programme, by=by, member=member.pk, year=cohort.year)
    return count


@transaction.atomic
def say_what_it_builds_on(*, programme: Programme, builds_on: Collection[Programme], by: User) -> Programme:
    """What came before, of the same lead or the same larger programme: work that is linked over years."""
    access.require(by, Permission.PARTNERSHIP_EDIT, programme.lead)
    chosen = {each.pk for each in builds_on}
    if could_build_on(programme).filter(pk__in=chosen).count() < len(chosen):
        raise RuleBroken("It can build on what began before it and belongs with it.", field="builds_on")
    programme.builds_on.set(builds_on)
    audit.record("programme_built_on", programme, by=by, on=sorted(chosen))
    return programme
