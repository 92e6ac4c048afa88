"""Where a school's leavers went: recorded exactly by the school, published only when protected."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core import db
from core.dates import academic_year_days
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Institution
from outcomes.disclosure import Key, protect
from outcomes.leavers_table import leavers_table, shown_as_facts
from outcomes.models import Fact, Leavers, Measure, Release

Counts = Mapping[str, int]
Shown = dict[tuple[int, str, str], int | None]
PUBLISHER = "Schools, of their own leavers"


@transaction.atomic
def record_leavers(
    *,
    institution: Institution,
    period: str,
    everybody: Counts,
    disadvantaged: Counts,
    partner: Institution | None,
    to_partner: int,
    by: User,
) -> None:
    """Keep one cohort's counts, for all and for the disadvantaged among them."""
    access.require(by, Permission.LEAVERS_RECORD, institution)
    _check(period, everybody, disadvantaged, partner, to_partner)
    for group, counts in ((Fact.Group.ALL, everybody), (Fact.Group.DISADVANTAGED, disadvantaged)):
        is_all = group == Fact.Group.ALL
        kept, _ = Leavers.objects.update_or_create(
            institution=institution,
            period=period,
            pupil_group=group,
            defaults={
                **counts,
                "partner": partner if is_all else None,
                "to_partner": to_partner if is_all else 0,
            },
        )
        audit.record("leavers_recorded", kept, by=by)


@transaction.atomic
def view_leavers(*, institution: Institution, by: User) -> list[Leavers]:
    """The exact counts, for the institution's own people. Who looked is kept."""
    access.require(by, Permission.LEAVERS_RECORD, institution)
    audit.record("leavers_viewed", institution, by=by)
    found = Leavers.objects.visible_to(by).filter(institution=institution).select_related("partner")
    return list(found.order_by("-period", "pupil_group"))


def publish_leavers() -> list[Release]:
    """Protect all that schools recorded and publish it, a cohort at a time; nothing where nothing changed."""
    with db.exclusive("leavers") as held:
        if not held:
            return []
        periods = Leavers.objects.order_by("period").values_list("period", flat=True).distinct()
        return [release for period in periods if (release := _publish(period))]


def _check(
    period: str, everybody: Counts, disadvantaged: Counts, partner: Institution | None, to_partner: int
) -> None:
    if academic_year_days(period)[1] >= timezone.localdate():
        raise RuleBroken(f"The year {period} is not over: nobody has left yet", field="period")
    for name, count in disadvantaged.items():
        if count > everybody[name]:
            raise RuleBroken(
                f"The disadvantaged cannot be more than all: {count} of {everybody[name]}",
                field=f"disadvantaged_{name}",
            )
    if to_partner > everybody["higher_education"]:
        raise RuleBroken(
            "Those who went to the partner cannot be more than all who entered higher education",
            field="to_partner",
        )
    if to_partner and partner is None:
        raise RuleBroken("Choose the university that they went to", field="partner")


def _publish(period: str) -> Release | None:
    before = _published(period)
    now: Shown = {}
    for rows in _by_institution(period):
        table = leavers_table(rows)
        place = rows[0].institution_id
        earlier: dict[Key, int | None] = {
            (group, code): number for (at, group, code), number in before.items() if at == place
        }
        shown = protect(table, earlier)
        now |= {(place, group, code): number for (group, code), number in shown.items()}
    if now == before:
        return None
    release = _next_release(period, now)
    measures = {measure.code: measure for measure in Measure.objects.filter(panel=Measure.Panel.REPORTED)}
    Fact.objects.bulk_create(shown_as_facts(now, measures, release, period), batch_size=5_000)
    return release


def _published(period: str) -> Shown:
    """What the release in force shows, in the terms of the table."""
    facts = Fact.objects.filter(
        release__dataset=Release.Dataset.LEAVERS, release__superseded_at=None, period=period
    )
    values = facts.values_list("institution_id", "pupil_group", "measure__code", "numerator")
    return {(place, group, code): number for place, group, code, number in values}


def _by_institution(period: str) -> Iterable[list[Leavers]]:
    found: dict[int, list[Leavers]] = {}
    for row in Leavers.objects.filter(period=period).order_by("institution", "pupil_group"):
        found.setdefault(row.institution_id, []).append(row)
    return found.values()


def _next_release(period: str, shown: Shown) -> Release:
    releases = Release.objects.filter(dataset=Release.Dataset.LEAVERS, name=period)
    version = releases.count() + 1
    releases.current().update(superseded_at=timezone.now())
    return Release.objects.create(
        dataset=Release.Dataset.LEAVERS,
        name=period,
        version=version,
        publisher=PUBLISHER,
        published_on=timezone.localdate(),
        status=Release.Status.PROVISIONAL,
        periods=[period],
        file_name="",
        file_hash=sha256(repr(sorted(shown.items(), key=repr)).encode()).hexdigest(),
    )
