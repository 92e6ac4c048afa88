"""What is expected of schools: set by whoever administers the place, and ended when it holds no more."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from core.errors import RuleBroken
from institutions import access
from institutions.access import Permission
from institutions.models import Area
from outcomes.models import Expectation


@transaction.atomic
def set_expectation(
    *,
    area: Area,
    words: str,
    measured: str,
    phases: Sequence[str],
    source: str,
    starts_on: date,
    by: User,
) -> Expectation:
    """From that day on, schools of these ages in the area are held against it."""
    access.require(by, Permission.EXPECTATION_SET, area)
    expectation = Expectation.objects.create(
        area=None if area.kind == Area.Kind.COUNTRY else area,
        words=words.strip(),
        measured=measured,
        phases=list(phases),
        source=source.strip(),
        starts_on=starts_on,
        set_by=by,
    )
    audit.record("expectation_set", expectation, by=by, area=area.code)
    return expectation


@transaction.atomic
def end_expectation(*, expectation: Expectation, on: date, by: User) -> Expectation:
    """From that day on it holds no more. Earlier days are still held against it."""
    access.require(by, Permission.EXPECTATION_SET, expectation.area or Area.objects.england())
    expectation = Expectation.objects.select_for_update().get(pk=expectation.pk)
    if expectation.ends_on:
        raise RuleBroken(f"It has ended on {expectation.ends_on:%-d %B %Y} already.", field="on")
    if on > timezone.localdate():
        raise RuleBroken("The day must be today or in the past.", field="on")
    if on <= expectation.starts_on:
        raise RuleBroken("The day must be after the one from which it holds.", field="on")
    expectation.ends_on = on
    expectation.save(update_fields=["ends_on", "updated_at"])
    audit.record("expectation_ended", expectation, by=by, on=on.isoformat())
    return expectation
