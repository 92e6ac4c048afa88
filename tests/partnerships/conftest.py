"""What is logged in the tests of the log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from core.models import OutgoingEmail
from institutions.models import Institution, SupportArea
from partnerships import actions
from partnerships.actions import Count, Facts
from partnerships.models import Collaboration
from tests.factories import GroupMembershipFactory, InstitutionFactory, TermFactory

Log = Callable[..., Collaboration]


@pytest.fixture
def twelve(trust: Institution, schools: list[Institution]) -> list[Institution]:
    """The trust's three schools and nine more."""
    more = [
        InstitutionFactory.create(name=f"Elm {n:02d} School", local_authority=trust.local_authority)
        for n in range(9)
    ]
    for school in more:
        GroupMembershipFactory.create(group=trust, member=school)
    return [*schools, *more]


@pytest.fixture
def facts(schools: list[Institution], employer: Institution) -> Callable[..., Facts]:
    """A week ago Year 9 of the trust's schools heard a talk; say what is different."""

    def make(**different: Any) -> Facts:
        usual: dict[str, Any] = {
            "schools": schools,
            "partner": employer,
            "activity_type": TermFactory.create(activity_type=True),
            "area": SupportArea.STEM.value,
            "title": "Bridge building day",
            "starts_on": timezone.localdate() - timedelta(days=7),
            "year_groups": ["Y09"],
        }
        return Facts(**(usual | different))

    return make


@pytest.fixture
def log(facts: Callable[..., Facts], trust: Institution, lead: User) -> Log:
    """Log it in one step, thirty pupils at each school, six of them disadvantaged."""

    def make(*, told: Facts | None = None, **different: Any) -> Collaboration:
        told = told or facts()
        usual: dict[str, Any] = {
            "organiser": trust,
            "counts": {school.pk: {"Y09": Count(30, 6)} for school in told.schools},
            "definition": Collaboration.Definition.FSM6,
            "partner_email": "partner@example.com",
            "submission_key": uuid4(),
            "by": lead,
        }
        return actions.log_collaboration(facts=told, **(usual | different))

    return make


def links_in_outbox() -> list[str]:
    """The addresses to confirm at in the letters that wait, the latest last."""
    bodies = OutgoingEmail.objects.order_by("pk").values_list("body", flat=True)
    words = [word for body in bodies for word in body.split() if "/confirm/" in word]
    return ["/confirm/" + word.partition("/confirm/")[2] for word in words]
