"""Published figures that say only what matters to a test."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from outcomes.models import (
    AccessPlan,
    AccessTarget,
    Fact,
    Leavers,
    Measure,
    Missing,
    Release,
)
from tests.factories import InstitutionFactory


class ReleaseFactory(DjangoModelFactory[Release]):
    class Meta:
        model = Release
        django_get_or_create = ("dataset", "name", "version")

    dataset = Release.Dataset.DESTINATIONS_16_18
    name = "2024-25"
    version = 1
    publisher = "Department for Education"
    periods = ["2022/23"]
    file_name = "destinations.csv"
    file_hash = "0" * 64


class FactFactory(DjangoModelFactory[Fact]):
    """Of 100 students, 40. A measure of the migrations by its `code`; `withheld` hides the number."""

    class Meta:
        model = Fact

    class Params:
        code = "18_he"
        withheld = False

    measure = factory.LazyAttribute(lambda fact: Measure.objects.filter(code=fact.code).latest("version"))
    release = factory.SubFactory(ReleaseFactory)
    institution = factory.SubFactory(InstitutionFactory)
    period = "2022/23"
    size = 100
    numerator = factory.LazyAttribute(lambda fact: None if fact.withheld else 40)
    value = factory.LazyAttribute(lambda fact: _percent(fact))
    missing = factory.LazyAttribute(lambda fact: Missing.SUPPRESSED if fact.withheld else "")


def _percent(fact: Any) -> Decimal | None:
    if fact.withheld:
        return None
    share = Decimal(fact.numerator) * 100 / Decimal(fact.size)
    return share.quantize(Decimal(1), ROUND_HALF_UP)


class LeaversFactory(DjangoModelFactory[Leavers]):
    """A cohort of 150, all of them."""

    class Meta:
        model = Leavers

    institution = factory.SubFactory(InstitutionFactory)
    period = "2022/23"
    pupil_group = Fact.Group.ALL
    higher_education = 60
    further_education = 20
    apprenticeship = 30
    employment = 20
    not_staying = 10
    unknown = 10


class AccessPlanFactory(DjangoModelFactory[AccessPlan]):
    class Meta:
        model = AccessPlan

    provider = factory.SubFactory(InstitutionFactory, university=True)
    first_year = "2025/26"
    last_year = "2028/29"


class AccessTargetFactory(DjangoModelFactory[AccessTarget]):
    """From 20 to 30 per cent, with no milestone but what the test sets."""

    class Meta:
        model = AccessTarget

    plan = factory.SubFactory(AccessPlanFactory)
    code = factory.Sequence(lambda number: f"PTA_{number}")
    stage = AccessTarget.Stage.ACCESS
    words = "More entrants from areas of low participation"
    audience = "Young people in TUNDRA quintile 1"
    unit = AccessTarget.Unit.PERCENT
    baseline = 20
    baseline_year = "2024/25"
