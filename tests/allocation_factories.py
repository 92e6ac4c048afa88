"""Allocation runs and their rows, made as the other records are."""

from collections.abc import Iterable
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from brokerage.models import AllocationRow, AllocationRun
from core.dates import academic_year
from institutions.models import Area, SupportArea
from tests.factories import InstitutionFactory, OfferFactory


def _reached(needs_met: int) -> dict[str, Any]:
    return {
        "needs": 3,
        "priority_needs": 1,
        "priority_needs_met": min(1, needs_met),
        "schools_with_none": 3,
        "schools_given_their_first": needs_met,
        "needs_met": needs_met,
        "total_fit": 600 * needs_met,
        "pairs": 5,
        "is_certified": True,
    }


class AllocationRunFactory(DjangoModelFactory[AllocationRun]):
    """Planned for science and engineering this year; `areas=[…]` says where. `rehearsed=True` is ready to send."""

    class Meta:
        model = AllocationRun
        skip_postgeneration_save = True

    class Params:
        rehearsed = factory.Trait(
            state=AllocationRun.State.REHEARSED,
            rehearsed_at=factory.LazyFunction(timezone.now),
            summary=factory.LazyFunction(
                lambda: {
                    "needs": 3,
                    "schools": 3,
                    "offers": 2,
                    "places": 2,
                    "optimum": _reached(2),
                    "first_come": _reached(1),
                    "neediest_first": _reached(1),
                    "priority_lists": [{"name": "National Challenge", "edition": "2026-09-01"}],
                    "fairness": [],
                }
            ),
        )

    year = factory.LazyFunction(lambda: academic_year(timezone.localdate()))
    support_areas = factory.LazyFunction(lambda: [SupportArea.STEM])
    salt = "salt"

    @factory.post_generation
    def areas(self, create: bool, where: Iterable[Area] | None, **_: Any) -> None:
        self.areas.set(where or [])


class AllocationRowFactory(DjangoModelFactory[AllocationRow]):
    """A school gets an offer, and it is not sent yet. `nothing=True` gets none, because all places are taken."""

    class Meta:
        model = AllocationRow

    class Params:
        nothing = factory.Trait(
            state=AllocationRow.State.NOTHING, offer=None, fit=0, metres=None, reason="ALL_TAKEN", gain=2
        )

    run = factory.SubFactory(AllocationRunFactory, rehearsed=True)
    school = factory.SubFactory(InstitutionFactory)
    area = SupportArea.STEM
    is_priority = False
    state = AllocationRow.State.WAITING
    offer = factory.SubFactory(OfferFactory)
    fit = 710
    metres = 0
