"""Logging once for many: a draft, its counts, and the record that the other side is asked about."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.actions.listing import list_institution
from institutions.models import Institution
from partnerships.actions import facts as rules
from partnerships.actions.confirmation import ask_other_side, withdraw_question
from partnerships.actions.details import Details, drop_what_is_not_asked, keep_details
from partnerships.actions.facts import Count, Counts, Facts, NewPartner, Others, OthersBySchool
from partnerships.actions.safeguarding import require_decision
from partnerships.models import Collaboration, Confirmation, Contribution, Participation, Partnership
from partnerships.queries.partners import partnership_between
from partnerships.queries.told import differences, told

# What a record has in common with `Facts`; its schools are rows of their own.
FACT_FIELDS = (
    "partner",
    "activity_type",
    "area",
    "title",
    "starts_on",
    "ends_on",
    "sessions",
    "hours",
    "year_groups",
)


@transaction.atomic
def draft_collaboration(
    *, organiser: Institution, facts: Facts, submission_key: UUID, by: User, began_at: datetime | None = None
) -> Collaboration:
    """Begin a record. A form sent twice, by a double click or after "back", comes to the same one.

    `began_at`: when the person who types it opened the page, from which the time that logging takes is told.
    """
    access.require(by, Permission.COLLABORATION_LOG, organiser)
    facts = _with_listed_partner(facts, organiser=organiser, by=by)
    rules.check_facts(facts, organiser=organiser)
    record, is_new = Collaboration.objects.select_for_update().get_or_create(
        submission_key=submission_key, organiser=organiser, defaults={"logged_by": by, "began_at": began_at}
    )
    if record.is_recorded:
        return record
    _describe(record, facts)
    audit.record("collaboration_drafted", record, by=by, is_new=is_new)
    return record


@transaction.atomic
def edit_collaboration(
    *, collaboration: Collaboration, facts: Facts, revision: int, by: User
) -> Collaboration:
    """Say something else of it. What the other side confirmed was the old story, so that no longer counts."""
    access.require(by, Permission.COLLABORATION_LOG, collaboration.organiser)
    facts = _with_listed_partner(facts, organiser=collaboration.organiser, by=by)
    record = rules.locked(collaboration, revision=revision)
    before = told(record)
    already = record.contributions.values_list("school", flat=True)
    rules.check_facts(facts, organiser=record.organiser, already=already)
    _describe(record, facts)
    if record.is_recorded:
        rules.check_complete(record)
        record.partnership = _partnership_of(record)
        record.save(update_fields=["partnership", "updated_at"])
        withdraw_question(record)
    audit.record("collaboration_edited", record, by=by, changes=differences(before, told(record)))
    return record


@transaction.atomic
def save_counts(
    *,
    collaboration: Collaboration,
    counts: Counts,
    others: OthersBySchool | None = None,
    definition: str,
    partner_email: str,
    revision: int,
    by: User,
) -> Collaboration:
    """Keep what is known so far of who took part."""
    access.require(by, Permission.COLLABORATION_LOG, collaboration.organiser)
    record = rules.locked(collaboration, revision=revision)
    if record.is_recorded:
        raise RuleBroken("This is recorded already, so it cannot be kept as a draft.", code="recorded")
    before = told(record)
    _count(record, counts, others or {}, definition=definition, partner_email=partner_email)
    audit.record("collaboration_counted", record, by=by, changes=differences(before, told(record)))
    return record


@transaction.atomic
def record_collaboration(
    *,
    collaboration: Collaboration,
    counts: Counts,
    others: OthersBySchool | None = None,
    definition: str,
    partner_email: str,
    revision: int,
    by: User,
) -> Collaboration:
    """It happened: from now on it counts, and the other side is asked. A second click changes nothing."""
    access.require(by, Permission.COLLABORATION_LOG, collaboration.organiser)
    record = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if record.is_recorded and record.revision == revision + 1 and _counts_of(record) == _plain(counts):
        return record
    rules.refuse_stale(record, revision)
    before = told(record)
    _count(record, counts, others or {}, definition=definition, partner_email=partner_email)
    rules.check_complete(record)
    rules.check_answered(record)
    if not record.is_logged_by_partner:
        require_decision(record)
    record.state = Collaboration.State.RECORDED
    record.recorded_at = record.recorded_at or timezone.now()
    record.partnership = _partnership_of(record)
    record.save(update_fields=["state", "recorded_at", "partnership", "updated_at"])
    ask_other_side(record)
    audit.record("collaboration_recorded", record, by=by, changes=differences(before, told(record)))
    return record


@transaction.atomic
def log_collaboration(
    *,
    organiser: Institution,
    facts: Facts,
    counts: Counts,
    others: OthersBySchool | None = None,
    details: Details | None = None,
    definition: str,
    partner_email: str,
    submission_key: UUID,
    by: User,
) -> Collaboration:
    """The whole in one step, for those who have it all at hand. The same key logs it once."""
    access.require(by, Permission.COLLABORATION_LOG, organiser)
    record = draft_collaboration(organiser=organiser, facts=facts, submission_key=submission_key, by=by)
    if record.is_recorded:
        return record
    if details:
        keep_details(record, details)
    return record_collaboration(
        collaboration=record,
        counts=counts,
        others=others,
        definition=definition,
        partner_email=partner_email,
        revision=record.revision,
        by=by,
    )


@transaction.atomic
def discard_draft(*, collaboration: Collaboration, by: User) -> None:
    """Throw a draft away. What is recorded stays."""
    access.require(by, Permission.COLLABORATION_LOG, collaboration.organiser)
    record = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if record.is_recorded:
        raise RuleBroken("This is recorded, so it stays. You can correct it.", code="recorded")
    audit.record("draft_discarded", record, by=by, title=record.title)
    record.delete()


def _with_listed_partner(facts: Facts, *, organiser: Institution, by: User) -> Facts:
    """A partner that nobody has named yet gets its place in the directory."""
    if not isinstance(facts.partner, NewPartner):
        return facts
    new = facts.partner
    return replace(facts, partner=list_institution(name=new.name, kind=new.kind, listed_by=organiser, by=by))


def _describe(record: Collaboration, facts: Facts) -> None:
    for name in FACT_FIELDS:
        setattr(record, name, getattr(facts, name))
    record.title = " ".join(facts.title.split())
    record.revision += 1
    record.save(update_fields=[*FACT_FIELDS, "revision", "updated_at"])
    drop_what_is_not_asked(record)
    schools = {school.pk for school in facts.schools}
    record.contributions.exclude(school__in=schools).delete()
    own_side = Confirmation.NOT_ASKED if record.is_logged_by_partner else Confirmation.CONFIRMED
    Contribution.objects.bulk_create(
        [Contribution(collaboration=record, school_id=pk, confirmation=own_side) for pk in sorted(schools)],
        ignore_conflicts=True,
    )
    counted = Participation.objects.filter(contribution__collaboration=record)
    counted.exclude(year_group__in=record.year_groups).delete()


def _count(
    record: Collaboration, counts: Counts, others: OthersBySchool, *, definition: str, partner_email: str
) -> None:
    rules.check_counts(counts, others=others, definition=definition)
    contributions = {each.school_id: each for each in record.contributions.all()}
    if unknown := {*counts, *others} - contributions.keys():
        raise RuleBroken(f"{len(unknown)} of the schools counted did not take part.", field="counts")
    _count_pupils(record, counts, contributions)
    for school, contribution in contributions.items():
        other = others.get(school, Others())
        contribution.adults, contribution.families = other.adults, other.families
    Contribution.objects.bulk_update(contributions.values(), ["adults", "families"])
    is_split = any(
        count.disadvantaged is not None for by_year in counts.values() for count in by_year.values()
    )
    record.year_groups = sorted(
        {*record.year_groups, *(year for by_year in counts.values() for year in by_year)}
    )
    record.definition = definition if is_split else ""
    record.partner_email = partner_email
    record.revision += 1
    record.save(update_fields=["year_groups", "definition", "partner_email", "revision", "updated_at"])


def _count_pupils(record: Collaboration, counts: Counts, contributions: Mapping[int, Contribution]) -> None:
    Participation.objects.filter(contribution__collaboration=record).delete()
    Participation.objects.bulk_create(
        Participation(contribution=contributions[school], year_group=year, **asdict(count))
        for school, by_year in counts.items()
        for year, count in by_year.items()
    )


def _partnership_of(record: Collaboration) -> Partnership | None:
    assert record.partner is not None  # a complete record has one
    others = {record.organiser_id, *record.contributions.values_list("school", flat=True)}
    return partnership_between(partner=record.partner, others=others - {record.partner_id}, area=record.area)


def _plain(counts: Counts) -> dict[tuple[int, str], Count]:
    return {(school, year): count for school, by_year in counts.items() for year, count in by_year.items()}


def _counts_of(record: Collaboration) -> dict[tuple[int, str], Count]:
    rows = Participation.objects.filter(contribution__collaboration=record).select_related("contribution")
    return {
        (row.contribution.school_id, row.year_group): Count(
            row.pupils, row.disadvantaged, row.girls, row.first_in_family
        )
        for row in rows
    }
