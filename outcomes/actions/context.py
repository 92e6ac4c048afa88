"""Figures of surveys and of counts by others: what each says is described once, and published edition by edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area
from outcomes.models import Fact, Measure, Release

Panel, Dataset = Measure.Panel, Release.Dataset
MOST_SPLITS = 12


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Where a value comes from: who published it under which name, when, and of which year it is."""

    publisher: str
    name: str
    period: str
    published_on: date | None = None
    sample: int | None = None


@transaction.atomic
def describe_context(
    *, name: str, definition: str, asked: str, unit: str, source_type: str, splits: Sequence[str], by: User
) -> list[Measure]:
    """A figure of the context, whole or split: by phase, or by the sector of the provider."""
    access.require(by, Permission.CONTEXT_PUBLISH, Area.objects.england())
    family = slugify(name)[:30].strip("-")
    if not family or Measure.objects.filter(family=family).exists():
        raise RuleBroken("There is a figure of this name already.", field="name")
    if len(splits) > MOST_SPLITS or len(set(splits)) < len(splits):
        raise RuleBroken(f"Enter up to {MOST_SPLITS} parts, each of them once.", field="splits")
    made = Measure.objects.bulk_create(
        Measure(
            code=f"{family}-{position}",
            family=family,
            name=name.strip(),
            definition=definition.strip(),
            cohort_rule=asked.strip(),
            level_filter=split,
            scope="England",
            source_type=source_type,
            unit=unit,
            panel=Panel.CONTEXT,
            position=position,
        )
        for position, split in enumerate(splits or [""], start=1)
    )
    audit.record("context_described", made[0], by=by, family=family, parts=len(made))
    return made


@transaction.atomic
def publish_context(*, values: Mapping[Measure, Decimal | None], edition: Edition, by: User) -> Release:
    """The values of one figure in one edition; parts without a value are not available in it. It is never rewritten."""
    england = Area.objects.england()
    access.require(by, Permission.CONTEXT_PUBLISH, england)
    given = {measure: value for measure, value in values.items() if value is not None}
    if not given:
        raise RuleBroken("Enter at least one value.", code="no_value")
    current = Fact.objects.filter(release__superseded_at=None, release__dataset=Dataset.CONTEXT)
    if current.filter(measure__in=given, period=edition.period).exists():
        raise RuleBroken(
            f"There are values for {edition.period} already. Withdraw them first.", field="period"
        )
    known = Release.objects.filter(dataset=Dataset.CONTEXT, name=edition.name.strip())
    release = Release.objects.create(
        dataset=Dataset.CONTEXT,
        name=edition.name.strip(),
        version=1 + known.count(),
        publisher=edition.publisher.strip(),
        published_on=edition.published_on,
        periods=[edition.period],
        file_name="entered by hand",
    )
    Fact.objects.bulk_create(
        Fact(
            measure=measure,
            release=release,
            area=england,
            period=edition.period,
            size=edition.sample,
            value=value,
        )
        for measure, value in given.items()
    )
    audit.record("context_published", release, by=by, period=edition.period, values=len(given))
    return release


@transaction.atomic
def withdraw_context(*, release: Release, by: User) -> Release:
    """It was entered wrongly. It is shown no more, and stays in the record of releases."""
    access.require(by, Permission.CONTEXT_PUBLISH, Area.objects.england())
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.dataset != Dataset.CONTEXT:
        raise RuleBroken("Only what was entered by hand is withdrawn here.", code="not_context")
    if release.superseded_at is None:
        release.superseded_at = timezone.now()
        release.save(update_fields=["superseded_at"])
        audit.record("context_withdrawn", release, by=by)
    return release
